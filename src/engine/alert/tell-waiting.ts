import type { AlertUpdate } from '../../domain/effect.ts';
import { hashOf } from '../../domain/hash.ts';
import { spokenTime } from '../../domain/local-time.ts';
import { handOffOf, isReachable, type Partner } from '../../domain/partner.ts';
import { compareLevels } from '../../domain/screening.ts';
import { isOfMissedAlone } from '../time/missed-check-ins.ts';
import { type Conversation, change, send } from '../turn.ts';

/** How many wordings there are of each: none comes again within the next two. */
export const waitingWordings = { emergency: 4, urgent: 3, 'same-day': 3 } as const;

const minute = 60_000;
/** The next text comes then at the earliest: one that could not go out until then is old. */
const lasts = 4 * minute;

/**
 * Says that nobody has come yet, with the crisis lines; on the same day, when a person answers. Nothing once somebody has
 * claimed any alert of this partner, in a violence case unless a danger to life leads, after STOP, or right after the same was said
 * for another alert.
 */
export function tellWaiting(conversation: Conversation, update: AlertUpdate): void {
  const { partner, turn } = conversation;
  const level = update.level === 'emergency' || update.level === 'urgent' ? update.level : 'same-day';
  if (!isWanted(partner, update) || turn.at - (partner.waiting?.at ?? Number.NEGATIVE_INFINITY) < minute) return;
  const said = partner.waiting?.said ?? {};
  const count = said[level] ?? 0;
  // Drawn once for each partner, then one after the other.
  const first = hashOf(`${turn.couple.id}|${conversation.side}|${level}`);
  const nth = ((first + count) % waitingWordings[level]) + 1;
  change(conversation, { waiting: { at: turn.at, said: { ...said, [level]: count + 1 } } });
  const before = conversation.expiresAt;
  if (level !== 'same-day') conversation.expiresAt = turn.at + lasts;
  send(conversation, 'counselor', `coach.waiting-${level}-${nth}`, paramsOf(partner, update));
  conversation.expiresAt = before;
}

function paramsOf({ zone, language }: Partner, { answers }: AlertUpdate): Readonly<Record<string, string>> {
  if (!answers) return {};
  return { open: answers.open ? 'yes' : 'no', time: spokenTime(answers.at, zone, language) };
}

function isWanted(partner: Partner, update: AlertUpdate): boolean {
  const { family, version, level } = update;
  const mirror = partner.alerts[family];
  if (mirror?.status !== 'open' || mirror.version > version || isOfMissedAlone(partner, family)) return false;
  const open = Object.entries(partner.alerts).filter(([, alert]) => alert.status !== 'closed');
  if (isSilencedByViolence(partner, update)) return false;
  // What can wait for the day is not told beside what cannot.
  if (level === 'same-day' && open.some(([, alert]) => compareLevels(alert.level, level) > 0)) return false;
  return mayHearOfWaiting(partner) && partner.addresses.some(isReachable);
}

/** While a violence alert is open, only a danger to life that comes before it is told of (safety.md, "Ties"). */
function isSilencedByViolence({ alerts: { violence } }: Partner, { family, lifeLeads }: AlertUpdate): boolean {
  if (!violence || violence.status === 'closed') return false;
  return !lifeLeads || (family !== 'substance' && violence.level === 'emergency');
}

/**
 * Whether a partner may be told that nobody has come: not after STOP, not while somebody has claimed an alert, and not while a
 * counselor writes in the chat. That somebody has claimed a mere request says nothing of the alert. Pure.
 */
export const mayHearOfWaiting = (partner: Partner): boolean =>
  !partner.optedOut && handOffOf({ alerts: partner.alerts }) === 'bot' && handOffOf(partner) !== 'counselor';

/** Whether a text says that nobody has come. Pure. */
export const isWaitingText = (key: string): boolean => key.startsWith('coach.waiting-');
