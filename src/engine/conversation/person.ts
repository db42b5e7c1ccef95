import { channelTraits } from '../../domain/channel.ts';
import { handOffOf, type Partner } from '../../domain/partner.ts';
import type { RequestReason } from '../../domain/request.ts';
import { answersAt } from '../../domain/staffed.ts';
import type { Phrase } from '../../domain/words.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import type { MessageEvent } from '../events.ts';
import { answersParams } from '../request/request-update.ts';
import { askPerson, type Conversation, send } from '../turn.ts';
import { isAnswer, reask } from './asking.ts';
import type { Found } from './phrase.ts';
import { isLocked } from './pin.ts';

const askings = ['counselor', 'no-counselor', 'call-now', 'my-data'] as const;
type Asking = (typeof askings)[number];

/**
 * COUNSELOR in any words, its taking back, "call now" and MYDATA, from any dialog: said at once, and what was asked is asked
 * again. In the counselor's own chat it is the counselor's to answer. True when the message is answered. Source: safety.md,
 * "Alerts and counselors".
 */
export function asksPerson(
  conversation: Conversation,
  event: MessageEvent,
  found: Found | null,
  text: string,
): boolean {
  const asking = found && askingOf(conversation, found.phrase);
  // In a crisis who sees what is one of the questions that are answered there.
  if (asking === 'my-data' && isCrisisOnTop(conversation)) return false;
  if (!asking || handOffOf(conversation.partner) === 'counselor') return false;
  const isAnswering = !found.whole && isAnswer(conversation, text);
  // "No, never mind" is an answer.
  if (isAnswering && isCommand(found.phrase, 'cancel')) return false;
  if (!reply(conversation, event, asking)) return false;
  if (isAnswering) return false;
  reask(conversation, 'coach.back');
  return true;
}

/** Asks for a counselor where the menu leads there. */
export function askForCounselor(conversation: Conversation): void {
  const { event } = conversation.turn;
  if (event.type === 'message') reply(conversation, event, 'counselor');
}

const isCommand = (phrase: Phrase, name: string): boolean => 'command' in phrase && phrase.command === name;

function askingOf(conversation: Conversation, phrase: Phrase): Asking | null {
  if (isCommand(phrase, 'cancel')) return isNewest(conversation) ? 'no-counselor' : null;
  return askings.find((each) => isCommand(phrase, each)) ?? null;
}

/** Whether a request waits that is the last thing the partner wrote of, or the only thing there is to leave. */
function isNewest({ partner: { request, recent = [], stack } }: Conversation): boolean {
  if (!request || !isWaiting(request)) return false;
  return stack.length === 0 || recent.findLast(({ by }) => by === 'partner')?.at === request.askedAt;
}

const isWaiting = ({ status }: NonNullable<Partner['request']>): boolean => status === 'open' || status === 'claimed';

/** Says what is said to each. False where it is left to what comes later: the PIN's door, the greeting of a stranger. */
function reply(conversation: Conversation, { from }: MessageEvent, asking: Asking): boolean {
  const isStranger = conversation.turn.couple.shared.status === 'stranger';
  // Nobody knows who asks: what is said is what everybody may hear, and nothing begins.
  if (isStranger || isLocked(conversation)) return sayNumbers(conversation, asking);
  const isStopped = conversation.partner.optedOut && channelTraits[from.channel].carrierWords;
  if (isStopped) {
    if (asking === 'counselor') raise(conversation, 'counselor', null);
    return sayNumbers(conversation, asking);
  }
  if (asking === 'counselor') sayAsked(conversation);
  else if (asking === 'no-counselor') takeBack(conversation);
  else if (asking === 'call-now') send(conversation, 'reply', 'coach.call-now');
  else sayStored(conversation);
  return true;
}

/** HELP, which names whom to call. */
function sayNumbers(conversation: Conversation, asking: Asking): boolean {
  if (asking !== 'counselor' && asking !== 'call-now') return false;
  send(conversation, 'reply', 'coach.help', {}, true);
  return true;
}

/** With an alert open a counselor is called already, or there: nothing is asked twice. In a violence case the text is anybody's. */
function sayAsked(conversation: Conversation): void {
  const { alerts } = conversation.partner;
  const open = Object.values(alerts).filter(({ status }) => status !== 'closed');
  const called = open.find(({ status }) => status === 'claimed') ?? open.find(({ status }) => status === 'open');
  const isQuiet = alerts.violence !== undefined && alerts.violence.status !== 'closed';
  if (!called) raise(conversation, 'counselor', isQuiet ? null : undefined);
  if (isQuiet) sayNumbers(conversation, 'counselor');
  else if (called?.holder) send(conversation, 'reply', 'coach.claimed', { counselor: called.holder });
  else if (called) send(conversation, 'reply', 'coach.counselor-alert');
}

/** What is stored, and who can see it: the same for everybody. To see it, a counselor is asked. */
function sayStored(conversation: Conversation): void {
  const { violence } = conversation.partner.alerts;
  const outside = conversation.turn.limits.outside ? 'yes' : 'no';
  send(conversation, 'reply', 'coach.my-data', { outside });
  raise(conversation, 'mydata', violence && violence.status !== 'closed' ? null : undefined);
}

/** The request is open from now on, or is already; says which, and when a person answers, unless `say` is null. */
function raise(conversation: Conversation, reason: RequestReason, say?: null): void {
  const { partner, turn } = conversation;
  const before = partner.request;
  askPerson(conversation, 'asked', reason);
  if (say === null) return;
  if (before?.status === 'claimed' && before.holder)
    return send(conversation, 'reply', 'coach.request-claimed', { counselor: before.holder });
  const key = before?.status === 'open' ? 'coach.counselor-waiting' : 'coach.counselor';
  send(conversation, 'reply', key, answersParams(conversation, answersAt(turn.at, turn.limits.clinicZone)));
}

function takeBack(conversation: Conversation): void {
  const { request } = conversation.partner;
  if (!request || !isWaiting(request)) return send(conversation, 'reply', 'coach.nothing-asked');
  askPerson(conversation, 'taken-back', 'counselor');
  send(conversation, 'reply', 'coach.taken-back');
}
