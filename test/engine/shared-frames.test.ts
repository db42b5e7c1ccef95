import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Engine } from '../../src/engine/engine.ts';
import { dueBy, nextUrgent, nextWake, reschedule } from '../../src/engine/time/timers.ts';
import { aCouple, heard, noon } from '../support/engine.ts';
import { numbers, playing, said, sharedEngine } from './shared-dialog.ts';

const minute = 60_000;
const hour = 60 * minute;
let engine: Engine;
beforeAll(async () => {
  engine = await sharedEngine();
});

const other = { quietHours: { from: '21:00', to: '09:00' } };
const aPlay = (b = {}) => playing(engine, aCouple({ b: { ...other, ...b } }));
/** A has opened the dialog and answered; B has been asked. */
function asked(b = {}) {
  const play = aPlay(b);
  play.write('a', 'numbers', noon);
  play.write('a', '7', noon + minute);
  return play;
}

describe('a shared dialog', () => {
  test('asks each partner in turn, keeps one frame in the couple, and ends for both, over restarts', () => {
    const play = aPlay();
    expect(said(play.write('a', 'numbers', noon), 'a')).toEqual(['numbers.mine']);
    const second = play.write('a', '7', noon + minute);
    expect([said(second, 'a'), said(second, 'b')]).toEqual([['numbers.waiting'], ['numbers.yours']]);
    expect(play.couple().shared.frames).toHaveLength(1);
    expect(JSON.stringify([play.couple().a, play.couple().b])).not.toContain('"mine":7');
    const third = play.write('b', '4', noon + 2 * minute);
    expect([said(third, 'a'), said(third, 'b')]).toEqual([['numbers.again'], ['numbers.again']]);
    expect(third.records.filter(({ kind }) => kind === 'fact').map(({ of }) => of)).toEqual(['b']);
    const last = play.write('a', '3', noon + 3 * minute);
    expect([said(last, 'a'), said(last, 'b')]).toEqual([['numbers.over'], ['numbers.over']]);
    expect(play.couple().shared.frames).toBeUndefined();
    expect([play.couple().a.stack, play.couple().b?.stack]).toEqual([[], []]);
  });

  test('gives every effect of a turn an id of its own, the other side a letter', () => {
    const { effects } = asked().results[1] ?? { effects: [] };
    const ids = effects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(effects.filter(({ to }) => to === 'b').every(({ id }) => /^a-\d+\.b\d+$/.test(id))).toBe(true);
  });

  test('keeps nothing in the log of one that the other wrote', () => {
    const { records } = asked().results[1] ?? { records: [] };
    const ofB = records.filter(({ of }) => of === 'b');
    expect(ofB.map(({ data }) => data)).toEqual([{ event: 'shared', at: noon + minute, said: ['numbers.yours'] }]);
  });

  test('waits for an absent partner until its one expiry, and ends for both without blame', () => {
    const play = asked();
    expect(dueBy(play.couple(), noon + 9 * hour)).toHaveLength(1);
    expect(nextWake(play.couple())).toBe(noon + minute + 3 * hour);
    expect(nextUrgent(play.couple())).toBeNull();
    const [end, ...more] = play.pass(noon + 9 * hour);
    expect(more).toEqual([]);
    expect(end && [said(end, 'a'), said(end, 'b')]).toEqual([['numbers.over'], ['numbers.over']]);
  });

  test.each(['stop', 'pause', 'exit', 'please stop', 'leave me alone'])(
    'says nothing to the other when one says %s, and ends at the step’s own expiry as it would for silence',
    (word) => {
      for (const [side, across] of [
        ['a', 'b'],
        ['b', 'a'],
      ] as const) {
        const play = asked();
        const result = play.write(side, word, noon + 2 * minute);
        expect(said(result, across)).toEqual([]);
        const left = { stop: 'coach.stopped', exit: 'coach.cancelled' }[word] ?? 'coach.paused';
        expect(said(result, side)).toEqual([left]);
        expect(play.couple()[side]?.stack).toEqual([]);
        // B was asked, A waits: the one who is left hears of the end when the question’s time is over.
        const [end, ...more] = play.pass(noon + 9 * hour);
        expect([end && [said(end, across), said(end, side)], more]).toEqual([[['numbers.over'], []], []]);
        expect(play.couple().shared.frames).toBeUndefined();
      }
    },
  );

  test.each(['a', 'b'] as const)(
    'goes on for the other through a crisis of %s, whose reference is set aside',
    (side) => {
      const across = side === 'a' ? 'b' : 'a';
      const play = asked();
      const crisis = play.write(side, 'x', noon + 2 * minute, { screening: heard('suicide', 'emergency') });
      expect(said(crisis, side)[0]).toMatch(/^crisis-self/);
      expect(crisis.effects.filter(({ to }) => to === across)).toEqual([]);
      expect(crisis.records.filter(({ of }) => of === across)).toEqual([]);
      expect(play.couple().shared.frames).toHaveLength(1);
      expect(play.couple()[side]?.paused.map(({ shared }) => shared !== undefined)).toEqual([true]);
      const ends = play.pass(noon + 4 * hour).flatMap((each) => [said(each, across), said(each, side)]);
      expect(ends.filter((keys) => keys.includes('numbers.over'))).toHaveLength(1);
      expect(play.couple()[side]?.paused).toEqual([]);
    },
  );

  test('draws nobody in who has said STOP or PAUSE, cannot be reached, or sleeps in their own zone', () => {
    // Noon in Chicago is 02:00 in Tokyo.
    const tokyo = { zone: 'Asia/Tokyo', language: 'es' as const };
    for (const b of [tokyo, { optedOut: true }, { addresses: [] }, { nudgePause: { until: null } }]) {
      const play = asked(b);
      expect(play.results.flatMap((each) => said(each, 'b'))).toEqual([]);
      const ends = play.pass(noon + 9 * hour);
      expect(ends.map((each) => [said(each, 'a'), said(each, 'b')])).toEqual([[['numbers.over'], []]]);
    }
  });

  test('reads an answer in the language of the one who gives it', () => {
    const play = asked({ language: 'es', zone: 'Europe/Madrid' });
    expect(said(play.write('b', 'siete', noon + 2 * minute), 'b')).toEqual(['numbers.again']);
  });

  test('answers who opens it with an alert open or after STOP, where no channel forbids it', () => {
    const alert = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: noon } as const;
    for (const a of [{ alerts: { self: alert } }, { optedOut: true }]) {
      const fields = { ...a, addresses: [{ channel: 'teams', id: 'alex', verified: true }] as const };
      const play = playing(engine, aCouple({ a: fields, b: other }));
      expect(said(play.write('a', 'numbers', noon), 'a')).toEqual(['numbers.mine']);
    }
  });

  test('draws nobody away from a dialog of their own, or to a text with an alert open', () => {
    const alert = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: noon } as const;
    expect(asked({ alerts: { violence: alert } }).results.flatMap((each) => said(each, 'b'))).toEqual([]);
    const play = aPlay();
    play.write('b', 'menu', noon - minute);
    play.write('a', 'numbers', noon);
    expect(said(play.write('a', '7', noon + minute), 'b')).toEqual([]);
    expect(play.couple().b?.stack.map(({ dialog }) => dialog)).toEqual(['menu']);
  });

  test('takes no answer from somebody who was not asked', () => {
    const play = asked();
    expect(said(play.write('a', '5', noon + 2 * minute), 'b')).toEqual([]);
    expect(said(play.write('a', 'skip', noon + 2.5 * minute), 'a')).toEqual(['coach.cannot-skip']);
    expect(said(play.write('b', '5', noon + 3 * minute), 'b')).toEqual(['numbers.again']);
  });

  test('is migrated once for both, or over for both where it cannot be', async () => {
    const migrating = await sharedEngine({
      ...numbers,
      version: 2,
      migrate: (context) => ({ value: 'yours', context }),
    });
    const moved = playing(migrating, asked().couple());
    expect(said(moved.write('b', '4', noon + 2 * minute), 'b')).toEqual(['numbers.again']);
    expect(moved.couple().shared.frames?.map(({ version }) => version)).toEqual([2]);
    const restarting = playing(await sharedEngine({ ...numbers, version: 2 }), asked().couple());
    expect(said(restarting.write('b', '4', noon + 2 * minute), 'b')).toEqual(['coach.restarted', 'numbers.mine']);
    expect(restarting.couple().a.stack).toEqual([]);
  });

  test('has its failing timer put off, then given up for both', () => {
    let couple = asked().couple();
    for (let tries = 0; tries < 4; tries += 1) {
      const due = dueBy(couple, Number.MAX_SAFE_INTEGER)[0];
      if (due) ({ couple } = reschedule(couple, due, due.due));
    }
    expect([couple.shared.frames, couple.a.stack, couple.b?.stack]).toEqual([[], [], []]);
  });
});

