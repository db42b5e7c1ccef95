import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../src/content/content.ts';
import type { Couple } from '../../src/domain/couple.ts';
import { daysLater } from '../../src/domain/local-time.ts';
import { newPlan, slotOn } from '../../src/engine/couple/plan.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnEvent, TurnResult } from '../../src/engine/events.ts';
import { theEngine } from '../support/engine.ts';
import { type Deed, play, type Story } from '../support/two-partners.ts';

let engine: Engine;
let content: Content;
beforeAll(async () => {
  ({ engine, content } = await theEngine());
});

jest.setTimeout(3_600_000);

/** Pairs of histories that are played. The nightly run sets 10,000 and more. */
const runs = Number(process.env['NON_INTERFERENCE_RUNS'] ?? 200);

/** The same histories each time, unless as many are asked for as a night has room for; NON_INTERFERENCE_SEED draws those again. */
const drawnFrom = Number(
  process.env['NON_INTERFERENCE_SEED'] ?? (process.env['NON_INTERFERENCE_RUNS'] === undefined ? 18 : Date.now()),
);

const said = (minute: number, ...texts: readonly string[]): Deed[] =>
  texts.map((text, nth) => ({ minute: minute + nth / 10, text }));
const afraid = (minute: number): Deed[] => [{ minute, text: 'I am scared', crisis: ['violence', 'urgent'] }];
const dark = (minute: number): Deed[] => [{ minute, text: 'I want to die', crisis: ['suicide', 'urgent'] }];

/** At the gate, which opens at minute 30 and closes at 50. */
const atGate = fc.constantFrom<readonly Deed[]>(
  said(32, 'yes', 'no', 'no', '2'),
  said(33, 'yes', 'no', 'no', '2'),
  said(41, 'yes', 'no', 'no', '2'),
  said(34, '2'),
  said(35, '3'),
  said(36, 'yes', 'yes'),
  said(36, 'yes', 'no', 'yes'),
  said(36, 'yes', 'no', 'no', '9'),
  afraid(37),
  dark(38),
  [],
);

/** While something for two goes on, from minute 50, and at a return. */
const inIt = fc.constantFrom<readonly Deed[]>(
  [],
  said(51, 'STOP'),
  said(51, 'pause'),
  said(51, 'never mind'),
  afraid(51),
  dark(51),
);
const atReturn = fc.constantFrom<readonly Deed[]>(
  [],
  said(79, 'ready'),
  said(79.5, '1'),
  said(79, '2'),
  afraid(79),
  dark(79),
);

/** What one of them does in private, at any time. */
const own = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 1_800 }),
    fc.constantFrom<Omit<Deed, 'minute'>>(
      ...['checkin', 'menu', '1', '2', '3', 'yes', 'no', 'breathe', 'pause', 'resume', 'help', 'skip', 'español'].map(
        (text) => ({ text }),
      ),
      ...['STOP', 'START', 'counselor', 'blue flowers', 'did they use?', 'my data', 'i statement', 'unshare'].map(
        (text) => ({ text }),
      ),
      { text: 'I used', crisis: ['lapse', 'urgent'] },
      { text: 'he hits me', crisis: ['violence', 'emergency'] },
      { text: 'are you there', crisis: ['suicide', 'check'] },
      { counselor: 'takes-over' },
      { counselor: 'closes' },
      { counselor: 'holds' },
    ),
  ),
  { maxLength: 8 },
);
const owns = own.map((deeds) => deeds.map(([minute, deed]): Deed => ({ minute, ...deed })));

const history = fc.tuple(atGate, inIt, atReturn, owns).map((parts) => parts.flat());
/** What is relayed of A: the same in both histories. */
const relayed = fc.constantFrom<readonly Deed[]>(
  [],
  said(60, 'heat', '20 minutes'),
  said(5, 'share', 'I miss our walks', '1'),
);
const bDoes = fc.tuple(
  fc.constantFrom<readonly Deed[]>(
    said(31, 'sí', 'no', 'no', '2'),
    said(45, 'sí', 'no', 'no', '1'),
    said(31, 'hoy no'),
    [],
  ),
  fc.constantFrom<readonly Deed[]>([], said(60.5, 'calor', '1'), said(62, 'menú', '1')),
  fc.constantFrom<readonly Deed[]>([], said(79, 'sigamos')),
  fc.constantFrom<readonly Deed[]>([], said(440, 'menú', 'respirar', '3'), said(481, '1', '2', '3')),
);
const both: readonly Deed[] = [{ minute: 25, counselor: 'assigns' }];

const pair = fc.record({
  seed: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six'),
  b: bDoes.map((parts) => parts.flat()),
  shared: relayed,
  first: history,
  second: history,
});

interface Counted {
  compared: number;
}

/** Two histories of A, with the same relayed of both, are the same to B. */
function check(tested: Engine, numRuns: number, counted: Counted, render = content.render): void {
  fc.assert(
    fc.property(pair, ({ seed, b, shared, first, second }) => {
      const story = (a: readonly Deed[]): Story => ({ seed, b, both: [...both, ...shared], a, days: 2 });
      const [one, other] = [play(tested, content, story(first), render), play(tested, content, story(second), render)];
      if (JSON.stringify(one.relayed) !== JSON.stringify(other.relayed)) return;
      counted.compared += 1;
      expect(other.seen).toEqual(one.seen);
    }),
    { numRuns, seed: drawnFrom, endOnFailure: true },
  );
}

