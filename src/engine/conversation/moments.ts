import { localDate, localTime } from '../../domain/local-time.ts';
import { markNow } from '../../domain/milestone.ts';
import type { Moment } from '../../domain/moment.ts';
import { hasTwo } from '../couple/held.ts';
import type { Conversation } from '../turn.ts';
import { inBook } from './book.ts';

/** What a partner said of themselves today, by its name in their book; undefined where they said nothing today. */
function today({ partner, turn }: Conversation, name: string) {
  const entry = inBook(partner, name);
  const isToday = entry && localDate(entry.at, partner.zone) === localDate(turn.at, partner.zone);
  return isToday ? entry.value : undefined;
}

const number = (conversation: Conversation, name: string): number => Number(today(conversation, name) ?? Number.NaN);

const hourOf = (at: number, zone: string): number => Number(localTime(at, zone).slice(0, 2));

/** Numbers of 0 to 10 from which on a craving is strong, and up to which closeness is far away. */
const strong = 5;
const far = 3;
/** The local hours of an evening and of a night. */
const evening = 18;
const night = 22;
const morning = 6;
const isNight = (hour: number): boolean => hour >= night || hour < morning;

/** What each moment is. Nothing that the other partner said of themselves is asked. */
const moments: Readonly<Record<Moment, (conversation: Conversation, what: string) => boolean>> = {
  /** At any time, before what fits at none in particular. */
  always: () => true,
  /** It was not done today. */
  'not-today': ({ partner, turn }, what) => partner.finished[what] !== localDate(turn.at, partner.zone),
  /** They have set something aside. */
  'set-aside': ({ partner }) => partner.paused.length > 0,
  craving: (conversation) => number(conversation, 'check-in.craving') >= strong,
  'hard-day': (conversation) => today(conversation, 'check-in.mood') === 'hard',
  'far-apart': (conversation) => number(conversation, 'check-in.closeness') <= far,
  /** Hungry, angry, lonely or tired. */
  worn: (conversation) => [today(conversation, 'check-in.halt') ?? []].flat().some((each) => each !== 'none'),
  evening: ({ partner, turn }) => hourOf(turn.at, partner.zone) >= evening,
  night: ({ partner, turn }) => isNight(hourOf(turn.at, partner.zone)),
  /** A day to note in their own count. */
  'own-day': ({ partner, turn }) =>
    partner.count != null &&
    markNow(partner.count, turn.at, localDate(turn.at, partner.zone), turn.limits.milestones) !== null,
  /** Somebody is on the other side. */
  two: ({ turn }) => hasTwo(turn),
};

/** How many of its moments it is now; `always` counts least. */
export function fitNow(conversation: Conversation, what: string, fits: readonly Moment[]): number {
  const now = fits.filter((each) => moments[each](conversation, what));
  return now.reduce((sum, each) => sum + (each === 'always' ? 1 : 2), 0);
}
