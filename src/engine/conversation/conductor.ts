import { channelTraits } from '../../domain/channel.ts';
import { localTime } from '../../domain/local-time.ts';
import { handOffOf, hasConsent } from '../../domain/partner.ts';
import { type Command, heardOf, type Phrase, type Told, told } from '../../domain/words.ts';
import { hearHeat } from '../couple/heat.ts';
import { answerInCrisis } from '../crisis/answering.ts';
import { awaitCounselor } from '../crisis/counselor-silence.ts';
import { hearCrisis, runAfterwards } from '../crisis/crisis.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { answerInViolence } from '../crisis/dark.ts';
import { meetDistress } from '../crisis/distress.ts';
import { resendLines } from '../crisis/lines.ts';
import { meetPartner } from '../crisis/somebody-else.ts';
import { isStaying, leaveStay, stayOn, staysNow } from '../crisis/staying.ts';
import { isTelling, meetUnread } from '../crisis/telling.ts';
import { namedIn, topicIn } from '../crisis/tells.ts';
import type { MessageEvent, TooMany } from '../events.ts';
import type { Delivery } from '../machine/frame-parts.ts';
import { deliver, dropTop, topFrame } from '../machine/frames.ts';
import { refreshTop } from '../machine/saved-frames.ts';
import { takesWordsBack } from '../outside/consent.ts';
import { askPerson, type Conversation, change, hasSaid, keepSilent, send } from '../turn.ts';
import {
  answerOldTap,
  answerTop,
  askedQuestion,
  isOldTap,
  isSecondTap,
  readAnswer,
  reask,
  unreadAnswer,
} from './asking.ts';
import { hearsAutoReply, isAutoReply, isRepeated } from './auto-reply.ts';
import { carrierWords, leaveUnsuited, openDialog, runCommand, sentenceThatStops } from './commands.ts';
import { askedForConsent, greetStranger } from './joining.ts';
import { asksPerson } from './person.ts';
import { type Found, readPhrase } from './phrase.ts';
import { guardPin } from './pin.ts';
import { worded } from './wording.ts';

/**
 * Answers a message, in the fixed order: crisis > STOP > HELP > hand-off > safety and HEAT > cancel, pause, skip, back >
 * top frame > words that open a dialog > fallback (architecture.md, "Conversation engine"). Each step either answers
 * and ends the turn or leaves the message to the next.
 */
export function conduct(conversation: Conversation, event: MessageEvent): void {
  const text = event.text.slice(0, conversation.turn.limits.characters);
  const { partner, turn } = conversation;
  const message = told(text);
  const found = readPhrase(message, partner.language, turn.words, askedQuestion(conversation));
  const phrase = found?.phrase ?? null;
  if (hearCrisis(conversation, event)) return;
  if (!event.echo && meetPartner(conversation, event)) return;
  if (event.echo) return keepSilent(conversation, 'echo');
  if (conversation.partner.frozen && !isCrisisOnTop(conversation)) return keepSilent(conversation, 'frozen');
  if (resendLines(conversation, phrase)) return;
  if (carrierWords(conversation, event, found, text)) return;
  if (takesWordsBack(conversation, found)) return;
  const auto = isAutoReply(conversation, message);
  if (!auto && asksPerson(conversation, event, found, text)) return;
  if (conversation.partner.optedOut && channelTraits[event.from.channel].carrierWords && !isCrisisOnTop(conversation))
    return keepSilent(conversation, 'opted-out');
  if (handOffOf(conversation.partner) === 'counselor') return leaveToCounselor(conversation);
  if (sentenceThatStops(conversation, event, phrase)) return;
  if (auto && hearsAutoReply(conversation)) return;
  if (event.tooMany && !isCrisisOnTop(conversation)) return keepOnly(conversation, event.tooMany);
  if (event.edited) return answerEdit(conversation);
  if (hearHeat(conversation, found)) return;
  if (conversation.turn.couple.shared.status === 'stranger' && !topFrame(conversation))
    return greetStranger(conversation, text);
  const door = guardPin(conversation, text);
  if (door === 'answered') return;
  if (door === 'unlocked') return goOn(conversation);
  if (speaks(conversation, phrase)) return;
  if (askedForConsent(conversation)) return;
  if (refreshTop(conversation)) return;
  if (leaveUnsuited(conversation)) return;
  if (isOldTap(conversation)) return answerOldTap(conversation);
  if (isSecondTap(conversation, event)) return keepSilent(conversation, 'tapped-twice');
  if (afterCrisis(conversation, event, message, found)) return;
  if (answerInViolence(conversation, event)) return;
  if (phrase && 'command' in phrase && !isCrisisOnTop(conversation) && leaveOrMove(conversation, phrase.command))
    return;
  if (!auto && afterDelivery(conversation, answerTop(conversation, message, phrase))) return;
  if (!isCrisisOnTop(conversation) && openWords(conversation, phrase)) return;
  if (isRepeated(conversation, message)) return;
  if (!isCrisisOnTop(conversation) && topFrame(conversation)?.shared === undefined && meetsPain(conversation, event))
    return;
  // Who tells of themselves is not asked to choose from a menu again.
  if (topFrame(conversation)?.dialog === 'menu' && isTelling(event.text)) dropTop(conversation);
  else if (afterDelivery(conversation, unreadAnswer(conversation))) return;
  fallBack(conversation, event);
}

