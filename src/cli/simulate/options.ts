import { CoachError } from '../../domain/errors.ts';

/** Numbers from 1 on, such as `1000,20000`. Pure. @throws CoachError `CONFIG_INVALID`. */
export function numbersIn(option: string, text: string): readonly number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.every((each) => Number.isInteger(each) && each > 0)) return numbers;
  throw new CoachError('CONFIG_INVALID', `${option} takes whole numbers from 1 on, with commas between them.`);
}

/** One such number. Pure. @throws CoachError `CONFIG_INVALID`. */
export function numberIn(option: string, text: string): number {
  const [number = 0, ...more] = numbersIn(option, text);
  if (more.length === 0) return number;
  throw new CoachError('CONFIG_INVALID', `${option} takes one number.`);
}

/** The server of a store by its name; null for the embedded one. Reads MONGODB_URI. @throws CoachError `CONFIG_INVALID`. */
export function serverFor(store: string, uri = process.env.MONGODB_URI): string | null {
  if (store === 'libsql') return null;
  if (store !== 'mongodb') throw new CoachError('CONFIG_INVALID', 'The store is libsql or mongodb.');
  if (!uri) throw new CoachError('CONFIG_INVALID', 'A simulation on MongoDB needs a server: set MONGODB_URI.');
  return uri;
}
