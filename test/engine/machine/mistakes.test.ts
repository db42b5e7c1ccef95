import { describe, expect, test } from '@jest/globals';
import { CoachError } from '../../../src/domain/errors.ts';
import {
  above,
  answered,
  ask,
  crisis,
  defineDialog,
  fact,
  finish,
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
import type { DialogDefinition } from '../../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';

/**
 * Each mistake is one that TypeScript tells: `@ts-expect-error` fails `tsc` where it is none. And each is told at load,
 * where TypeScript did not look.
 */
const context = z.strictObject({
  mood: z.enum(['good', 'hard']).nullable().default(null),
  craving: z.number().nullable().default(null),
  language: z.string().nullable().default(null),
});
const base = { version: 1, context, delays: { expiry: minutes(30) }, initial: 'mood' } as const;
const done = { type: 'final' } as const;
const expiry = { expiry: 'done' } as const;
const mood = question('mood', { keep: 'mood', next: 'done', expiry });

/** What the load of a dialog tells. */
function told(definition: DialogDefinition): string {
  try {
    createDialogs(new Map([['day', definition]]));
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(CoachError);
    return `${(error as CoachError).code} ${(error as CoachError).message}`;
  }
}

const invalid = (what: string): string => `DIALOG_INVALID dialogs/day.ts, ${what}`;

test('a dialog without a mistake loads', () => {
  expect(told(defineDialog({ ...base, states: { mood, done } }))).toBe('');
});

describe('a context field that is not there', () => {
  test('of a fact', () => {
    const states = { mood, done };
    // @ts-expect-error moood
    const dialog = defineDialog({ ...base, states: { ...states, done: { entry: [fact('mood', 'moood')] } } });
    expect(told(dialog)).toBe(invalid('state done: fact: its context has no field "moood". Did you mean "mood"?'));
  });
  test('of a setting', () => {
    // @ts-expect-error langauge
    const dialog = defineDialog({ ...base, states: { mood, done: { entry: [setting('language', 'langauge')] } } });
    expect(told(dialog)).toBe(
      invalid('state done: setting: its context has no field "langauge". Did you mean "language"?'),
    );
  });
  test('of keep, set, open, a text, a guard', () => {
    const dialog = defineDialog({
      ...base,
      states: {
        mood: {
          // @ts-expect-error carving
          entry: [ask('mood'), say('hello', { with: ['mood', 'carving'] })],
          on: {
            ANSWER: [
              // @ts-expect-error mod
              { guard: is('mod', 'good'), target: 'done' },
              // @ts-expect-error crave
              { guard: above('crave'), target: 'done' },
              // @ts-expect-error moods
              { target: 'done', actions: [keep('moods')] },
            ],
          },
          after: expiry,
        },
        // @ts-expect-error lang
        done: { type: 'final', entry: [set('lang', 'en'), open('nothing-like-it')] },
      },
    });
    expect(told(dialog).split('\n')).toEqual([
      invalid('state mood: say: its context has no field "carving". Did you mean "craving"?'),
      'dialogs/day.ts, state mood, ANSWER: is: its context has no field "mod". Did you mean "mood"?',
      'dialogs/day.ts, state mood, ANSWER: above: its context has no number field "crave". Did you mean "craving"?',
      'dialogs/day.ts, state mood, ANSWER: keep: its context has no field "moods". Did you mean "mood"?',
      'dialogs/day.ts, state done: set: its context has no field "lang". There is: mood, craving, language.',
      'dialogs/day.ts, state done: open: its context has no field "nothing-like-it". There is: mood, craving, language.',
    ]);
  });
  test('of a question in the short form', () => {
    const moood = question('mood', { keep: 'moood', next: 'done', expiry });
    // @ts-expect-error moood
    const dialog = defineDialog({ ...base, states: { mood: moood, done } });
    expect(told(dialog)).toBe(
      invalid('state mood, ANSWER: keep: its context has no field "moood". Did you mean "mood"?'),
    );
  });
  test('of a dialog that has none', () => {
    const none = { ...base, context: z.strictObject({}) };
    // @ts-expect-error mood
    const dialog = defineDialog({ ...none, states: { mood: { entry: [fact('mood')], always: ['done'] }, done } });
    expect(told(dialog)).toContain('fact: its context has no field "mood".');
  });
  test('of a page or a crisis answer that leaves its category to the context', () => {
    // @ts-expect-error category
    const paging = defineDialog({ ...base, states: { mood, done: { entry: [page('urgent', 'answer')] } } });
    expect(told(paging)).toContain('page: name a category: its context has no field of that name.');
    // @ts-expect-error category
    const answering = defineDialog({ ...base, states: { mood, done: { entry: [crisis('urgent')] } } });
    expect(told(answering)).toContain('crisis: name a category: its context has no field of that name.');
    const named = defineDialog({ ...base, states: { mood, done: { entry: [page('urgent', 'answer', 'child')] } } });
    expect(told(named)).toBe('');
  });
});

describe('a value that a field cannot have', () => {
  test('set, or asked for', () => {
    const dialog = defineDialog({
      ...base,
      states: {
        // @ts-expect-error hrad
        mood: { always: [{ guard: is('mood', 'hrad'), target: 'done' }, 'done'] },
        // @ts-expect-error seven
        done: { type: 'final', entry: [set('craving', 'seven')] },
      },
    });
    expect(told(dialog).split('\n')).toEqual([
      invalid('state mood, always: is: field mood cannot be "hrad".'),
      'dialogs/day.ts, state done: set: field craving cannot be "seven".',
    ]);
  });
  test('compared with an answer as a number', () => {
    const dialog = defineDialog({
      ...base,
      // @ts-expect-error mood is no number
      states: { mood: { always: [{ guard: above('mood'), target: 'done' }] }, done },
    });
    expect(told(dialog)).toContain('above: its context has no number field "mood". There is: craving.');
  });
});

describe('a name that leads nowhere', () => {
  test('of a state', () => {
    const dialog = defineDialog({
      ...base,
      // @ts-expect-error mod
      initial: 'mod',
      states: {
        // @ts-expect-error donne
        mood: { entry: [ask('mood')], on: { ANSWER: [{ target: 'donne' }], SKIP: 'away' }, after: expiry },
        done,
      },
    });
    expect(told(dialog).split('\n')).toEqual([
      invalid('initial: there is no state "mod". Did you mean "mood"?'),
      'dialogs/day.ts, state mood, ANSWER: there is no state "donne". Did you mean "done"?',
      'dialogs/day.ts, state mood, SKIP: there is no state "away". There is: mood, done.',
    ]);
  });
  test('of a state, in the short form of a question', () => {
    const asking = question('mood', { next: [{ guard: answered('hard'), target: 'donne' }, 'done'], expiry });
    // @ts-expect-error donne
    const dialog = defineDialog({ ...base, states: { mood: asking, done } });
    expect(told(dialog)).toBe(invalid('state mood, ANSWER: there is no state "donne". Did you mean "done"?'));
  });
  test('of a delay', () => {
    const asking = question('mood', { next: 'done', expiry: { expiri: 'done' } });
    // @ts-expect-error expiri
    const dialog = defineDialog({ ...base, states: { mood: asking, done } });
    expect(told(dialog)).toBe(invalid('state mood: there is no delay "expiri". Did you mean "expiry"?'));
  });
  test('of an event', () => {
    // @ts-expect-error ANSWR
    const dialog = defineDialog({ ...base, states: { mood: { on: { ANSWR: 'done' } }, done } });
    expect(told(dialog)).toBe(invalid('state mood: there is no event "ANSWR". Did you mean "ANSWER"?'));
  });
  test('of a part of a state', () => {
    // @ts-expect-error alwys
    const dialog = defineDialog({ ...base, states: { mood: { alwys: ['done'] }, done } });
    expect(told(dialog)).toBe(invalid('state mood: there is no part of a state "alwys". Did you mean "always"?'));
  });
  test('of a part of a question in the short form', () => {
    // @ts-expect-error skp
    const asking = question('mood', { next: 'done', skp: 'done', expiry });
    expect(told(defineDialog({ ...base, states: { mood: asking, done } }))).toBe(
      invalid('state mood: there is no part of a state "skp". Did you mean "skip"?'),
    );
    const quite = { next: 'done', expiry, ask: { quite: true } } as const;
    // @ts-expect-error quite
    expect(told(defineDialog({ ...base, states: { mood: question('mood', quite), done } }))).toBe(
      invalid('state mood: ask: there is no parameter "quite". Did you mean "quiet"?'),
    );
  });
  test('of a part of a transition', () => {
    const asking = question('mood', { next: [{ target: 'done', action: [finish()] }], expiry });
    expect(told(defineDialog({ ...base, states: { mood: asking, done } }))).toBe(
      invalid('state mood, ANSWER: there is no part of a transition "action". Did you mean "actions"?'),
    );
  });
  test('of a setting, a level, an action, a guard', () => {
    const dialog = defineDialog({
      ...base,
      states: {
        mood: {
          // @ts-expect-error quiet-hour
          entry: [setting('quiet-hour', 'mood'), page('urgnt', 'answer', 'child')],
          always: [{ guard: { type: 'answerd', params: { value: 'x' } }, target: 'done' }],
        },
        done: { type: 'final', entry: [{ type: 'sya', params: { key: 'done' } }] },
      },
    });
    expect(told(dialog).split('\n')).toEqual([
      invalid('state mood: setting: name "quiet-hour": no setting. Did you mean "quiet-hours"?'),
      'dialogs/day.ts, state mood: page: level "urgnt": no level. Did you mean "urgent"?',
      'dialogs/day.ts, state mood, always: there is no guard "answerd". Did you mean "answered"?',
      'dialogs/day.ts, state done: there is no action "sya". Did you mean "say"?',
    ]);
  });
});

describe('what is no data of a dialog', () => {
  const states = { mood, done };
  test('a part of the dialog that there is not', () => {
    // @ts-expect-error stattes
    expect(told(defineDialog({ ...base, stattes: 'day', states }))).toBe(
      'DIALOG_INVALID dialogs/day.ts: there is no part of a dialog "stattes". Did you mean "states"?',
    );
  });
  test('a type of a state', () => {
    // @ts-expect-error finl
    const dialog = defineDialog({ ...base, states: { mood, done: { type: 'finl' } } });
    expect(told(dialog)).toBe(invalid('state done: there is no type of a state "finl". Did you mean "final"?'));
  });
  test('a function in the place of an action, or nothing', () => {
    for (const action of [() => {}, null]) {
      // @ts-expect-error a function
      const dialog = defineDialog({ ...base, states: { mood, done: { entry: [action] } } });
      expect(told(dialog)).toBe(
        invalid('state done: this is no action: a dialog is data, and takes those of src/engine/kit.ts alone.'),
      );
    }
  });
  test('a context without a schema, and a version that is no number', () => {
    // @ts-expect-error no schema
    const bare = defineDialog({ ...base, context: { mood: null }, states });
    expect(told(bare)).toBe(invalid('context: give a z.strictObject with a default for each field.'));
    // @ts-expect-error no number
    expect(told(defineDialog({ ...base, version: undefined, states }))).toBe(
      invalid('version: give a whole number from 1 on.'),
    );
  });
});

describe('what is missing', () => {
  test('a question’s expiry', () => {
    const dialog = defineDialog({ ...base, states: { mood: { entry: [ask('mood')], on: { ANSWER: 'done' } }, done } });
    expect(told(dialog)).toBe(invalid('state mood: a question needs an expiry: give it an `after`.'));
  });
  test('a field’s default', () => {
    const bare = { ...base, context: z.strictObject({ mood: z.string(), craving: z.number().default(0) }) };
    expect(told(defineDialog({ ...bare, states: { mood, done } }))).toBe(invalid('context: mood has no default.'));
  });
  test('a delay’s length', () => {
    const dialog = defineDialog({ ...base, delays: { expiry: 0 }, states: { mood, done } });
    expect(told(dialog)).toBe('DELAY_INVALID dialogs/day.ts: delay expiry must be finite and above 0 ms.');
  });
});

test('the mistakes of all dialogs are told at once', () => {
  const one = defineDialog({ ...base, states: { mood, done: { entry: [fact('mood', 'language')] } } });
  const wrong = { ...one, initial: 'nowhere' };
  const definitions = new Map([
    ['one', wrong],
    ['fine', one],
    ['two', wrong],
  ]);
  expect(() => createDialogs(definitions)).toThrow(
    'dialogs/one.ts, initial: there is no state "nowhere". There is: mood, done.\n' +
      'dialogs/two.ts, initial: there is no state "nowhere". There is: mood, done.',
  );
});
