import { hashOf } from '../../domain/hash.ts';
import { localDate, localInstant, localTime, nextLocal, quietUntil, weekday } from '../../domain/local-time.ts';
import { nextMilestone } from '../../domain/milestone.ts';
import { hasConsent, type Nudge, type Partner } from '../../domain/partner.ts';
import { drawn } from '../couple/plan.ts';
import type { Dialogs } from '../machine/dialog.ts';
import { type Conversation, change } from '../turn.ts';

/** Plans all nudges from now on: after START, RESUME, a change of hour or zone. */
export function replanNudges(conversation: Conversation): void {
  const { nudges } = conversation.partner;
  change(conversation, {
    nudges: nudges.flatMap((nudge) => again(conversation, nudge) ?? []),
  });
}

const again = (conversation: Conversation, nudge: Nudge): Nudge | null =>
  nudge.until === undefined ? planned(conversation, nudge, conversation.turn.at) : stillOnce(conversation, nudge);

/** A nudge of this turn's partner with its next occurrence after an instant; null where it came but once. */
export function planned(conversation: Conversation, nudge: Nudge, after: number): Nudge | null {
  if (nudge.until !== undefined) return null;
  if (nudge.dialog === milestoneDialog) return plannedMilestone(conversation, nudge, after);
  return planNudge(nudge, whoOf(conversation), conversation.partner, after, conversation.turn.limits.jitter);
}

/** The partner's own id: all that the days and minutes of their nudges are drawn from. */
const whoOf = ({ turn, side }: Conversation): string => `${turn.couple.id}/${side}`;

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

type OwnNudges = readonly Required<Pick<Nudge, 'id' | 'dialog' | 'localTime' | 'every'>>[];

/** What dialogs say of themselves does not change while they run. */
const known = new WeakMap<Dialogs, OwnNudges>();

/** The dialogs that are opened by themselves for everybody, as nudges without an instant. */
function ownNudges(dialogs: Dialogs): OwnNudges {
  const before = known.get(dialogs);
  if (before) return before;
  const own = [...dialogs.values()].flatMap(({ name, nudge }) =>
    nudge ? [{ id: `${nudge.every}:${name}`, dialog: name, localTime: nudge.at, every: nudge.every }] : [],
  );
  known.set(dialogs, own);
  return own;
}

/**
 * The partner has the nudges that this build's dialogs say of themselves, and none of an older build: whoever was enrolled before
 * gets them too. Only where something of this partner's own is run, so that nothing of it depends on the other.
 */
export function keepOwnNudges(conversation: Conversation): void {
  const { partner, turn } = conversation;
  if (!hasConsent(partner, turn.at)) return;
  const own = ownNudges(turn.dialogs);
  const isCurrent = ({ id, localTime: time, every, dialog, until }: Nudge): boolean =>
    every === undefined
      ? until === undefined || turn.dialogs.has(dialog)
      : own.some((each) => each.id === id && each.localTime === time);
  const kept = partner.nudges.filter(isCurrent);
  const missing = own.filter(({ id }) => !kept.some((each) => each.id === id));
  if (missing.length === 0 && kept.length === partner.nudges.length) return;
  const { jitter } = turn.limits;
  const begun = missing.map((each) => planNudge(each, whoOf(conversation), partner, turn.at, jitter));
  change(conversation, { nudges: [...kept, ...begun] });
}

/**
 * A nudge with its next occurrence after an instant, spread over the jitter window by partner and local date, and never
 * spread into quiet hours. Pure. Only the partner's own identity goes in, so nothing of it can be told from the other's.
 */
export function planNudge(
  nudge: Omit<Nudge, 'next' | 'planned'>,
  who: string,
  { zone, quietHours }: Hours,
  after: number,
  jitter: number,
): Nudge {
  let instant = nextLocal(after, nudge.localTime, zone);
  while (!isItsDay(nudge, who, localDate(instant, zone))) instant = nextLocal(instant, nudge.localTime, zone);
  const next = spread(instant, `${who}|${nudge.id}|${localDate(instant, zone)}`, { zone, quietHours }, jitter);
  return { ...nudge, next, planned: next };
}

type Hours = Pick<Partner, 'zone' | 'quietHours'>;

/** Whether a nudge comes on a local date: a day of the week or month is this partner's own. */
function isItsDay({ id, every }: Pick<Nudge, 'id' | 'every'>, who: string, date: string): boolean {
  if (every === undefined) return true;
  return every === 'week' ? weekday(date) === 1 + drawn(who, id, 7) : Number(date.slice(8)) === 1 + drawn(who, id, 28);
}

function spread(instant: number, by: string, { zone, quietHours }: Hours, jitter: number): number {
  const quiet = quietUntil(instant, quietHours, zone) !== null || quietHours.from === quietHours.to;
  const window = quiet ? jitter : Math.min(jitter, nextLocal(instant, quietHours.from, zone) - instant);
  return instant + (window > 0 ? hashOf(by) % window : 0);
}

/** A dialog is to open once by itself in a window (ms from now), when it is first no quiet hour of the partner. */
export function nudgeOnce(
  conversation: Conversation,
  dialog: string,
  { from, until }: { readonly from: number; readonly until: number },
): void {
  const { partner, turn } = conversation;
  const id = `once:${dialog}`;
  const earliest = turn.at + from;
  const awake = quietUntil(earliest, partner.quietHours, partner.zone) ?? earliest;
  const next = spread(awake, `${whoOf(conversation)}|${id}|${awake}`, partner, turn.limits.jitter);
  const once = { id, dialog, localTime: localTime(next, partner.zone), next, planned: next, until: turn.at + until };
  change(conversation, { nudges: [...partner.nudges.filter((each) => each.id !== id), once] });
}

/** What comes once, as all is planned anew; what was put off by PAUSE without an end comes soon. Null where it is too late. */
function stillOnce({ turn }: Conversation, nudge: Nudge): Nudge | null {
  const { planned: wanted, until = 0 } = nudge;
  const next = Math.max(wanted, turn.at + turn.limits.nudgeBusy);
  if (nudge.next === never) return { ...nudge, next, until: Math.max(until, next + turn.limits.nudgeLife) };
  return next > until ? null : { ...nudge, next };
}

/** What comes once, put off: by PAUSE until it is over, which moves its window; else a little, within it. */
export function putOff({ partner, turn }: Conversation, nudge: Nudge, reason: string): Nudge {
  const { nudgePause, zone, quietHours } = partner;
  const { until = 0 } = nudge;
  if (reason !== 'paused') return { ...nudge, next: turn.at + turn.limits.nudgeLife };
  if (!nudgePause?.until) return { ...nudge, next: never };
  const day = localInstant(nudgePause.until, '00:00', zone);
  const next = quietUntil(day, quietHours, zone) ?? day;
  return { ...nudge, next, until: Math.max(until, next + turn.limits.nudgeLife) };
}
