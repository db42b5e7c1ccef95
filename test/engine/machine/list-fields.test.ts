import { beforeAll, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/catalog/load-dialogs.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { answered, defineDialog, has, hours, question, z } from '../../../src/engine/kit.ts';
import { defaultLimits } from '../../../src/engine/limits.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { theContent } from '../../support/content.ts';
import { aCouple, noon } from '../../support/engine.ts';
import { dialogsDir } from '../../support/places.ts';
import { playing } from '../shared-dialog.ts';

const wait = { expiry: { wait: 'over' } } as const;

/** A dialog that asks for several things, and then offers those alone that were named, and one beside them. */
const some = defineDialog({
  version: 1,
  context: z.strictObject({
    week: z.number().default(0),
    named: z.array(z.string()).nullable().default(null),
    more: z.array(z.string()).default(['none']),
  }),
  delays: { wait: hours(1) },
  initial: 'several',
  states: {
    several: question('several', { keep: 'named', next: 'look', ...wait }),
    look: { always: [{ guard: has('named', 'tired'), target: 'rest' }, 'choose'] },
    choose: question('choose', {
      ask: { only: ['named', 'more'] },
      next: [{ guard: answered('none'), target: 'over' }, 'rest'],
      ...wait,
    }),
    rest: question('choose', { next: 'over', ...wait }),
    over: { type: 'final' },
  },
});

let engine: Engine;
beforeAll(async () => {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const { words } = content;
  const halt = words.questions.get('check-in.halt') ?? { kind: 'several', options: [] };
  const asked = [['some.several', halt] as const, ['some.choose', { ...halt, kind: 'choice' } as const] as const];
  const phrases = { en: new Map([...words.phrases.en, ['some', { dialog: 'some' }] as const]), es: words.phrases.es };
  engine = createEngine({
    dialogs: createDialogs(new Map([...definitions, ['some', some]])),
    words: { ...words, questions: new Map([...words.questions, ...asked]), phrases },
    limits: { ...defaultLimits, jitter: 0 },
  });
});

const ofA = { from: { channel: 'teams', id: 'a-teams', verified: true } } as const;
const topAfter = (...texts: readonly string[]) => {
  const play = playing(engine, aCouple({ a: { addresses: [ofA.from] } }));
  for (const [n, text] of texts.entries()) play.write('a', text, noon + 1_000 * n, ofA);
  return play.couple().a.stack.at(-1);
};

test('a question can offer those options alone that fields name: another is no answer', () => {
  expect(topAfter('some', 'hungry')?.asked?.offered).toEqual(['hungry']);
  expect(topAfter('some', 'hungry', 'angry')?.snapshot.value).toBe('choose');
  expect(topAfter('some', 'hungry', 'hungry')?.snapshot.value).toBe('rest');
  expect(topAfter('some', 'hungry', '2')).toBeUndefined();
});

test('a guard tells whether a list has something in it', () => {
  expect(topAfter('some', 'hungry and tired')?.snapshot.value).toBe('rest');
  expect(topAfter('some', 'hungry and angry')?.snapshot.value).toBe('choose');
});

test('a season has twelve weeks of seven days', () => {
  const day = 86_400_000;
  const weeks = Array.from({ length: 85 }, (_, nth) => {
    const play = playing(engine, aCouple({ a: { addresses: [ofA.from] } }));
    play.write('a', 'some', noon + nth * day, ofA);
    return Number(play.couple().a.stack.at(-1)?.snapshot.context['week']);
  });
  const steps = weeks.slice(1).map((week, nth) => (week - (weeks[nth] ?? 0) + 12) % 12);
  expect(new Set(weeks)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
  expect(steps.filter((step) => step === 1)).toHaveLength(12);
  expect(steps.every((step) => step < 2)).toBe(true);
});
