import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../src/app/catalog/load-dialogs.ts';
import type { Content } from '../../src/content/content.ts';
import type { Couple } from '../../src/domain/couple.ts';
import type { Frame } from '../../src/domain/frame.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { TurnResult } from '../../src/engine/events.ts';
import { defineDialog, question, say, z } from '../../src/engine/kit.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import type { AskParams } from '../../src/engine/machine/actions.ts';
import type { Dialog, Dialogs } from '../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';
import { explore, type Place } from '../support/explore.ts';
import { dialogsDir } from '../support/places.ts';

let engine: Engine;
let dialogs: Dialogs;
let content: Content;
beforeAll(async () => {
  ({ engine, dialogs, content } = await theEngine());
});

const askOf = (dialog: Dialog, place: Place): AskParams | undefined =>
  dialog.states[String(place.step.snapshot.value)]?.entry?.find((action) => action.type === 'ask')?.params as
    | AskParams
    | undefined;

/** The couple in the middle of a dialog, at one of its places. */
function at(dialog: Dialog, place: Place): Couple {
  const ask = askOf(dialog, place);
  const frame: Frame = {
    id: 'frame',
    dialog: dialog.name,
    opened: noon,
    version: dialog.version,
    snapshot: place.step.snapshot,
    asked: ask
      ? { key: `${dialog.name}.${ask.key}`, params: {}, lane: 'reply', quiet: ask.quiet ?? false, reasked: false }
      : null,
    timers: place.timers.map((id) => ({ id, due: noon + 60_000 })),
  };
  return aCouple({ a: { stack: [frame] } });
}

const saidBy = (result: TurnResult): string[] =>
  result.effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : []));
const silenceOf = (result: TurnResult) => result.records.find((record) => record.kind === 'turn')?.data['silence'];

/** In a crisis a second try is in simpler words, where there are any, and nobody is told that they were not understood. */
function secondTry(dialog: Dialog, key: string): unknown {
  if (!dialog.uninterruptible) return ['coach.not-understood', key];
  return content.words.questions.has(`${key}-simple`) ? [`${key}-simple`] : expect.not.arrayContaining([key]);
}

const texts = [
  '',
  'blue flowers',
  '1',
  '99',
  'yes',
  'no',
  'menu',
  'help',
  'STOP',
  'START',
  'pause',
  'resume',
  'skip',
  'back',
  'never mind',
  'checkin',
  'sí',
  'x'.repeat(9_000),
];

/** A few places of each state: what a message comes to depends on the question, and hardly on how it was reached. */
function firstOfState(): (place: Place) => boolean {
  const counts = new Map<string, number>();
  return ({ step }) => {
    const state = String(step.snapshot.value);
    counts.set(state, (counts.get(state) ?? 0) + 1);
    return (counts.get(state) ?? 0) <= 3;
  };
}

describe('at every place of every dialog', () => {
  const places = (): { dialog: Dialog; place: Place }[] =>
    [...dialogs.values()].flatMap((dialog) =>
      explore(dialog, content.words.questions)
        .places.filter((place) => !place.step.done)
        .filter(firstOfState())
        .map((place) => ({ dialog, place })),
    );

  test('any text gets an answer or a recorded reason for silence', () => {
    let tried = 0;
    for (const { dialog, place } of places()) {
      for (const text of texts) {
        const result = engine.runTurn(at(dialog, place), message(text, { at: noon }));
        expect([
          dialog.name,
          place.step.snapshot.value,
          text,
          saidBy(result).length > 0 || silenceOf(result) !== undefined,
        ]).toEqual([dialog.name, place.step.snapshot.value, text, true]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  test('a crisis pages, and is answered first by its own dialog', () => {
    for (const { dialog, place } of places()) {
      const result = engine.runTurn(
        at(dialog, place),
        message('anything', { at: noon, screening: heard('suicide', 'emergency') }),
      );
      expect(result.effects.filter((effect) => effect.type === 'page').length).toBeGreaterThan(0);
      expect(saidBy(result)[0]).toMatch(/^crisis-self\./);
    }
  });

  test('a question is asked once more after an answer that cannot be read; a quiet one never', () => {
    for (const { dialog, place } of places()) {
      const ask = askOf(dialog, place);
      if (!ask || content.words.questions.get(`${dialog.name}.${ask.key}`)?.kind === 'text') continue;
      // Where the coach stays, it offers the same in other wordings, each time.
      if (dialog.name === 'crisis-stay') continue;
      const key = `${dialog.name}.${ask.key}`;
      const first = engine.runTurn(at(dialog, place), message('blue flowers', { at: noon }));
      const second = engine.runTurn(first.couple, message('blue flowers', { at: noon }));
      const where = [dialog.name, place.step.snapshot.value];
      if (ask.quiet) expect([...where, saidBy(first).includes(key)]).toEqual([...where, false]);
      else expect([...where, saidBy(first)]).toEqual([...where, secondTry(dialog, key)]);
      // Nothing goes on before consent: what it asks is asked on.
      if (dialog.name !== 'consent' && dialog.name !== 'crisis-stay')
        expect([...where, saidBy(second).includes(key)]).toEqual([...where, false]);
    }
  });
});

describe('a saved frame of an older version', () => {
  test('goes on where its dialog can migrate it', async () => {
    const texting = defineDialog({
      version: 2,
      context: z.strictObject({ mood: z.string().nullable().default(null), added: z.number().default(0) }),
      delays: { expiry: 1_000 },
      initial: 'mood',
      states: {
        mood: question('mood', { keep: 'mood', next: 'done', expiry: { expiry: 'over' } }),
        done: { type: 'final', entry: [say('done')] },
        over: { type: 'final' },
      },
      migrate: (context, version) =>
        version === 1
          ? { value: 'mood', context: { mood: (context['mood'] as string | null) ?? null, added: 1 } }
          : null,
    });
    const made = createDialogs(new Map([...(await loadDialogs(dialogsDir)), ['check-in', texting]]));
    const migrating = createEngine({ dialogs: made, words: content.words, limits: defaultLimits });
    const frame = (version: number): Frame => ({
      id: 'frame',
      dialog: 'check-in',
      opened: noon,
      version,
      snapshot: { value: 'mood', context: { mood: null }, status: 'active' },
      asked: { key: 'check-in.mood', params: {}, lane: 'reply', quiet: false, reasked: false },
      timers: [],
    });
    const moved = migrating.runTurn(aCouple({ a: { stack: [frame(1)] } }), message('Good'));
    expect(saidBy(moved)).toEqual(['check-in.done']);
    const restarted = migrating.runTurn(aCouple({ a: { stack: [frame(0)] } }), message('Good'));
    expect(saidBy(restarted)).toEqual(['coach.restarted', 'check-in.mood']);
  });
});
