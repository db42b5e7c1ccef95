import type { z } from 'zod';
import { CoachError } from '../domain/errors.ts';
import type { ControlParts, Operation, Telling } from './operation.ts';

/** An operation whose arguments are checked before it runs. */
export const define = <Arguments>(
  schema: z.ZodType<Arguments>,
  run: (parts: ControlParts, args: Arguments, telling: Telling) => Promise<object>,
  { mayCreate = false }: { readonly mayCreate?: boolean } = {},
): Operation => ({
  mayCreate,
  run: async (parts, args, telling) => {
    const read = schema.safeParse(args);
    if (!read.success) {
      const names = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))].join(' ');
      throw new CoachError('BODY_INVALID', `Check the arguments: ${names}.`, { names });
    }
    return run(parts, read.data, telling);
  },
});
