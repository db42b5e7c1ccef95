import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/engine/engine.ts';
import {
  all,
  answered,
  crosses,
  defineDialog,
  eachWrites,
  is,
  minutes,
  say,
  stretch,
  z,
} from '../../src/engine/kit.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { guardPasses, guardWords } from '../../src/engine/machine/guards.ts';
import { aCouple, heard, noon } from '../support/engine.ts';
import { playing, said, sharedEngine } from './shared-dialog.ts';

const minute = 60_000;
/** What the one question of these tests is answered with. */
const words = z.number().nullable().default(null);

/** Opened by a word of A: both write at once, and read what the other approved at one instant. */
const spec = {
  version: 1,
  context: z.strictObject({ at1: stretch, at2: stretch, mine: words, yours: words }),
  lane: 'mediated',
  shared: { ending: 'over', own: { first: ['mine'], second: ['yours'] } },
  delays: { write: minutes(3), rest: minutes(3) },
  initial: 'write',
  states: {
    write: eachWrites({ ask: 'again', first: 'mine', second: 'yours', until: 'write', next: 'ofFirst' }),
    ofFirst: crosses('mine', { to: 'second', from: 'from', next: 'ofSecond' }),
    ofSecond: crosses('yours', { to: 'first', from: 'from', next: 'more' }),
    more: eachWrites({ ask: 'again', first: 'mine', second: 'yours', until: 'rest', next: 'over' }),
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
} as const;

let engine: Engine;
beforeAll(async () => {
  engine = await sharedEngine(defineDialog(spec));
});

/** Both have written, and A has approved: what follows, and what B is shown at the instant. */
function afterwards(then: (play: ReturnType<typeof playing>) => unknown) {
  const play = playing(engine, aCouple());
  play.write('a', 'numbers', noon);
  play.write('a', '7', noon + 1);
  play.write('b', '4', noon + 2);
  const sent = play.write('a', 'send', noon + 3);
  expect([said(sent, 'a'), said(sent, 'b')]).toEqual([['numbers.waits'], []]);
  then(play);
  const [shown] = play.pass(noon + 3 * minute);
  return { play, toA: shown ? said(shown, 'a') : [], toB: shown ? said(shown, 'b') : [] };
}

describe('what both write at once in a dialog for two', () => {
  test('crosses at its instant where it was approved, and not before', () => {
    const { toA, toB } = afterwards(() => {});
    expect(toB).toEqual(['numbers.from', 'numbers.mine', 'numbers.again']);
    // What B wrote was not approved.
    expect(toA).toEqual(['numbers.again']);
  });

  const silent = ['numbers.again'];
  test.each(['unshare', 'pause', 'exit', 'stop', 'please stop'])(
    'is gone after %s: to the other it is silence',
    (word) => {
      expect(afterwards((play) => said(play.write('a', word, noon + minute), 'b')).toB).toEqual(silent);
    },
  );

  test.each(['violence', 'suicide'] as const)('is gone where %s is heard', (category) => {
    const crisis = { screening: heard(category, 'urgent') };
    expect(afterwards((play) => play.write('a', 'words', noon + minute, crisis)).toB).toEqual(silent);
  });

  test('asks nothing more of whoever left', () => {
    const { play, toA } = afterwards((it) => it.write('a', 'pause', noon + minute));
    expect(toA).toEqual([]);
    const [end] = play.pass(noon + 9 * minute);
    expect(end && [said(end, 'a'), said(end, 'b')]).toEqual([[], ['numbers.over']]);
  });

  test('is asked of each once: who has answered is asked nothing until the next question', () => {
    const { play } = afterwards(() => {});
    expect(play.couple().b?.stack.at(-1)?.asked?.key).toBe('numbers.again');
    const once = playing(engine, aCouple());
    once.write('a', 'numbers', noon);
    once.write('a', 'skip', noon + 1);
    expect(once.couple().a.stack.at(-1)?.asked).toBeNull();
  });
});

describe('several guards at once', () => {
  const both = all(is('at1', 'seen'), answered('send'));
  test('let through what all of them let through, and say so', () => {
    const passes = (at1: string, value: string) => guardPasses(both, { context: { at1 }, event: { value } });
    expect([passes('seen', 'send'), passes('seen', 'keep'), passes('write', 'send')]).toEqual([true, false, false]);
    expect(guardWords(both)).toBe('at1 is seen, answer is send');
  });

  test('are each checked as the dialog is loaded, and so are the fields of each', () => {
    const wrong = defineDialog({
      ...spec,
      shared: { ending: 'over', own: { first: ['mime' as 'mine'], second: [] } },
      states: {
        ...spec.states,
        write: { on: { ANSWER: [{ guard: all(is('at1', 'seen'), is('at3' as 'at2', 'seen')), target: 'over' }] } },
      },
    } as never);
    expect(() => createDialogs(new Map([['numbers', wrong]]))).toThrow(
      /no field "mime".*mine[\s\S]*no field "at3".*at[12]/,
    );
  });
});