describe('what one partner lives through in private', () => {
  test('changes nothing of what the other is sent: texts, buttons, order, counts, instants, wire ids', () => {
    const counted = { compared: 0 };
    check(engine, runs, counted);
    console.info(
      `${runs} pairs of histories, ${counted.compared} of them comparable (NON_INTERFERENCE_SEED=${drawnFrom})`,
    );
    // Most pairs differ in something that was relayed, and prove nothing: enough have to be left.
    expect(counted.compared).toBeGreaterThan(runs / 10);
  });
});

/** A seed whose days are those of another, with something for each alone on each day for two. */
function soloSeed(seed: string, from: number, days: number): string {
  const zone = 'America/Chicago';
  const { hour, began, next } = newPlan(seed, zone, from);
  const dates = Array.from({ length: days + 1 }, (_, nth) => daysLater(began, nth));
  for (let nth = 0; ; nth += 1) {
    const tried = `solo-${nth}`;
    const plan = newPlan(tried, zone, from);
    if (plan.hour !== hour || plan.next !== next) continue;
    const isLike = (date: string) => slotOn(tried, date) === (slotOn(seed, date) === 'rest' ? 'rest' : 'solo');
    if (dates.every(isLike)) return tried;
  }
}

/** A turn, with something done to it. */
const mutant = (change: (result: TurnResult, event: TurnEvent, before: Couple) => TurnResult): Engine => ({
  ...engine,
  runTurn: (couple, event) => change(engine.runTurn(couple, event), event, couple),
});
const then = (first: TurnResult, event: TurnEvent): TurnResult => {
  const second = engine.runTurn(first.couple, event);
  return { couple: second.couple, effects: [...first.effects, ...second.effects], records: [] };
};
const isHeld = ({ a }: Couple): boolean => a.held !== undefined;
const has = ({ stack, paused }: Couple['a'], test: (dialog: string) => boolean): boolean =>
  [...stack, ...paused].some(({ dialog }) => test(dialog));

/** Each lets something of A through to B: the check above has to notice every one of them. */
const mutants: Readonly<Record<string, () => Engine>> = {
  'the gate answers at once': () =>
    mutant((result, event, before) => {
      const { gate } = result.couple.shared.together ?? {};
      const hasAnswered = has(before.a, (name) => name === 'gate') && !has(result.couple.a, (name) => name === 'gate');
      if (!gate || !hasAnswered || event.type !== 'message' || gate.yes.includes('a')) return result;
      return then(result, { type: 'together', id: 'early', at: event.at, side: 'a', what: 'gate' });
    }),
  'the menu differs': () =>
    mutant((result) => ({
      ...result,
      effects: result.effects.map((effect) =>
        effect.type === 'send' &&
        effect.to === 'b' &&
        isHeld(result.couple) &&
        'key' in effect.say &&
        effect.say.key === 'menu.ask'
          ? { ...effect, say: { ...effect.say, key: 'solo.offer' } }
          : effect,
      ),
    })),
  'the count of nudges differs': () =>
    mutant((result) => ({
      ...result,
      effects: result.effects.filter(
        (effect) => !(isHeld(result.couple) && effect.to === 'b' && effect.lane === 'nudge'),
      ),
    })),
  'an ending comes early': () =>
    mutant((result, event, before) => {
      const left =
        has(before.a, (name) => name === 'breathe-together') &&
        !has(result.couple.a, (name) => name === 'breathe-together');
      const frame = result.couple.shared.frames?.[0];
      const timer = frame?.timers[0]?.id;
      if (!left || !frame || !timer) return result;
      return then(result, { type: 'timer', id: 'early', at: event.at, side: frame.first, frame: frame.id, timer });
    }),
};

describe('the check', () => {
  test.each(Object.keys(mutants))('notices where %s', (name) => {
    const made = mutants[name]?.();
    if (!made) throw new Error('no such mutant');
    expect(() => check(made, 2_000, { compared: 0 })).toThrow(/Property failed/);
  });

  test('notices where the Spanish text differs', () => {
    let wasHeld = false;
    const watched = mutant((result) => {
      wasHeld = isHeld(result.couple);
      return result;
    });
    const render: Content['render'] = (...given) => {
      const shown = content.render(...given);
      return wasHeld && given[1].language === 'es' ? { ...shown, text: `${shown.text} ` } : shown;
    };
    expect(() => check(watched, 2_000, { compared: 0 }, render)).toThrow(/Property failed/);
  });
});

describe('the other partner under a hold', () => {
  test('has a week that the plan could have drawn', () => {
    const noonThatDay = Date.UTC(2026, 2, 7, 18, 0);
    const solo = new Map<string, string>();
    const quiet = fc.record({
      seed: fc.constantFrom('one', 'two', 'three', 'four'),
      b: bDoes.map((parts) => parts.flat()),
      a: owns,
    });
    fc.assert(
      fc.property(quiet, ({ seed, b, a }) => {
        const other = solo.get(seed) ?? soloSeed(seed, noonThatDay, 3);
        solo.set(seed, other);
        const held = play(engine, content, { seed, b, both: [], a: [...afraid(0), ...a], days: 3 });
        const drawn = play(engine, content, { seed: other, b, both: [], a: [], days: 3 });
        expect(held.seen).toEqual(drawn.seen);
      }),
      { numRuns: Math.ceil(runs / 4), seed: drawnFrom, endOnFailure: true },
    );
  });
});
