import { t } from './texts.ts';

/** How a case can end, as the form offers it. */
export const outcomes = ['safe', 'plan', 'services', 'unreached', 'false-alarm'] as const;

/** An outcome in the page's words; one that is no choice of the form, as it was written. */
export function outcomeWords(outcome: string): string {
  const known = outcomes.find((each) => each === outcome);
  return known ? t(`close.${known}`) : outcome;
}
