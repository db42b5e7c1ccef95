import type { HeldView, TogetherView } from '../../domain/console/couples.ts';
import type { Couple, Shared } from '../../domain/couple.ts';
import { isForChannel, isForPair, isOpen, type NamedExercise } from '../../domain/exercise.ts';
import { daysLater, localDate } from '../../domain/local-time.ts';
import { channelNow, type Partner, type Side, sides } from '../../domain/partner.ts';
import { isHeldBy } from '../../engine/couple/held.ts';
import { slotOn } from '../../engine/couple/plan.ts';

/** Days of the plan that are shown, from today on. */
const shownDays = 14;

/**
 * What both take part in, for whoever cares for the couple and nobody else: what each day holds as it was drawn, what is asked about or
 * running, the end, and what holds it all, with why. Who answered what stands nowhere in it. Pure.
 */
export function togetherView(
  { shared, a, b }: Couple,
  at: number,
  exercises: readonly NamedExercise[] = [],
): TogetherView {
  const { plan, assigned, gate, timeOut, ended } = shared.together ?? {};
  const today = plan && localDate(at, plan.zone);
  const held = sides.flatMap((side) => heldView(side, side === 'a' ? a : b, at));
  return {
    days:
      plan && today ? Array.from({ length: shownDays }, (_, nth) => slotView(plan.seed, daysLater(today, nth))) : [],
    hour: plan?.hour ?? null,
    zone: plan?.zone ?? null,
    assigned: assigned ? { exercise: assigned.exercise, at: assigned.at } : null,
    asking: gate ? { exercise: gate.exercise, closes: gate.closes } : null,
    running: (shared.frames ?? []).map(({ dialog }) => dialog),
    break: timeOut ? { returnsAt: timeOut.returnsAt, missed: timeOut.missed } : null,
    ended: ended ? { why: ended.why, at: ended.at, side: ended.side, told: ended.told } : null,
    held,
    exercises: exercises.map((each) => ({ ...each, isOffered: isOffered(each, shared, [a, b]) })),
  };
}

/** Whether nothing of what an exercise says of itself speaks against it: a counselor, the pair, and the channel that each is written to. */
const isOffered = (
  exercise: NamedExercise,
  { relationship, together }: Shared,
  partners: readonly (Partner | null)[],
): boolean =>
  isOpen(exercise, exercise.name, together?.opened) &&
  isForPair(exercise, relationship) &&
  partners.every((partner) => !partner || isForChannel(exercise, channelNow(partner)));

const slotView = (seed: string, date: string) => ({ date, slot: slotOn(seed, date) });

function heldView(side: Side, partner: Partner | null, at: number): readonly HeldView[] {
  if (!partner || !isHeldBy(partner, at)) return [];
  const { held, alerts } = partner;
  const isOpen = alerts.violence !== undefined && alerts.violence.status !== 'closed';
  const why = isOpen ? 'alert' : held?.until ? 'sign' : 'until-lifted';
  return [{ side, why, since: held?.since ?? alerts.violence?.pagedAt ?? at, until: held?.until ?? null }];
}
