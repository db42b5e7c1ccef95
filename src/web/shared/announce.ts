import { signal } from '@preact/signals';

/** What a screen reader is told when it has time. */
export const politely = signal('');
/** What a screen reader is told at once: alerts and crisis texts. */
export const assertively = signal('');

/** Says something to screen readers; the same words twice are heard twice. Touches the live regions. */
export function announce(words: string, how: 'politely' | 'assertively' = 'politely'): void {
  const region = how === 'politely' ? politely : assertively;
  region.value = region.value === words ? `${words}\u00a0` : words;
}
