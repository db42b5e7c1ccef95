import { describe, expect, test } from '@jest/globals';
import { rehearsedRoster } from '../../src/adapters/rehearsal/on-call.ts';
import type { OnCall } from '../../src/domain/call.ts';
import { callingOrder, emergenciesHeld } from '../../src/engine/alert/caseload.ts';
import { whomToCall } from '../../src/engine/alert/whom.ts';

const itself = (name: string): string => name;

describe('a caseload', () => {
  test('counts the open emergencies that a person holds, and nothing else', () => {
    const held = emergenciesHeld([
      { holder: 'Dana', level: 'emergency', status: 'claimed' },
      { holder: 'Dana', level: 'emergency', status: 'handed-back' },
      { holder: 'Dana', level: 'urgent', status: 'taken-over' },
      { holder: 'Lee', level: 'emergency', status: 'closed' },
      { holder: null, level: 'emergency', status: 'open' },
    ]);
    expect([...held]).toEqual([['Dana', 2]]);
  });
  test('of more than two moves a person to the end, and leaves nobody out', () => {
    const order = (counts: readonly (readonly [string, number])[]) =>
      callingOrder(['Dana', 'Lee', 'Kim'], itself, new Map(counts));
    expect(order([['Dana', 2]])).toEqual(['Dana', 'Lee', 'Kim']);
    expect(order([['Dana', 3]])).toEqual(['Lee', 'Kim', 'Dana']);
    expect(
      order([
        ['Dana', 3],
        ['Lee', 5],
      ]),
    ).toEqual(['Kim', 'Dana', 'Lee']);
    expect(
      order([
        ['Dana', 9],
        ['Lee', 9],
        ['Kim', 9],
      ]),
    ).toEqual(['Dana', 'Lee', 'Kim']);
  });
});

describe('the caseload of a primary', () => {
  const person = (name: string, duty: 'primary' | 'backup' | 'lead') => ({ name, duty, ways: ['sms'] as const });
  const roster = rehearsedRoster([person('dana', 'primary'), person('lee', 'backup'), person('mia', 'lead')]);
  const called = (step: OnCall, held: readonly (readonly [string, number])[]) =>
    whomToCall(roster, step, 'emergency', 1_000_000, new Map(held)).persons.map(({ id }) => id);
  test.each<[string, readonly (readonly [string, number])[], readonly string[]]>([
    ['two open emergencies change nothing', [['dana', 2]], ['dana', 'lee', 'mia']],
    ['with three the backup is called first, and the lead leads all the same', [['dana', 3]], ['lee', 'dana', 'mia']],
    [
      'where the backup has as many, the order is the rota’s',
      [
        ['dana', 3],
        ['lee', 3],
      ],
      ['dana', 'lee', 'mia'],
    ],
  ])('%s', (_what, held, order) => {
    expect((['primary', 'backup', 'lead'] as const).flatMap((step) => called(step, held))).toEqual(order);
  });
});
