import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/catalog/load-dialogs.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { answered, defineDialog, forget, hours, question, remember, say, z } from '../../../src/engine/kit.ts';
import { defaultLimits } from '../../../src/engine/limits.ts';
import { mistakesIn } from '../../../src/engine/machine/check.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { theContent } from '../../support/content.ts';
import { aCouple, noon } from '../../support/engine.ts';
import { dialogsDir } from '../../support/places.ts';
import { playing, said } from '../shared-dialog.ts';

const wait = { expiry: { wait: 'over' } } as const;

/** A dialog that keeps a number, and a list of those before, and begins anew with what it kept. */
const own = defineDialog({
  version: 1,
  context: z.strictObject({
    last: z.number().nullable().default(null),
    all: z.array(z.number()).default([]),
    odd: z.string().nullable().default(null),
  }),
  recalls: { last: 'own.last', all: 'own.last', odd: 'own.last' },
  delays: { wait: hours(1) },
  initial: 'near',
  states: {
    near: question('near', {
      keep: 'last',
      next: [{ guard: answered(0), target: 'gone' }, 'kept'],
      ...wait,
    }),
    kept: { type: 'final', entry: [remember('last'), say('over', { with: ['last', 'odd'] })] },
    gone: { type: 'final', entry: [forget('last'), say('over', { with: ['last'] })] },
    over: { type: 'final' },
  },
});

let engine: Engine;
beforeAll(async () => {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const { words } = content;
  const questions = new Map([...words.questions, ['own.near', { kind: 'scale', options: [] } as const]]);
  const phrases = { en: new Map([...words.phrases.en, ['my own', { dialog: 'own' }] as const]), es: words.phrases.es };
  engine = createEngine({
    dialogs: createDialogs(new Map([...definitions, ['own', own]])),
    words: { ...words, questions, phrases },
    limits: { ...defaultLimits, jitter: 0 },
  });
});

const ofA = { from: { channel: 'teams', id: 'a-teams', verified: true } } as const;
const addressed = { addresses: [ofA.from] };

describe('the own book', () => {
  test('keeps a field beyond the end of its dialog, for its partner alone; what no field can be is left out', () => {
    const play = playing(engine, aCouple({ a: addressed }));
    play.write('a', 'my own', noon, ofA);
    play.write('a', '7', noon + 1_000, ofA);
    const { a, b } = play.couple();
    expect(a.book).toEqual({ 'own.last': { value: 7, at: noon + 1_000 } });
    expect(b?.book).toBeUndefined();
    play.write('a', 'my own', noon + 2_000, ofA);
    expect(play.couple().a.stack.at(-1)?.snapshot.context).toEqual({ last: 7, all: [], odd: null });
  });

  test('forgets what is taken out', () => {
    const play = playing(engine, aCouple({ a: addressed }));
    for (const [n, text] of ['my own', '7', 'my own', '0'].entries()) play.write('a', text, noon + 1_000 * n, ofA);
    expect(play.couple().a.book).toEqual({});
    expect(said(play.write('a', 'my own', noon + 9_000, ofA), 'a')).toEqual(['own.near']);
  });

  test('is no matter for a dialog that both are in', () => {
    const shared = { ...own, shared: true, ending: 'over' };
    expect(mistakesIn('own', shared)).toContain(
      'dialogs/own.ts: the own book is one partner’s alone: a shared dialog neither keeps nor recalls anything there.',
    );
    const { recalls: _, ...writes } = shared;
    expect(mistakesIn('own', writes)).toHaveLength(1);
    expect(mistakesIn('own', { ...own, recalls: { lost: 'own.last' } })).toHaveLength(1);
    expect(mistakesIn('own', own)).toEqual([]);
  });
});
