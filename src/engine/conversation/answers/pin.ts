import { z } from 'zod';
import type { AnswerKind } from './kind.ts';

const digits = /^\d{4,6}$/;

/** A PIN of four to six digits. */
export const pin: AnswerKind = {
  read: ({ text }) => (digits.test(text.trim()) ? text.trim() : null),
  values: () => z.string().regex(digits),
  samples: () => ['4711'],
  secret: true,
};
