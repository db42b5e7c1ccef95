import type { Frame } from '../../domain/frame.ts';
import { atLeast, family, leadingMatch, type Screening, silenceLevel } from '../../domain/screening.ts';
import { isAboutCrisis, unanswered } from './crisis-frames.ts';
import { crisisDialog } from './lines.ts';

/**
 * What the bare turn says and pages when no dialog can run: for what the screening heard, else for the crisis question
 * that was open. Null when there is neither. Pure.
 */
export function bareCrisis(screening: Screening, open?: Frame) {
  const lead = leadingMatch(screening);
  const heard = lead && atLeast(lead.level, 'check') ? lead : undefined;
  const crisis = heard ?? (open && isAboutCrisis(open) ? unanswered(open) : undefined);
  if (!crisis) return null;
  const { level, category, about } = crisis;
  // Nobody can ask back here, so what would have been a check is a human's to decide.
  const paged = atLeast(level, 'same-day') ? level : silenceLevel(category);
  return { key: `${crisisDialog(family(category))}.bare`, crisis: { level: paged, category, about } };
}
