import type { z } from 'zod';
import { CoachError } from '../../domain/errors.ts';

/**
 * A body as its route's schema gives it. The fault names fields, never values; it says what the schema's description says. Pure.
 * @throws CoachError `BODY_INVALID` with `details.fields`.
 */
export function checkInput(input: z.ZodType | 'raw' | 'none', body: unknown): unknown {
  if (input === 'raw') return body;
  if (input === 'none') return undefined;
  const read = input.safeParse(body);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.') || 'body'))];
  throw new CoachError('BODY_INVALID', input.description ?? `Look at: ${fields.join(', ')}.`, {
    fields: fields.join(', '),
  });
}
