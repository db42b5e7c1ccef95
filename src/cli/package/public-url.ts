import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';

/** Where the internet reaches this service, without a slash at the end. Pure. @throws CoachError `CONFIG_INVALID`. */
export function publicUrl({ publicUrl: url }: Pick<Config, 'publicUrl'>): string {
  if (url?.startsWith('https:')) return url.replace(/\/+$/, '');
  throw new CoachError('CONFIG_INVALID', 'Set COACH_PUBLIC_URL to where the internet reaches this service, by https.');
}
