import { type Category, type Family, family } from '../../domain/screening.ts';
import type { Distress } from '../../domain/tells.ts';
import type { Told } from '../../domain/words.ts';
import { answerTop, askedQuestion, readAnswer, unreadInCrisis } from '../conversation/asking.ts';
import type { Found } from '../conversation/phrase.ts';
import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import type { StayKind } from '../machine/action-kind.ts';
import { type Delivery, untaken } from '../machine/frame-parts.ts';
import { deliver, openFrame, topFrame } from '../machine/frames.ts';
import { restartTimers } from '../machine/timers.ts';
import { type Conversation, change, hasSaid, pageHuman, send } from '../turn.ts';
import { isAboutCrisis, isCrisisOnTop, unanswered } from './crisis-frames.ts';
import { distressIn } from './distress.ts';
import { type Known, learned } from './knowledge.ts';
import { isMourned, mourn } from './mourning.ts';
import { isRefusal } from './refusal.ts';
import { isStaying, ofBody, ofKnown, openStay, stayDialog } from './staying.ts';
import { noteAnswered } from './talk.ts';
import { tellsIn, topicIn } from './tells.ts';
import { heed, isGrave, isNoLonger, isOfOthers, knownNow } from './worse.ts';

const done: Delivery = { ...untaken, taken: true };

/** What a message came to in a crisis; null where it is not for the crisis that is open. */
export type Answered = Delivery | null;

/**
 * Answers a message while a crisis dialog is open whose question is not quiet: an answer as people write it, what it tells, a
 * question asked back, anger, a farewell. What answers nothing moves nothing on; after three such in a row the coach stays.
 * Source: safety.md, "After the first word".
 */
export function answerInCrisis(
  conversation: Conversation,
  event: MessageEvent,
  message: Told,
  found: Found | null,
): Answered {
  const asked = topFrame(conversation)?.asked;
  if (!asked || asked.quiet || !isCrisisOnTop(conversation)) return null;
  const isCheck = topFrame(conversation)?.dialog === 'safety-check';
  const told = isOfOthers(conversation, event) ? [] : tellsIn(message.text, conversation.turn.words, event.screening);
  const named = isCheck ? null : topicAsked(conversation, event, message);
  // Whoever tells something is answered on that, even in anger about what was said before.
  const topic = named !== null && ofTheTalk.includes(named) && told.length > 0 ? null : named;
  const read = topic === 'long-ago' ? told.filter((each) => !ofAnAct.includes(each)) : told;
  const tells = topic !== null && isNoted(conversation, topic) ? [...read, topic] : read;
  const anew = heed(conversation, tells);
  if (anew) return anew;
  restartTimers(conversation);
  if (topic === 'its-me' && isAboutOther(conversation)) return askAboutThem(conversation, topic);
  if (isCommand(conversation, message, found)) return idle(conversation, () => sayLines(conversation));
  if (topic === 'correction' && tells.length === 0) return corrected(conversation, topic);
  if (topic === 'no-overdose' && familyOnTop(conversation) === 'substance' && !tells.some(isGrave))
    return corrected(conversation, topic);
  if (isMourned(conversation, event, tells)) {
    mourn(conversation);
    return done;
  }
  const chosen = topic === null ? undefined : chosenBy(conversation, topic);
  const isRead = readAnswer(conversation, message.text) !== null && !isRefusal(conversation, message.text, topic);
  if (chosen !== undefined && !isRead)
    return moved(conversation, deliver(conversation, { type: 'ANSWER', value: chosen, tells }));
  const isFree = askedQuestion(conversation)?.kind === 'text';
  const isGraver = tells.some(isGrave);
  if (topic !== null && !isGraver && !isRead && isTheme(topic) && !leadsToImminent(conversation, tells))
    return onTheme(conversation, topic, message, tells);
  if (topic === 'taking-back' && isNoLonger(conversation)) {
    sayTopic(conversation, topic);
    openStay(conversation, 'self');
    return done;
  }
  if (topic !== null && !isGraver && (isFree ? !isTheme(topic) : !isRead)) {
    return settled(conversation, topic, tells) ?? idle(conversation, () => sayTopic(conversation, topic), true);
  }
  // A topic that is the answer itself needs none of its own.
  const isBeside = topic !== null && isRead && chosen === undefined && !isStaying(conversation);
  if (isBeside && !isGraver && !leadsToImminent(conversation, tells) && topic !== 'theme-person')
    sayTopic(conversation, topic);
  const answer = answerTop(conversation, message, null, tells);
  if (answer.taken) return moved(conversation, answer);
  if (isDenied(conversation, tells))
    return moved(conversation, deliver(conversation, { type: 'ANSWER', value: 'no', tells }));
  if (leadsOn(conversation, tells)) {
    const told = deliver(conversation, { type: 'TOLD', tells });
    if (told.taken) return moved(conversation, told);
  }
  if (tells.length > 0) deliver(conversation, { type: 'NOTED', tells });
  const pain = isStaying(conversation) ? distressIn(conversation, event) : null;
  if (pain !== null && ofStaying.includes(pain)) {
    send(conversation, 'crisis', worded(conversation, `distress.${pain}`));
    return done;
  }
  return idle(conversation, () => passOver(conversation, message, true));
}

