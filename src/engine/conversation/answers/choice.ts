import { z } from 'zod';
import type { AnswerKind } from './kind.ts';
import { idsOf, readOption } from './spoken.ts';

/** One of the options, by its label, a synonym or its number: the option's id. */
export const choice: AnswerKind = {
  read: (reply) => readOption(reply.question.options, reply.said, reply),
  values: ({ options }) => z.enum(idsOf(options)),
  samples: ({ options }) => idsOf(options),
};
