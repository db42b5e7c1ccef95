import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Content } from '../../../src/content/content.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import type { Side } from '../../../src/domain/partner.ts';
import { newPlan } from '../../../src/engine/couple/plan.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { TurnEvent, TurnResult } from '../../../src/engine/events.ts';
import type { Dialogs } from '../../../src/engine/machine/dialog.ts';
import { dueBy, nextWake } from '../../../src/engine/time/timers.ts';
import { aCouple, message, noon, theEngine } from '../../support/engine.ts';
import { eventOf } from '../../support/two-partners.ts';
import { said } from '../shared-dialog.ts';

const minute = 60_000;
const day = 1_440 * minute;
let engine: Engine;
let content: Content;
let dialogs: Dialogs;
beforeAll(async () => {
  ({ engine, content, dialogs } = await theEngine());
});

/** A couple whose turns are run one after the other; what each of them sends is kept with its instant. */
function living(start: Couple) {
  let couple = start;
  let nth = 0;
  const wire: { readonly side: Side; readonly at: number; readonly key: string }[] = [];
  const run = (event: TurnEvent): TurnResult => {
    const result = engine.runTurn(couple, event);
    couple = JSON.parse(JSON.stringify(result.couple));
    for (const side of ['a', 'b'] as const)
      wire.push(...said(result, side).map((key) => ({ side, at: event.at, key })));
    return result;
  };
  return {
    wire,
    couple: () => couple,
    change: (changed: Couple) => {
      couple = changed;
    },
    write(side: Side, text: string, at: number) {
      const from = couple[side]?.addresses[0] ?? { channel: 'sms', id: '' };
      return run(message(text, { side, at, id: `${side}-${nth++}`, from }));
    },
    assign: (exercise: string, at: number) =>
      run({
        type: 'couple-act',
        id: `act-${nth++}`,
        at: at - minute,
        side: 'a',
        act: { type: 'assign', exercise, at, first: 'a', by: 'Dana' },
      }),
    pass(until: number) {
      for (let at = nextWake(couple); at !== null && at <= until; at = nextWake(couple)) {
        const due = dueBy(couple, at)[0];
        if (!due) return;
        run(eventOf(due, at));
      }
    },
  };
}
type Life = ReturnType<typeof living>;

const yes = ['1', 'no', 'no', '2'];
/** Both have said yes at the gate, and what is for two has begun. */
function together(life: Life, exercise: string): number {
  life.assign(exercise, noon + minute);
  life.pass(noon + minute);
  for (const side of ['a', 'b'] as const) for (const text of yes) life.write(side, text, noon + 2 * minute);
  life.pass(noon + 21 * minute);
  return noon + 22 * minute;
}

/** Where the other can be gone from one moment on, and the instant of that. */
const places: Readonly<Record<string, (life: Life) => number>> = {
  'at an open gate': (life) => {
    life.assign('listen', noon + minute);
    life.pass(noon + minute);
    for (const text of yes) life.write('a', text, noon + 2 * minute);
    return noon + 3 * minute;
  },
  'in three quiet minutes': (life) => together(life, 'breathe-together'),
  'while one speaks': (life) => together(life, 'listen'),
  'after what was said': (life) => {
    const at = together(life, 'listen');
    for (const text of ['I felt lost at dinner', '1']) life.write('a', text, at);
    return at + minute;
  },
  'after what was heard': (life) => {
    const at = together(life, 'listen');
    for (const text of ['I felt lost at dinner', '1']) life.write('a', text, at);
    for (const text of ['You felt lost', '1']) life.write('b', text, at + minute);
    return at + 2 * minute;
  },
  'right after HEAT': (life) => {
    life.write('a', 'HEAT', noon);
    return noon + 10_000;
  },
  'in a break': (life) => {
    life.write('b', 'HEAT', noon);
    life.pass(noon + minute);
    return noon + 2 * minute;
  },
  'at the return': (life) => {
    life.write('a', 'HEAT', noon);
    life.pass(noon + 28 * minute);
    life.write('a', 'yes', noon + 28 * minute);
    return noon + 29 * minute;
  },
  'back from a break': (life) => {
    life.write('a', 'HEAT', noon);
    life.pass(noon + 28 * minute);
    for (const side of ['a', 'b'] as const) life.write(side, 'yes', noon + 28 * minute);
    life.pass(noon + 30 * minute);
    return noon + 31 * minute;
  },
  'before they have read what was shared': (life) => {
    for (const text of ['share', 'I like our walks', '1']) life.write('a', text, noon);
    return noon + minute;
  },
  'while it is offered to them': (life) => {
    for (const text of ['share', 'I like our walks', '1']) life.write('a', text, noon);
    life.pass(noon + 11 * minute);
    return noon + 12 * minute;
  },
};