/** The topic of a message; where it is asked whether help comes, help that was heard goes before what somebody carries. */
function topicAsked(conversation: Conversation, { screening }: MessageEvent, { text }: Told): string | null {
  const topic = topicIn(text, conversation.turn.words, screening);
  const isHelp = screening.tells?.help === 'now' && chosenBy(conversation, 'let-in') !== undefined;
  return isHelp && topic !== null && isTheme(topic) ? 'let-in' : topic;
}

/** What is said about the talk itself. */
const ofTheTalk: readonly string[] = ['not-heard', 'just-talk'];

/** Pain that is taken up where the coach stays, in the words for it below a crisis. */
const ofStaying = 'shame left lonely tired scared work guilt grief burden'.split(' ') as readonly Distress[];

/** What an act of years ago tells, and what of it is not of today. */
const ofAnAct: readonly string[] = ['method', 'attempt', 'begun', 'own-body'];

/** Whether what is open, or was, is about somebody else, or nothing is known yet of thoughts of their own. */
function isAboutOther(conversation: Conversation): boolean {
  const { about, kind } = topFrame(conversation)?.snapshot.context ?? {};
  if (!isStaying(conversation)) return about === 'other';
  if (kind === 'act') return conversation.partner.crises.substance?.about === 'other';
  return kind === 'others' || (kind === 'self' && knownNow(conversation)['thoughts'] !== 'yes');
}

/** Words with a topic that settle the open question as well: the topic is answered, and the next question comes; else they are noted. */
function settled(conversation: Conversation, topic: string, tells: readonly string[]): Delivery | null {
  if (tells.length === 0) return null;
  const isLed = !isStaying(conversation) && leadsOn(conversation, tells);
  if (isLed) sayTopic(conversation, topic);
  const delivery = deliver(conversation, { type: isLed ? 'TOLD' : 'NOTED', tells });
  return isLed && delivery.taken ? moved(conversation, delivery) : null;
}

/** The friend they wrote of is they themselves: then it is asked about them, directly. */
function askAboutThem(conversation: Conversation, topic: string): Delivery {
  sayTopic(conversation, topic);
  const { self } = conversation.partner.crises;
  if (self?.about === 'other') {
    change(conversation, { crises: { ...conversation.partner.crises, self: { ...self, about: 'self' } } });
    pageHuman(conversation, { level: 'urgent', category: 'suicide', about: 'self', reason: 'answer' });
  }
  openFrame(conversation, 'direct-check', {});
  return done;
}

/** What a topic makes known: somebody comes near, the past; where the coach stays also what was answered by then. */
const isNoted = (conversation: Conversation, topic: string): boolean =>
  isTheme(topic) ||
  topic === 'let-in' ||
  topic === 'agreed' ||
  topic === 'long-ago' ||
  topic === 'taking-back' ||
  (isStaying(conversation) && topic !== 'correction' && topic !== 'no-overdose');

/** What somebody carries, and no question: it is acknowledged and answers nothing that was asked. */
const isTheme = (topic: string): boolean => topic.startsWith('theme-');

/** Takes up what somebody carries, and goes on: where the coach stays it is the answer. */
function onTheme(conversation: Conversation, topic: string, message: Told, tells: readonly string[]): Delivery {
  const led = settled(conversation, topic, tells);
  if (led) return led;
  sayTopic(conversation, topic);
  return isStaying(conversation) ? done : (passOver(conversation, message, false) ?? done);
}

/** Words of a sentence: whoever wrote one has chosen what to say. */
const sentence = 5;

/** And of a message that goes on about something else. */
const atLength = 20;

/**
 * What was asked was not answered: it is asked in simpler words, once. Whoever writes a sentence of something else, where thoughts
 * of dying are known already, or were about to be asked about, is not asked the same again: it is acknowledged, and the next
 * question comes.
 */
function passOver(conversation: Conversation, { said }: Told, acknowledge: boolean): Delivery {
  const asked = topFrame(conversation)?.asked?.key ?? '';
  const isPast = knownNow(conversation)['thoughts'] === 'yes' || asked.startsWith('crisis-self.wish');
  const isKnown = /^crisis-self\.(?!hurdle)/.test(asked) && isPast;
  const isSentence = said.split(' ').length >= sentence;
  if (isKnown && isSentence && acknowledge && !hasSaid(conversation))
    send(conversation, 'crisis', worded(conversation, 'crisis-self.heard'));
  if (asked.startsWith('direct-check') && said.split(' ').length >= atLength)
    deliver(conversation, { type: 'NOTED', tells: ['aside'] });
  const goesOn = isKnown || asked === 'crisis-self.hurdle';
  return goesOn && isSentence ? deliver(conversation, { type: 'UNCLEAR' }) : unreadInCrisis(conversation);
}

/** It was not meant so: the questions end with an apology, and the alert stays for the counselor, no higher than it is. */
function corrected(conversation: Conversation, topic: string): Delivery {
  sayTopic(conversation, topic);
  const { stack, crises } = conversation.partner;
  const { substance, ...others } = crises;
  const left = familyOnTop(conversation) === 'substance' && substance?.about === 'self' ? others : crises;
  change(conversation, { stack: stack.filter((frame) => !isAboutCrisis(frame)), crises: left });
  return done;
}

