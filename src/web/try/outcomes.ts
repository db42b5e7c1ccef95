import { t } from './texts.ts';

/** How a case can end, as the form offers it. */
export const outcomes = ['safe', 'plan', 'services', 'unreached', 'false-alarm'] as const;
/** How a request for a person can. */
export const requestOutcomes = ['talked', 'plan', 'shown', 'unreached'] as const;
/** One that a form offers. */
export type Outcome = (typeof outcomes)[number] | (typeof requestOutcomes)[number];

/** An outcome in the page's words; one that no form offers, as it was written. */
export function outcomeWords(outcome: string): string {
  const known = [...outcomes, ...requestOutcomes, 'taken-back' as const].find((each) => each === outcome);
  return known ? t(`close.${known}`) : outcome;
}
