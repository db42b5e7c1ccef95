import { z } from 'zod';
import type { Language } from './language.ts';
import { categories, levels } from './screening.ts';

/**
 * One screening rule as a clinician reads it (content/screening/<language>/*.yaml). `pattern` is a regular expression
 * over normalised text. At least three examples must match and three must not; the tests run them all.
 */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+(\.[a-z0-9-]+)+$/),
  category: z.enum(categories),
  level: z.enum(levels),
  about: z.enum(['self', 'other', 'own-act']).default('self'),
  pattern: z.string().min(1),
  /** Set where negation, past tense or a third person must not lower the level. */
  firm: z.boolean().default(false),
  matches: z.array(z.string().min(1)).min(3),
  ignores: z.array(z.string().min(1)).min(3),
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
