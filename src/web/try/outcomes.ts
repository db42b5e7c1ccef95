import { closeOutcomes } from '../../domain/counselor-act.ts';
import { t } from './texts.ts';

const outcomes = [...closeOutcomes, 'false-alarm'] as const;

/** An outcome in the page's words; one that is no choice of the form, as it was written. */
export function outcomeWords(outcome: string): string {
  const known = outcomes.find((each) => each === outcome);
  return known ? t(`close.${known}`) : outcome;
}
