import { hashOf } from '../../domain/hash.ts';
import { localDate, nextLocal, quietUntil } from '../../domain/local-time.ts';
import { nextMilestone } from '../../domain/milestone.ts';
import type { Nudge, Partner } from '../../domain/partner.ts';
import { type Conversation, change } from '../turn.ts';

/** Plans all nudges from now on: after START, RESUME, a change of hour or zone. */
export function replanNudges(conversation: Conversation): void {
  change(conversation, {
    nudges: conversation.partner.nudges.map((nudge) => planned(conversation, nudge, conversation.turn.at)),
  });
}

/** A nudge of this turn's partner with its next occurrence after an instant. */
export function planned(conversation: Conversation, nudge: Nudge, after: number): Nudge {
  if (nudge.dialog === milestoneDialog) return plannedMilestone(conversation, nudge, after);
  return planNudge(
    nudge,
    `${conversation.turn.couple.id}/${conversation.side}`,
    conversation.partner,
    after,
    conversation.turn.limits.jitter,
  );
}

/** The dialog of a day to note in a partner's own count, and its nudge. */
export const milestoneDialog = 'milestone';

/** The partner's nudges with the one of their own count, which is planned when all are. Pure. */
export const withMilestones = (nudges: readonly Nudge[]): readonly Nudge[] =>
  nudges.some(({ dialog }) => dialog === milestoneDialog)
    ? nudges
    : [...nudges, { id: milestoneDialog, dialog: milestoneDialog, localTime: '10:00', next: never, planned: never }];

/** The last instant there is. */
const never = 8.64e15;

/** At its own instant, on its own days. */
function plannedMilestone({ partner, turn }: Conversation, nudge: Nudge, after: number): Nudge {
  const { count, zone } = partner;
  const next = (count && nextMilestone(count, after, zone, turn.limits.milestones)) ?? never;
  return { ...nudge, next, planned: next };
}

/**
 * A nudge with its next occurrence after an instant, spread over the jitter window by partner and local date, and never
 * spread into quiet hours. Pure. Only the partner's own identity goes in, so nothing of it can be told from the other's.
 */
export function planNudge(
  nudge: Omit<Nudge, 'next' | 'planned'>,
  who: string,
  { zone, quietHours }: Pick<Partner, 'zone' | 'quietHours'>,
  after: number,
  jitter: number,
): Nudge {
  const instant = nextLocal(after, nudge.localTime, zone);
  const quiet = quietUntil(instant, quietHours, zone) !== null || quietHours.from === quietHours.to;
  const window = quiet ? jitter : Math.min(jitter, nextLocal(instant, quietHours.from, zone) - instant);
  const spread = window > 0 ? hashOf(`${who}|${nudge.id}|${localDate(instant, zone)}`) % window : 0;
  return { ...nudge, next: instant + spread, planned: instant + spread };
}