/** The option that a topic chooses; undefined where it chooses none. */
const chosenBy = (conversation: Conversation, topic: string): string | undefined =>
  askedQuestion(conversation)?.options.find(({ hears }) => hears?.includes(topic))?.id;

/** An answer, or something told: the row of idle messages ends. */
function moved(conversation: Conversation, delivery: Delivery): Delivery {
  noteAnswered(conversation, true);
  return delivery;
}

/** A message that answers nothing: it gets its answer, and the question stands. The third in a row leads to where the coach stays. */
function idle(conversation: Conversation, answer: () => Delivery | undefined, isTopic = false): Delivery {
  if (isStaying(conversation)) return answer() ?? done;
  if (!noteAnswered(conversation, false)) return answer() ?? done;
  if (isTopic) answer();
  const kind = stayKindOf(conversation);
  tellCounselor(conversation);
  openStay(conversation, kind);
  return done;
}

/** Whether what words told makes the danger imminent: then help comes before anything else. */
function leadsToImminent(conversation: Conversation, tells: readonly string[]): boolean {
  const known = knownNow(conversation);
  return known['imminent'] !== 'yes' && learned(known, tells)['imminent'] === 'yes';
}

/** Whether what is asked is answered with a no in words of one's own, and nothing speaks against it. */
function isDenied(conversation: Conversation, tells: readonly string[]): boolean {
  const frame = topFrame(conversation);
  const isNo = frame?.dialog === 'direct-check' && tells.includes('no-thoughts');
  const isAgain =
    tells.includes('said-no') && /^(?:direct-check|crisis-self\.(?!hurdle|line))/.test(frame?.asked?.key ?? '');
  return (isNo || isAgain) && learned({}, tells)['wish'] !== 'yes';
}

/** Whether what words told answers the open question of the screener, or makes the danger imminent. */
function leadsOn(conversation: Conversation, tells: readonly string[]): boolean {
  const frame = topFrame(conversation);
  const known = knownNow(conversation);
  const now = learned(known, tells);
  if (leadsToImminent(conversation, tells)) return true;
  if (frame?.dialog === 'direct-check') return now['wish'] === 'yes';
  const [, name = ''] = /^crisis-self\.([a-z]+)/.exec(frame?.asked?.key ?? '') ?? [];
  return now[name] !== undefined && known[name] === undefined;
}

/** The counselor hears that three messages in a row answered nothing. */
function tellCounselor(conversation: Conversation): void {
  const frame = topFrame(conversation);
  if (!frame) return;
  const { category, about } = unanswered(frame);
  const level = conversation.partner.alerts[family(category)]?.level ?? 'urgent';
  pageHuman(conversation, { level, category, about, reason: 'answer' });
}

/** The answer to a topic, in the wording that is due. Words that take something back raise the alert to urgent. */
function sayTopic(conversation: Conversation, topic: string): undefined {
  const of = familyOnTop(conversation);
  if (topic === 'taking-back' && of === 'self')
    pageHuman(conversation, { level: 'urgent', category: 'suicide', about: 'self', reason: 'answer' });
  send(conversation, 'crisis', worded(conversation, `topics.${topic}`));
}

/** The lines of the crisis that is open, in the wording that is due. */
function sayLines(conversation: Conversation): undefined {
  const of = familyOnTop(conversation);
  if (of !== 'violence') send(conversation, 'crisis', worded(conversation, `crisis-${of}.again`));
}

/** The family of the crisis that is open; that of oneself where the coach stays, or only asks. */
function familyOnTop(conversation: Conversation): Family {
  const frame = topFrame(conversation);
  const category = frame?.snapshot.context['category'] as Category | undefined;
  if (category !== undefined) return family(category);
  return (frame?.dialog === stayDialog && ofKind[frame.snapshot.context['kind'] as StayKind]) || 'self';
}

/** The family of what is offered, where it is not oneself. */
const ofKind: Readonly<Partial<Record<StayKind, Family>>> = {
  act: 'substance',
  harm: 'others',
  others: 'substance',
};

/** What is offered once the questions end. */
function stayKindOf(conversation: Conversation): StayKind {
  const { about, known } = topFrame(conversation)?.snapshot.context ?? {};
  if (about === 'other' && familyOnTop(conversation) === 'self') return 'others';
  const of = familyOnTop(conversation);
  return of === 'self' ? ofKnown((known ?? {}) as Known, conversation.partner.crises.self?.level) : ofBody(of);
}

/** A command is no answer, unless an option has its name. The words of a dialog open it where the coach stays. */
function isCommand(conversation: Conversation, { said }: Told, found: Found | null): boolean {
  if (!found?.whole || isStaying(conversation)) return false;
  if ('command' in found.phrase && found.phrase.command === 'no-nudges') return false;
  const options = askedQuestion(conversation)?.options ?? [];
  return !options.some(({ words }) => [...words.en, ...words.es].includes(said));
}
