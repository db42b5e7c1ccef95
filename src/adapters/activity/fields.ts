import { createHash } from 'node:crypto';
import { z } from 'zod';
import { wordsIn } from './value.ts';

/** Readers of an activity's fields: a field of an unexpected type counts as left out, and the others are still read. */

/** A schema whose field counts as left out where it is anything else. */
export const orNone = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

/** The first thousand entries of a list: no channel sends more. */
export const begun = <Schema extends z.ZodType>(entry: Schema) =>
  orNone(
    z.preprocess(
      (value) => (Array.isArray(value) ? value.slice(0, 1_000) : value),
      z.array(entry.nullable().catch(null as never)),
    ),
  );

const longestId = 1_000;

/** An id by which somebody or something is told apart. A longer one than any channel makes is kept as its hash. */
export const id = orNone(
  z
    .union([z.string(), z.number().transform(String)])
    .transform((text) =>
      text.length > longestId ? `sha256:${createHash('sha256').update(text).digest('base64url')}` : text,
    ),
);

/** An id that has to be said again as it was given: of no use when it is cut. */
export const address = orNone(z.union([z.string().max(4_000), z.number().transform(String)]));

/** A number that stands in the place of a text is one, and of anything else the words in it are. */
const words = orNone(
  z.unknown().transform((value) => {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return typeof value === 'object' && value !== null ? wordsIn(value) : null;
  }),
);

/** The parts of an activity in which somebody's words may stand. */
export const writtenFields = {
  text: words,
  textFormat: orNone(z.string().max(100)),
  value: z.unknown().optional(),
  attachments: begun(z.object({ contentType: orNone(z.string()), content: z.unknown().optional() })),
  entities: begun(z.unknown()),
};
