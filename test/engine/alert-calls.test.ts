import { describe, expect, test } from '@jest/globals';
import { type RehearsedPerson, rehearsedRoster } from '../../src/adapters/rehearsal/on-call.ts';
import type { Roster } from '../../src/domain/staff/roster.ts';
import { aClinic, anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const night = Date.parse('2026-03-02T23:00-06:00');
const dana: RehearsedPerson = { name: 'Dana', duty: 'primary', ways: ['teams', 'sms'] };
const lee: RehearsedPerson = { name: 'Lee', duty: 'backup', ways: ['sms'] };
const mia: RehearsedPerson = { name: 'Mia', duty: 'lead', ways: ['sms', 'email'] };
const ann: RehearsedPerson = { name: 'Ann', duty: null, ways: ['email'] };

const among = (people: readonly RehearsedPerson[], more: Partial<Roster> = {}, start = day) =>
  anAlertClock(start, { ...aClinic, onCall: { ...rehearsedRoster(people), ...more } });
type Clock = ReturnType<typeof among>;

/** A notice failed there. */
const fails = (
  clock: Clock,
  minute: number,
  way: string,
  step: 'primary' | 'backup' | 'lead' | 'everyone' = 'primary',
) =>
  clock.happens(minute, {
    ...{ type: 'notice-failed', level: 'urgent', step, person: way.split('-')[0] ?? '', way, kind: 'sms', code: '403' },
  });

describe('a person who is called', () => {
  test('has the first way at once and the next when its time has come, unless somebody looks or takes it before', () => {
    const clock = among([dana, lee, mia]);
    clock.page(0, 'urgent');
    clock.until(4);
    expect(clock.ways()).toEqual([
      [0, 'dana-teams'],
      [2, 'dana-sms'],
    ]);
    for (const act of ['acknowledge', 'claim'] as const) {
      const answered = among([dana, lee, mia]);
      answered.page(0, 'urgent');
      answered.act(1, act);
      answered.until(4);
      expect(answered.ways()).toEqual([[0, 'dana-teams']]);
    }
  });
  test('is called by the first way that works, whatever its delay', () => {
    const roster = rehearsedRoster([dana]);
    const people = roster.people.map((person) => ({
      ...person,
      ways: person.ways.map((way) => (way.kind === 'teams' ? { ...way, verifiedAt: null } : way)),
    }));
    const clock = anAlertClock(day, { ...aClinic, onCall: { ...roster, people } });
    clock.page(0, 'urgent');
    expect(clock.ways()).toEqual([[0, 'dana-sms']]);
  });
  test('who has two duties is called once on a step', () => {
    const clock = among([{ ...dana, ways: ['sms'] }, { ...dana, duty: 'lead', ways: ['sms'] }, lee]);
    clock.page(0, 'emergency');
    clock.until(6);
    expect(clock.ways()).toEqual([
      [0, 'dana-sms'],
      [2, 'lee-sms'],
      [4, 'dana-sms'],
      [6, 'dana-sms'],
      [6, 'lee-sms'],
    ]);
  });
});

describe('a gap of the rota, and the time before going live', () => {
  test('call everybody who can be called at once', () => {
    for (const clock of [among([lee, mia, ann]), among([dana, lee, mia, ann], { liveAt: null })]) {
      clock.page(0, 'urgent');
      expect(clock.ways().map(([, way]) => way)).toEqual(expect.arrayContaining(['lee-sms', 'mia-sms', 'ann-email']));
    }
  });
  test('a person without a working way is a gap', () => {
    const roster = rehearsedRoster([dana, lee]);
    const people = roster.people.map((person) => (person.id === 'dana' ? { ...person, ways: [] } : person));
    const clock = anAlertClock(day, { ...aClinic, onCall: { ...roster, people } });
    clock.page(0, 'urgent');
    expect(clock.ways()).toEqual([[0, 'lee-sms']]);
  });
});

describe('a notice that fails', () => {
  test('moves on at once: the next way, the next person, everybody', () => {
    const clock = among([dana, lee, mia, ann]);
    clock.page(0, 'urgent');
    fails(clock, 0, 'dana-teams');
    expect(clock.ways()).toEqual([
      [0, 'dana-teams'],
      [0, 'dana-sms'],
    ]);
    fails(clock, 0.5, 'dana-sms');
    expect(clock.ways().at(-1)).toEqual([0.5, 'lee-sms']);
    fails(clock, 0.5, 'lee-sms', 'backup');
    fails(clock, 0.6, 'mia-sms', 'lead');
    fails(clock, 0.7, 'mia-email', 'lead');
    expect(clock.ways().filter(([minute]) => minute === 0.7)).toHaveLength(4);
    expect(
      clock
        .called()
        .filter(([minute]) => minute === 0.7)
        .map(([, step]) => step),
    ).toEqual(Array(4).fill('everyone'));
  });
  test('by every way is tried again within a minute, without end', () => {
    const clock = among([{ ...dana, ways: ['sms'] }]);
    clock.page(0, 'urgent');
    fails(clock, 0, 'dana-sms');
    for (let minute = 0; minute < 30; minute += 1) {
      expect(clock.ways().filter(([at]) => Math.floor(at) === minute).length).toBeGreaterThanOrEqual(1);
      fails(clock, minute + 0.01, 'dana-sms', 'everyone');
      clock.until(minute + 1.5);
    }
  });
  test('is tried again no more once somebody was reached', () => {
    const clock = among([{ ...dana, ways: ['sms'] }]);
    clock.page(0, 'urgent');
    fails(clock, 0, 'dana-sms');
    fails(clock, 0, 'dana-sms', 'everyone');
    const to = { level: 'urgent', step: 'everyone', person: 'dana', way: 'dana-sms', kind: 'sms' } as const;
    clock.until(1);
    clock.happens(1, { type: 'notified', ...to });
    const before = clock.ways().length;
    clock.until(4);
    expect(clock.ways()).toHaveLength(before);
  });
  test('of one among several who were called leaves the others their time', () => {
    const clock = among([lee, mia, ann]);
    clock.page(0, 'urgent');
    fails(clock, 0.1, 'ann-email');
    expect(clock.ways().filter(([minute]) => minute > 0)).toEqual([]);
  });
  test('after somebody looks or has it is noted, and calls nobody', () => {
    for (const act of ['acknowledge', 'claim'] as const) {
      const clock = among([dana, lee, mia]);
      clock.page(0, 'urgent');
      clock.act(1, act);
      fails(clock, 1.1, 'dana-teams');
      expect(clock.ways()).toHaveLength(1);
    }
  });
  test('to the lead, who is paged for want of words, moves on although somebody holds the case', () => {
    const clock = among([dana, lee, mia]);
    clock.page(0, 'urgent');
    clock.act(1, 'claim');
    clock.until(15);
    expect(clock.ways().at(-1)).toEqual([15, 'mia-sms']);
    fails(clock, 15.1, 'mia-sms', 'lead');
    expect(clock.ways().at(-1)).toEqual([15.1, 'mia-email']);
    fails(clock, 15.2, 'mia-email', 'lead');
    expect(clock.ways().filter(([minute]) => minute === 15.2).length).toBeGreaterThan(2);
  });
});

describe('a person’s quiet hours', () => {
  const quietHours = { from: '22:00', to: '08:00' };
  const asleep: RehearsedPerson = { ...dana, ways: ['sms'], quietHours };
  test('hold back what can wait for the day, until they end', () => {
    const clock = among([asleep, lee, mia], {}, night);
    clock.page(0, 'same-day');
    clock.until(8 * 60);
    expect(clock.ways()).toEqual([]);
    clock.until(9 * 60);
    expect(clock.ways()).toEqual([[9 * 60, 'dana-sms']]);
  });
  test('hold it back from whoever holds the case, too, and from whoever it is given to', () => {
    const held = among([asleep, lee, mia], {}, night);
    held.page(0, 'same-day');
    held.act(1, 'take-over');
    held.act(2, 'hand-back');
    held.page(3, 'same-day');
    const given = among([lee, asleep, mia], {}, night);
    given.page(0, 'same-day');
    given.happens(1, { type: 'reassign', by: 'Lee', person: 'Dana' });
    for (const clock of [held, given]) {
      clock.until(9 * 60 - 1);
      expect(clock.ways().filter(([, way]) => way === 'dana-sms')).toEqual([]);
      clock.until(9 * 60);
      expect(clock.ways().filter(([, way]) => way === 'dana-sms')).toEqual([[9 * 60, 'dana-sms']]);
    }
  });
  test('have an urgent alert go to the next who has none, and to them where there is nobody else', () => {
    const clock = among([asleep, lee, mia], {}, night);
    clock.page(0, 'urgent');
    expect(clock.ways()).toEqual([[0, 'lee-sms']]);
    const alone = among([asleep], {}, night);
    alone.page(0, 'urgent');
    expect(alone.ways()).toEqual([[0, 'dana-sms']]);
  });
  test('hold an emergency back from nobody', () => {
    const clock = among([asleep, lee, mia], {}, night);
    clock.page(0, 'emergency');
    expect(clock.ways()).toEqual([
      [0, 'dana-sms'],
      [0, 'lee-sms'],
    ]);
  });
});

describe('where nobody can be called', () => {
  test('the alert waits open, and whoever comes is called within a minute', () => {
    const clock = among([]);
    clock.page(0, 'emergency');
    clock.until(3);
    expect(clock.ways()).toEqual([]);
    clock.join(rehearsedRoster([dana]));
    clock.until(4);
    expect(clock.ways().map(([, way]) => way)).toContain('dana-teams');
  });
});

describe('a notice that can be changed', () => {
  const arrives = (clock: Clock, minute: number) =>
    clock.happens(minute, {
      ...{ type: 'notified', level: 'urgent', step: 'primary', person: 'dana', way: 'dana-teams', kind: 'teams' },
      handle: 'card-1',
    });
  test('shows who looks, who has it, that it is free again and that it is closed', () => {
    const clock = among([dana, lee, mia]);
    clock.page(0, 'urgent');
    arrives(clock, 0);
    expect(clock.changed()).toEqual([]);
    clock.act(1, 'acknowledge');
    clock.act(2, 'claim');
    clock.act(3, 'take-over');
    clock.act(4, 'release');
    clock.happens(5, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    expect(clock.changed().map(([minute]) => minute)).toEqual([1, 2, 4, 5]);
  });
  test('is changed at once where somebody acted while it was on its way, and belongs to its occurrence', () => {
    const clock = among([dana, lee, mia]);
    clock.page(0, 'urgent');
    clock.act(0.1, 'claim');
    arrives(clock, 0.2);
    expect(clock.changed()).toEqual([[0.2, 'card-1']]);
    clock.happens(1, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    clock.page(60, 'urgent');
    clock.act(61, 'claim');
    expect(clock.changed().map(([minute]) => minute)).toEqual([0.2, 1]);
  });
});
