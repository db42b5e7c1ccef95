import { z } from 'zod';
import type { Language } from './language.ts';
import { categories, levels, neithers } from './screening.ts';
import { tellsSchema } from './tells.ts';

const abouts = z.enum(['self', 'other', 'own-act']);

/**
 * One screening rule as a clinician reads it (content/screening/<language>/*.yaml). `pattern` is a regular expression
 * over normalised text. At least three examples must match and three must not; the tests run them all.
 */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+(\.[a-z0-9-]+)+$/),
  category: z.enum(categories),
  level: z.enum(levels),
  about: abouts.default('self'),
  pattern: z.string().min(1),
  /** Set where negation, past tense or a third person must not lower the level. */
  firm: z.boolean().default(false),
  matches: z.array(z.string().min(1)).min(3),
  ignores: z.array(z.string().min(1)).min(3),
});

/**
 * A sign says what words mean, before they are called anything (content/screening/<language>/meaning.yaml, raises.yaml,
 * tells.yaml, distress.yaml). It hears as a rule does, and has examples as a rule has. What it bears on is what it overlaps.
 */
export const signSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z-]+(\.[a-z0-9-]+)+$/),
    pattern: z.string().min(1),
    matches: z.array(z.string().min(1)).min(3),
    ignores: z.array(z.string().min(1)).min(3),
    /** On which of what rules hear it bears; on all where left out. */
    of: z.array(z.enum(categories)).min(1).optional(),
    /** On which of them by whom they are about. */
    about: z.array(abouts).min(1).optional(),
    /** What a rule heard there is neither event nor intent. */
    neither: z.enum(neithers).optional(),
    /** What a rule heard there is really this: the level is the rule's where it is left out. */
    turns: z
      .strictObject({
        category: z.enum(categories).optional(),
        about: abouts.optional(),
        level: z.enum(levels).optional(),
      })
      .optional(),
    /** Anywhere in a message: what was heard counts one level more. */
    raises: z.literal(true).optional(),
    /** What the message tells beside. */
    tells: tellsSchema.optional(),
  })
  .refine(({ neither, turns, raises, tells }) => neither ?? turns ?? raises ?? tells, {
    message: 'a sign must say what it means: neither, turns, raises or tells',
  });

/** What a text must contain for a pattern to match it: of each list at least one word. */
export type Needs = readonly (readonly string[])[];

/** One top-level alternative of a pattern. */
export interface Branch {
  readonly source: string;
  readonly needs: Needs;
}

/** A rule as the screening takes it. `branches` are those of its pattern where the build has made them. */
export type Rule = z.infer<typeof ruleSchema> & {
  readonly language: Language;
  readonly branches?: readonly Branch[];
};

/** A sign as the screening takes it. */
export type Sign = z.infer<typeof signSchema> & {
  readonly language: Language;
  readonly branches?: readonly Branch[];
};

/** All that the screening hears by. */
export interface Rulebook {
  readonly rules: readonly Rule[];
  readonly signs: readonly Sign[];
}
