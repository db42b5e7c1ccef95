import { z } from 'zod';
import type { AnswerKind } from './kind.ts';

/** Any words: the text as it was written, without the space around it. */
export const text: AnswerKind = {
  read: (reply) => (reply.text.trim() === '' ? null : reply.text.trim()),
  values: () => z.string().trim().min(1),
  samples: () => ['some words'],
  free: true,
};
