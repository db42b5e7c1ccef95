import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../../src/cli/diagrams/page.ts';
import {
  above,
  answered,
  ask,
  below,
  between,
  crisis,
  defineDialog,
  fact,
  finish,
  hours,
  is,
  keep,
  minutes,
  open,
  page,
  question,
  say,
  set,
  setting,
  z,
} from '../../../src/engine/kit.ts';
import type { Dialog, DialogState } from '../../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';

const over: DialogState = { type: 'final' };
const any = z.json().default(null);
const text = z.string().nullable().default(null);

/** A dialog of any states over one context. */
function dialog(states: Readonly<Record<string, unknown>>, more: object = {}): Dialog {
  const [initial = ''] = Object.keys(states);
  const context = z.strictObject({ mood: text, level: text, category: text, chosen: text, n: any, m: any, end: text });
  const definition = defineDialog({ version: 3, context, initial, states, ...more } as never);
  return createDialogs(new Map([['day', definition]])).get('day') as Dialog;
}

const lines = (states: Readonly<Record<string, unknown>>, delays = {}): readonly string[] =>
  pageOf(dialog(states, { delays }))
    .split('\n')
    .map((line) => line.trim());

describe('the page of a dialog', () => {
  test('tells what holds for all of it, and where it comes from', () => {
    const text = pageOf(
      dialog({ over }, { lane: 'crisis', uninterruptible: true, delays: { soon: minutes(3), late: hours(26) } }),
    );
    expect(text).toMatch(/^# day\n\nDrawn from `dialogs\/day\.ts` by `npm run diagrams`/);
    expect(text).toContain(
      'Version 3. Lane `crisis`. Commands such as PAUSE do not leave it. Delays: `soon` 3 min, `late` 1 d 2 h.',
    );
    expect(text).toMatch(/```mermaid\nstateDiagram-v2\n[\s\S]*\n```\n$/);
  });

  test('draws a question with its answers, commands and silence', () => {
    const mood = question('mood', {
      keep: 'mood',
      fact: true,
      next: [{ guard: answered('hard'), target: 'over', actions: [say('sorry')] }, 'over'],
      skip: 'over',
      back: 'mood',
      unclear: 'over',
      expiry: { expiry: [{ guard: is('level', 'emergency'), target: 'over' }, 'over'] },
      ask: { quiet: true, lane: 'nudge' },
    });
    expect(lines({ mood, over }, { expiry: minutes(90) })).toEqual(
      expect.arrayContaining([
        'state "mood" as s_mood',
        's_mood : asks day.mood (quiet, lane nudge)',
        '[*] --> s_mood',
        's_mood --> s_over : answer is hard, keeps mood, stores mood, says day.sorry',
        's_mood --> s_over : any other answer, keeps mood, stores mood',
        's_mood --> s_over : SKIP',
        's_mood --> s_mood : BACK',
        's_mood --> s_over : unclear',
        's_mood --> s_over : after 1 h 30 min and level is emergency',
        's_mood --> s_over : after 1 h 30 min else',
        's_over --> [*]',
      ]),
    );
  });

  test('draws every action and guard of the kit', () => {
    const start: DialogState = {
      entry: [say('a'), page('urgent', 'silence'), crisis('emergency'), open('chosen'), finish(), set('n', [1, 'x'])],
      always: [
        { guard: between(7, 10), target: 'over', actions: [keep('n'), fact('n'), fact('n', 'm')] },
        { guard: above('n'), target: 'over', actions: [setting('zone', 'end')] },
        { guard: below('n'), target: 'over' },
        { actions: [ask('b')] },
      ],
    };
    expect(lines({ start, over })).toEqual(
      expect.arrayContaining([
        's_start : says day.a',
        's_start : pages urgent (silence)',
        's_start : pages emergency and gives the crisis answer',
        's_start : opens what chosen names',
        's_start : is done for today',
        's_start : sets n to 1, x',
        's_start --> s_over : answer 7 to 10, keeps n, stores n, stores n from m',
        's_start --> s_over : answer above n, settles zone from end',
        's_start --> s_over : answer below n',
        's_start --> s_start : else, asks day.b',
      ]),
    );
  });

  test('leaves Mermaid nothing to misread: names of its own, colons, quotes, arrows, braces', () => {
    const note: DialogState = {
      entry: [set('end', 'a: "b"; {c} --> %% <d> #e')],
      always: ['end'],
    };
    const drawn = lines({ note, end: over });
    expect(drawn).toContain('state "note" as s_note');
    expect(drawn).toContain('s_note : sets end to a b c - d e');
    expect(drawn).toContain('s_note --> s_end');
  });
});