const privately = fc.record({
  text: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('menu', 'help', 'checkin', 'resume', 'start', 'skip')),
  crisis: fc.boolean(),
});

describe('what the other partner sees of a shared dialog', () => {
  test('has the same ids, texts and instants when this one says STOP, with an alert that is told of it or without', () => {
    const leaves = (level: 'urgent' | null): string => {
      const play = asked();
      const alert = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: noon } as const;
      const couple = play.couple();
      if (level) play.change({ ...couple, a: { ...couple.a, alerts: { self: alert } } });
      const { effects, records } = play.write('a', 'stop', noon + hour, { id: 'leaving' });
      return JSON.stringify([effects.filter(({ to }) => to === 'b'), records.filter(({ of }) => of === 'b')]);
    };
    expect(leaves('urgent')).toBe(leaves(null));
    expect(leaves(null)).toBe('[[],[]]');
  });

  test('is the same in texts, ids and instants, whatever this one writes in private beside it', () => {
    const sees = (writes: readonly { text: string; crisis: boolean }[]): string => {
      const play = asked();
      const from = play.results.length;
      for (const [index, { text, crisis }] of writes.entries()) {
        const screening = crisis ? { screening: heard('suicide', 'urgent') } : {};
        play.write('a', text, noon + (2 + index) * minute, { ...screening, id: `private-${index}` });
      }
      const end = play.write('b', '4', noon + hour, { id: 'b-answer' });
      const inPrivate = play.results.slice(from, -1);
      const effects = [...inPrivate, end].flatMap((each) => each.effects.filter(({ to }) => to === 'b'));
      const records = [...inPrivate, end].flatMap((each) => each.records.filter(({ of }) => of === 'b'));
      return JSON.stringify([effects, records, play.couple().b]);
    };
    const alone = sees([]);
    expect(alone).toContain('numbers.again');
    fc.assert(
      fc.property(fc.array(privately, { maxLength: 6 }), (writes) => {
        expect(sees(writes)).toBe(alone);
      }),
      { numRuns: 150 },
    );
  });
});