describe('who is gone for good', () => {
  test.each(Object.entries(places))('%s looks like silence to the other, to the last instant of it', (_, reach) => {
    const reached = living(aCouple({ b: { addresses: [{ channel: 'teams', id: 'sam', verified: true }] } }));
    const at = reach(reached);
    const seenAfter = (couple: Couple) => {
      const life = living(couple);
      life.pass(at + 2 * day);
      expect(life.couple().shared.frames).toBeUndefined();
      expect(life.couple().a.stack.filter(({ shared }) => shared !== undefined)).toEqual([]);
      return life.wire.filter(({ side }) => side === 'a');
    };
    const silent = seenAfter(reached.couple());
    const { frames = [], together: both } = reached.couple().shared;
    expect(seenAfter({ ...reached.couple(), b: null })).toEqual(silent);
    // What ran was really running, or something waited.
    expect(frames.length + Object.keys(both ?? {}).length + (reached.couple().a.shares ?? []).length).toBeGreaterThan(
      0,
    );
  });

  test('is offered nothing, and a plan goes on as one for oneself alone', () => {
    const couple = aCouple({ b: {} });
    const plan = newPlan('two', 'America/Chicago', noon);
    const life = living({ ...couple, b: null, shared: { ...couple.shared, together: { plan } } });
    life.pass(noon + 30 * day);
    const keys = new Set(life.wire.map(({ key }) => key));
    expect([...keys]).toEqual(['solo.offer']);
    expect(life.wire.length).toBeGreaterThan(10);
  });
});

describe('where there is nobody on the other side', () => {
  const words = () => {
    const found = new Map<string, string>();
    for (const [word, phrase] of content.words.phrases.en)
      if ('dialog' in phrase && dialogs.get(phrase.dialog)?.exercise && !found.has(phrase.dialog))
        found.set(phrase.dialog, word);
    return [...found];
  };

  test.each(['romantic', 'family', 'friends'] as const)(
    'every exercise that a word opens is suitable: %s',
    (relationship) => {
      const opened = words();
      const usual = ['i-statement', 'listen', 'share', 'time-out', 'wins'];
      expect(opened.map(([name]) => name)).toEqual(expect.arrayContaining(usual));
      for (const [name, word] of opened) {
        const couple = aCouple();
        const life = living({ ...couple, b: null, shared: { ...couple.shared, relationship } });
        life.write('a', word, noon);
        for (let step = 1; step <= 8 && life.couple().a.stack.length > 0; step += 1) {
          const key = life.couple().a.stack.at(-1)?.asked?.key ?? '';
          const { kind } = content.words.questions.get(key) ?? {};
          life.write('a', kind === 'text' ? 'I felt calm today' : kind === 'scale' ? '3' : '1', noon + step * minute);
          life.pass(noon + step * minute);
        }
        life.pass(noon + 2 * day);
        const keys = life.wire.map(({ key }) => key);
        expect([name, keys.length > 0, life.couple().a.stack, life.couple().a.shares]).toEqual([
          name,
          true,
          [],
          undefined,
        ]);
        expect([
          name,
          keys.filter((key) => /exactly|consent|sent$|find-time|(?<!urge\.)notice|return/.test(key)),
        ]).toEqual([name, []]);
        expect(life.couple().shared.together ?? {}).toEqual({});
      }
    },
  );

  test('a milestone is one’s own, with no offer to tell anybody', () => {
    const count = { start: '2026-02-28', earlier: 0, longest: 0 };
    const life = living({ ...aCouple({ a: { count } }), b: null });
    life.write('a', 'milestones', noon);
    life.write('a', 'look at today', noon + minute);
    expect(life.wire.map(({ key }) => key).slice(-2)).toEqual(['milestone.today', 'milestone.own']);
  });
});
