import { z } from 'zod';
import type { AnswerKind } from './kind.ts';
import { chosen, idsOf } from './spoken.ts';

/** One of the options, by its label, a synonym or its number, with words around it: the option's id. */
export const choice: AnswerKind = {
  read: (reply) => chosen(reply)?.id ?? null,
  values: ({ options }) => z.enum(idsOf(options)),
  samples: ({ options }) => idsOf(options),
};
