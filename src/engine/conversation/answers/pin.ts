import { z } from 'zod';
import type { AnswerKind } from './kind.ts';

const digits = /^\d{4,6}$/;

/** A PIN of four to six digits. One that was refused is asked for until there is one, or none is wanted. */
export const pin: AnswerKind = {
  read: ({ text }) => (digits.test(text.trim()) ? text.trim() : null),
  again({ text, asked }) {
    const keep = { refused: 1 };
    if (/\d/.test(text)) return { leadIn: 'coach.not-understood', params: { why: 'pin' }, keep, secret: true };
    return asked['refused'] === undefined ? null : { leadIn: 'coach.pin', params: {}, keep };
  },
  values: () => z.string().regex(digits),
  samples: () => ['4711'],
  secret: true,
};
