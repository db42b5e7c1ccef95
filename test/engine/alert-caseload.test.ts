import { describe, expect, test } from '@jest/globals';
import { callingOrder, emergenciesHeld } from '../../src/engine/alert/caseload.ts';

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
