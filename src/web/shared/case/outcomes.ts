import { closeOutcomes } from '../../../domain/counselor-act.ts';
import { sharedText as t } from '../words.ts';

const outcomes = [...closeOutcomes, 'false-alarm'] as const;
/** How a request for a person can end, as its form offers it. */
export const requestOutcomes = ['talked', 'plan', 'shown', 'unreached'] as const;

/** An outcome in the page's words; one that no form offers, as it was written. */
export function outcomeWords(outcome: string): string {
  const known = [...outcomes, ...requestOutcomes, 'taken-back' as const].find((each) => each === outcome);
  return known ? t(`close.${known}`) : outcome;
}
