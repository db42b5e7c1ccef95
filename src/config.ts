import { z } from 'zod';
import { CoachError } from './domain/errors.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  COACH_DATA_DIR: z.string().min(1).default('./data'),
  COACH_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.infer<typeof schema>;

/** The configuration read from the environment. @throws CoachError `CONFIG_INVALID` that names each variable. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const names = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))];
  throw new CoachError('CONFIG_INVALID', `Check ${names.join(', ')}: see .env.example for what they may be.`, {
    names: names.join(' '),
  });
}