/** The message to the crisis that is open; a word that opens a dialog leaves the one where the coach only stays. */
function afterCrisis(conversation: Conversation, event: MessageEvent, message: Told, found: Found | null): boolean {
  if (isStaying(conversation) && readAnswer(conversation, message.text) === null) leaveStay(conversation, found);
  const answered = answerInCrisis(conversation, event, message, found);
  return answered !== null && afterDelivery(conversation, answered);
}

/** What is said to words of which nothing is understood. After a crisis the coach stays instead. */
function fallBack(conversation: Conversation, event: MessageEvent): void {
  if (asksOfPartner(conversation, event)) return send(conversation, 'reply', worded(conversation, 'coach.not-told'));
  const topic = topicIn(event.text, conversation.turn.words, event.screening);
  if (!staysNow(conversation)) {
    const asked = namedIn(event.text, conversation.turn.words).find((each) => askedAnyTime.includes(each));
    if (asked) return send(conversation, 'reply', worded(conversation, `topics.${asked}`));
    if (meetUnread(conversation, event.text)) return;
    return send(conversation, 'reply', worded(conversation, fallbackNow(conversation)));
  }
  if (topic === null) return stayOn(conversation);
  send(conversation, 'crisis', worded(conversation, `topics.${topic}`));
}

/** What has the same answer in a crisis and outside of one. */
const askedAnyTime: readonly string[] = [
  'who-sees',
  'person',
  'partner-know',
  'work-told',
  'recording',
  'ice',
  'police',
  'spanish',
  'not-heard',
  'just-talk',
];

/** Pain below a crisis comes before a question that was not answered; after a crisis the coach stays. */
const meetsPain = (conversation: Conversation, event: MessageEvent): boolean =>
  !staysNow(conversation) && !asksOfPartner(conversation, event) && meetDistress(conversation, event);

/** From when to when it is night for what is offered: nobody is sent to a check-in then. */
const night = { from: '21:00', until: '06:00' };

function fallbackNow({ partner, turn }: Conversation): string {
  const time = localTime(turn.at, partner.zone);
  return time >= night.from || time < night.until ? 'coach.fallback-night' : 'coach.fallback';
}

/** Nothing of one partner is told to the other: the answer depends on nobody but who asks. */
const asksOfPartner = ({ turn }: Conversation, { text }: MessageEvent): boolean =>
  turn.couple.shared.status !== 'stranger' && heardOf(turn.words.tells, text).includes('asks-partner');

