import { z } from 'zod';
import type { Json } from '../../domain/frame.ts';
import { hashOf } from '../../domain/hash.ts';
import { daysBetween, localDate } from '../../domain/local-time.ts';
import { type Count, daysOf, markAfter, markNow } from '../../domain/milestone.ts';
import { bookValue } from '../conversation/book.ts';
import { isHeldBy } from '../couple/held.ts';
import { isAlone } from '../couple/may-cross.ts';
import { hasSharedEnough } from '../couple/share.ts';
import type { Conversation } from '../turn.ts';
import type { Dialog } from './dialog.ts';

/** Something of the partner's own count today; the fallback where they count nothing. */
const ofCount =
  <Value extends Json>(read: (count: Count, today: string, own: readonly number[], at: number) => Value, none: Value) =>
  ({ partner, turn }: Conversation): Value =>
    partner.count ? read(partner.count, localDate(turn.at, partner.zone), turn.limits.milestones, turn.at) : none;

/** What a partner's own count comes to. `unit` and `amount`: the day to note, where `isToday`; `nextDate`: the one to come. */
const countFields = {
  counts: ofCount(() => true, false),
  days: ofCount((count, today) => daysOf(count, today).days, 0),
  total: ofCount((count, today) => daysOf(count, today).total, 0),
  longest: ofCount((count, today) => daysOf(count, today).longest, 0),
  hasEarlier: ofCount(({ earlier }) => earlier > 0, false),
  isToday: ofCount((count, today, own, at) => markNow(count, at, today, own) !== null, false),
  unit: ofCount((count, today, own, at) => markNow(count, at, today, own)?.unit ?? null, null),
  amount: ofCount((count, today, own, at) => markNow(count, at, today, own)?.count ?? 0, 0),
  nextUnit: ofCount((count, today, own) => markAfter(count, today, own)?.unit ?? null, null),
  nextAmount: ofCount((count, today, own) => markAfter(count, today, own)?.count ?? 0, 0),
  nextDate: ofCount((count, today, own) => markAfter(count, today, own)?.date ?? null, null),
  wasShared: ofCount((count, today) => count.shared === today, false),
} as const;

/** The place of a local date's week in a season of twelve, from 0. Whose season it is decides when a week begins. Pure. */
const weekOf = (date: string, who: string): number =>
  Math.floor((daysBetween('1970-01-01', date) + (hashOf(who) % 84)) / 7) % 12;

/** What the engine knows as a dialog opens, by the name of the context field that takes it. */
const known = {
  /** Nobody is on the other side, and this partner knows it. */
  alone: ({ turn, side }) => isAlone(turn, side),
  /** Nothing is offered to be passed on: they know that nobody is there, or a sign of their own fear holds it. */
  sharesNothing: ({ turn, side, partner }) => isAlone(turn, side) || isHeldBy(partner, turn.at),
  /** As much was approved today as may be. */
  sharedEnough: ({ partner, turn }) => hasSharedEnough(partner, turn.at),
  ...countFields,
  /** Whether the phone is private. */
  private: ({ partner }) => (partner.privatePhone ? 'yes' : 'no'),
  /** The place of this week in a season of twelve, which begins on a day of this partner's own. */
  week: ({ partner, side, turn }) => weekOf(localDate(turn.at, partner.zone), `${turn.couple.id}/${side}`),
  /** What they wrote in a break for the other. */
  heldWords: ({ partner }) => partner.heldWords?.params['words'] ?? null,
} satisfies Readonly<Record<string, (conversation: Conversation) => Json>>;

/** What a dialog is opened with: what it is given, and what the engine knows of the rest that it has a field for. */
export function openedWith(
  conversation: Conversation,
  { context, recalls }: Dialog,
  input: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const fields = Object.entries(known).filter(([field]) => field in context.shape);
  return fields.length === 0 && !recalls
    ? input
    : {
        ...Object.fromEntries(fields.map(([field, read]) => [field, read(conversation)])),
        ...recalled(conversation, context, recalls ?? {}),
        ...input,
      };
}

/** What a dialog takes out of the partner's own book: of what its fields can be, and nothing else. */
const recalled = ({ partner }: Conversation, { shape }: Dialog['context'], recalls: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(recalls).flatMap(([field, name]) => {
      const value = bookValue(partner, name);
      return value !== undefined && z.safeParse(shape[field] as z.ZodType, value).success ? [[field, value]] : [];
    }),
  );
