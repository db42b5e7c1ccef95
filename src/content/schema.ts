import { z } from 'zod';
import { questionKinds } from '../domain/frame.ts';
import type { languages } from '../domain/language.ts';
import { commands } from '../domain/words.ts';

/** What the files of `content/` may hold. Everything unknown is refused. CONTRIBUTING, "A text", shows each by example. */
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is lower case letters, digits and hyphens');
const line = z.string().trim().min(1);
const label = line.regex(/^(?!.*<\/?[a-z])[^{}]*$/i, 'labels and words take no {arguments} and no <marks>');

/**
 * `clear`: the answer is taken only when nothing in the message puts it in doubt. `hears`: topics that choose it, where the words
 * themselves do not. `stays`: where only some are shown at a time, it is always among them, as the last.
 */
const optionSchema = z.strictObject({
  label,
  words: z.array(label).default([]),
  clear: z.literal(true).optional(),
  hears: z.array(id).default([]),
  stays: z.literal(true).optional(),
});

/** The kinds of questions that are answered by one of some options, or by several. */
const kindsWithOptions: readonly string[] = ['choice', 'leading', 'several', 'span'];

/** One text: a statement, or a question when it has a `kind`. */
export const textSchema = z
  .strictObject({
    kind: z.enum(questionKinds).optional(),
    text: line,
    sms: line.optional(),
    /** The few words of a picture card that goes with it, on channels that show pictures. */
    picture: line.optional(),
    /** The full key of the older text that this one continues. */
    continues: z.string().optional(),
    options: z.record(id, optionSchema).optional(),
    /** Dialogs are among its options as well, before those that are written: all that have a label, or those for each alone. */
    lists: z.enum(['all', 'alone']).optional(),
    /** So many options are shown at a time, at most. */
    most: z.int().min(3).max(9).optional(),
  })
  .superRefine(({ kind, options }, context) => {
    const wanted = kind !== undefined && kindsWithOptions.includes(kind);
    if (wanted && Object.keys(options ?? {}).length === 0) {
      context.addIssue({ code: 'custom', message: `a ${kind} needs options` });
    } else if (!wanted && options) {
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: `only ${kindsWithOptions.join(', ')} have options`,
      });
    }
  });

/** A text file: text id → entry. Entries are read one by one, so that each problem is found. */
export const textFileSchema = z.record(id, z.unknown());

const perLanguage = <T>(value: z.ZodType<T>) =>
  z.strictObject({ en: value, es: value } satisfies Record<(typeof languages)[number], z.ZodType<T>>);

const phrases = z.array(line);

const leaning = z.strictObject({ words: phrases.min(1), signs: z.array(z.string()), surely: phrases });

/** How answers are told from the words around them. */
const readingSchema = z.strictObject({
  yes: leaning,
  no: leaning,
  around: phrases,
  beside: phrases,
  hedges: phrases,
  turns: phrases,
  reasons: phrases,
  tellings: phrases,
  nothing: phrases,
  'auto-replies': phrases,
});

/** How a person is asked for in a sentence: forms with slots, each of which stands for one of a list. */
const personSchema = z.strictObject({
  before: phrases.min(1),
  wishes: phrases.min(1),
  talks: phrases.min(1),
  reaches: phrases.min(1),
  people: phrases.min(1),
  counselors: phrases.min(1),
  seeks: phrases.min(1),
  orders: phrases.min(1),
  deeds: phrases.min(1),
  tails: phrases.min(1),
  after: phrases.min(1),
  forms: phrases.min(1),
});

/** `words.yaml`: what a partner can send at any moment. */
export const wordsSchema = z.strictObject({
  commands: z.strictObject(Object.fromEntries(commands.map((command) => [command, phrases.min(1)]))),
  languages: perLanguage(phrases.min(1)),
  numbers: phrases.length(11, 'numbers are the words for 0 to 10, eleven of them'),
  reading: readingSchema,
  person: personSchema,
});
export type Written = z.infer<typeof wordsSchema>;

/**
 * What a crisis-line pack fills in texts, in the reader's language (see lines.ts for how each reads).
 */
export const packArguments = [
  'emergency',
  'suicideLine',
  'textLine',
  'violenceLine',
  'violenceText',
  'assaultLine',
  'childLine',
  'poisonLine',
  'drugLine',
  'lifeline',
  'maternalLine',
  'nativeLine',
  'youthLine',
  'transLine',
] as const;
export type PackArgument = (typeof packArguments)[number];

const number = z.string().regex(/^\d[\d-]*$/, 'a number is digits and hyphens, in quotes');

/** One crisis line. What it does not offer is null; `press` maps a purpose to a key, such as `spanish: "2"`. */
export const lineSchema = z.strictObject({
  id,
  name: perLanguage(line),
  call: number.nullable(),
  text: z.strictObject({ number, word: perLanguage(line.nullable()) }).nullable(),
  press: z.record(id, z.string().regex(/^[0-9*#]$/)),
  hours: line,
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'a language is its ISO 639 code')).min(1),
  verified_on: z.iso.date(),
});

/** `content/lines/<country>.yaml`. `lines` are facts; `say` is how the texts say them. */
export const packSchema = z.strictObject({
  lines: z.array(lineSchema),
  say: perLanguage(z.strictObject(Object.fromEntries(packArguments.map((name) => [name, label])))),
});