/** A counselor is in the chat, and is to answer: they are waited for, whether they came for an alert or a request. */
function leaveToCounselor(conversation: Conversation): void {
  if (conversation.partner.request?.status === 'taken-over') askPerson(conversation, 'wrote', 'counselor');
  keepSilent(conversation, 'counselor-answers');
  awaitCounselor(conversation);
}

/** The PIN was right: back to where the conversation was. */
function goOn(conversation: Conversation): void {
  if (askedForConsent(conversation)) return;
  send(conversation, 'reply', 'coach.unlocked');
  if (!refreshTop(conversation)) reask(conversation);
}

/** A message that came too fast: it is in the log, and no dialog sees it. */
function keepOnly(conversation: Conversation, tooMany: TooMany): void {
  if (tooMany === 'say') send(conversation, 'reply', 'coach.too-fast');
  keepSilent(conversation, 'too-many');
}

/** The question that an edit may have answered is long past. Where a violence alert is open, the phone stays dark. */
function answerEdit(conversation: Conversation): void {
  const { violence } = conversation.partner.alerts;
  if (violence && violence.status !== 'closed') return keepSilent(conversation, 'quiet-question');
  send(conversation, 'reply', 'coach.edited');
}

const moves: Partial<Record<Command, { readonly type: 'SKIP' | 'BACK'; readonly otherwise: string }>> = {
  skip: { type: 'SKIP', otherwise: 'coach.cannot-skip' },
  back: { type: 'BACK', otherwise: 'coach.cannot-go-back' },
};

/** SKIP and BACK are the dialog's to take; the other commands are the conductor's own. */
function leaveOrMove(conversation: Conversation, command: Command): boolean {
  const move = moves[command];
  if (!move) return runCommand(conversation, command);
  if (!topFrame(conversation)) return false;
  if (afterDelivery(conversation, deliver(conversation, { type: move.type }))) return true;
  send(conversation, 'reply', move.otherwise);
  reask(conversation);
  return true;
}

/** A language by its name: it is spoken from now on, and what was asked is asked in it. */
function speaks(conversation: Conversation, phrase: Phrase | null): boolean {
  if (!phrase || !('language' in phrase)) return false;
  change(conversation, { language: phrase.language });
  if (askedForConsent(conversation)) return true;
  send(conversation, 'reply', 'language.changed');
  if (!refreshTop(conversation)) reask(conversation, 'coach.back');
  return true;
}

function openWords(conversation: Conversation, phrase: Phrase | null): boolean {
  if (!phrase || !hasConsent(conversation.partner, conversation.turn.at)) return false;
  // What is chosen by its word is chosen from the menu: nothing leads back there.
  if ('dialog' in phrase && topFrame(conversation)?.dialog === 'menu') dropTop(conversation);
  if ('dialog' in phrase) openDialog(conversation, phrase.dialog);
  else if ('command' in phrase && phrase.command === 'menu') openDialog(conversation, 'menu');
  else if ('command' in phrase && (phrase.command === 'hello' || phrase.command === 'line')) {
    send(conversation, 'reply', 'coach.hello');
    openDialog(conversation, 'menu');
  } else return false;
  return true;
}

/** After a delivery: what the dialog asked for at its end, or back to what lay below. False when it was not taken. */
function afterDelivery(conversation: Conversation, delivery: Delivery): boolean {
  if (!delivery.taken) return false;
  runAfterwards(conversation, delivery.afterwards, (what) => openDialog(conversation, what));
  if (delivery.done && delivery.afterwards.length === 0) {
    if (!delivery.uninterruptible && !hasSaid(conversation)) send(conversation, 'reply', 'coach.cancelled');
    reask(conversation, 'coach.back');
  }
  // A crisis dialog may take an answer without a word: a quiet question that was not answered with a clear yes.
  if (!hasSaid(conversation)) keepSilent(conversation, 'quiet-question');
  return true;
}
