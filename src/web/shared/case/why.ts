import { sharedText as t } from '../words.ts';

/** Reasons for silence that the page has words for: of the turn log, of the last gate before a channel, and of nudges. */
const known = [
  'counselor-answers',
  'opted-out',
  'quiet-question',
  'quiet-crisis',
  'too-many',
  'echo',
  'tapped-twice',
  'auto-reply',
  'no-address',
  'no-partner',
  'no-consent',
  'expired',
  'skipped_stale',
  'paused',
  'open-alert',
  'quiet-hours',
  'done-today',
  'in-progress',
  'busy',
  'refused',
] as const;

/** Why nothing was said, in the page's words; a reason that has none, by its code. */
export function reasonWords(reason: string): string {
  const name = known.find((each) => each === reason);
  return name ? t(`silence.${name}`) : reason;
}
