import { type Couple, otherSide, partnerOf, type Shared, withPartner } from '../domain/couple.ts';
import type { Say } from '../domain/effect.ts';
import { CoachError } from '../domain/errors.ts';
import type { CoachFile } from '../domain/file.ts';
import type { Json } from '../domain/frame.ts';
import { heardFrom, ownSource } from '../domain/partner.ts';
import { heardIn } from '../domain/record.ts';
import type { Together } from '../domain/together.ts';
import { applyAlertUpdate } from './alert/alert-update.ts';
import { auditTurn } from './audit.ts';
import { conduct } from './conversation/conductor.ts';
import { depart, greetArrival, join } from './conversation/joining.ts';
import { endFrom } from './conversation/opt-out.ts';
import { runCoupleAct } from './couple/acts.ts';
import { leaveIfHeld } from './couple/couple-hold.ts';
import { receiveAddress, runHold } from './couple/holds.ts';
import { offerShare } from './couple/offer.ts';
import { runTogether } from './couple/together.ts';
import { remindOfLines } from './crisis/remind.ts';
import type { TurnEvent, TurnResult } from './events.ts';
import { fileOf } from './machine/files.ts';
import { considerAsking } from './outside/ask.ts';
import { hearOutside, speakAsHeard } from './outside/hear.ts';
import { applyRequestUpdate } from './request/request-update.ts';
import { noteLost, noteReached } from './time/missed-check-ins.ts';
import { runNudge } from './time/nudges.ts';
import { keepOwnNudges } from './time/plan-nudges.ts';
import { runTimer } from './time/timers.ts';
import { type Conversation, conversationOf, type EngineParts, remember, Turn } from './turn.ts';
import { askForHuman } from './undeliverable.ts';

/** The conversation engine: one pure function from a couple and an event to what follows. */
export interface Engine {
  /**
   * The couple's next state, the effects to carry out and the records to keep. Pure: no clock, no randomness, no I/O.
   * @throws CoachError `TURN_TOO_LONG`, `DIALOG_UNKNOWN`, `DIALOG_INVALID`, `DELAY_INVALID`: faults of a dialog.
   */
  runTurn(couple: Couple, event: TurnEvent): TurnResult;
  /** What a file that was offered holds at an instant (epoch ms); null where there is nothing to hand out any more. Pure. */
  fileOf(couple: Couple, file: CoachFile, at: number): Say | null;
}

/** An engine of these dialogs, words and limits. */
export function createEngine(parts: EngineParts): Engine {
  return {
    fileOf: (couple, file, at) => fileOf(parts, couple, file, at),
    runTurn(couple, event) {
      const own = withOwnSource(couple, event);
      const turn = new Turn(parts, couple, own);
      const conversation = conversationOf(turn, event.side);
      if (!conversation) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side: event.side });
      const { partner } = conversation;
      if (own.type === 'message' || own.type === 'arrived') conversation.partner = heardFrom(partner, own.from);
      run(conversation, own);
      if (own.type === 'message') considerAsking(conversation, own);
      if (own.type === 'message' && !own.echo) remember(conversation, own.text, 'partner');
      for (const each of turn.conversations.values()) leaveIfHeld(each);
      log(conversation, own);
      auditTurn(conversation, partner);
      return joined(conversation);
    },
  };
}

/** The event, without a conversation that is the other partner's. */
function withOwnSource(couple: Couple, event: TurnEvent): TurnEvent {
  if (!('from' in event)) return event;
  const from = ownSource(event.from, partnerOf(couple, otherSide(event.side)));
  return from === event.from ? event : { ...event, from };
}

/** Both conversations together: the one that the event is about comes first. */
function joined(own: Conversation): TurnResult {
  const { turn } = own;
  const other = turn.conversations.get(otherSide(own.side));
  const couple = withPartner(withShared(turn), own.side, own.partner);
  if (!other) return { couple, effects: own.effects, records: own.records };
  if (other.effects.length > 0) logHeard(other);
  return {
    couple: withPartner(couple, other.side, other.partner),
    effects: [...own.effects, ...other.effects],
    records: [...own.records, ...other.records],
  };
}

/** What the couple shares, as it stands after the turn. */
function withShared({ couple, frames, holds, together }: Turn): Couple {
  const before = couple.shared;
  const isSame =
    isSameList(frames, before.frames ?? []) && isSameList(holds, before.holds ?? []) && isSameIn(together, before);
  if (isSame) return couple;
  const { frames: _, holds: __, together: ___, ...shared } = before;
  const lists = { ...(frames.length > 0 ? { frames } : {}), ...(holds.length > 0 ? { holds } : {}) };
  const both = Object.keys(together).length > 0 ? { together } : {};
  return { ...couple, shared: { ...shared, ...lists, ...both } };
}

const isSameIn = (now: Together, { together }: Shared): boolean =>
  together === undefined ? Object.keys(now).length === 0 : now === together;

const isSameList = (now: readonly unknown[], before: readonly unknown[]): boolean =>
  now === before || now.length + before.length === 0;

/** What the shared dialog said to the partner whom the event is not about: their log knows nothing of the event. */
function logHeard(conversation: Conversation): void {
  const { side, turn } = conversation;
  conversation.records.push({
    of: side,
    kind: 'turn',
    data: { event: 'shared', at: turn.at, said: saidIn(conversation), ...paramsIn(conversation) },
  });
}

function saidIn({ effects }: Conversation): readonly string[] {
  const said: string[] = [];
  for (const effect of effects) if (effect.type === 'send' && 'key' in effect.say) said.push(effect.say.key);
  return said;
}

/** What the texts that were said were given, in their order; nothing where none was given anything. */
function paramsIn({ effects }: Conversation): { readonly given?: readonly Json[] } {
  const given = effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.params] : []));
  return given.some((params) => Object.keys(params).length > 0) ? { given } : {};
}

/** A counselor's own words, and whose they are: in the partner's own log they are part of the talk. */
function wordsOf(event: TurnEvent): Readonly<Record<string, Json>> {
  if (event.type !== 'alert-update' && event.type !== 'request-update') return {};
  const { words, holder } = event.update;
  return words === undefined || !holder ? {} : { words, counselor: holder };
}

function run(conversation: Conversation, event: TurnEvent): void {
  switch (event.type) {
    case 'message':
      speakAsHeard(conversation, event);
      conduct(conversation, event);
      remindOfLines(conversation);
      return keepOwnNudges(conversation);
    case 'timer':
      return runTimer(conversation, event.frame, event.timer);
    case 'nudge':
      keepOwnNudges(conversation);
      return runNudge(conversation, event.nudge);
    case 'alert-update':
      return applyAlertUpdate(conversation, event.update);
    case 'request-update':
      return applyRequestUpdate(conversation, event.update);
    case 'arrived':
      return greetArrival(conversation, event.from);
    case 'left':
      return depart(conversation, event.from);
    case 'joining':
      return join(conversation, event);
    case 'address-received':
      return receiveAddress(conversation, event.from);
    case 'hold':
      return runHold(conversation, event.hold);
    case 'couple-act':
      return runCoupleAct(conversation, event);
    case 'together':
      return runTogether(conversation.turn, event.what);
    case 'share':
      return offerShare(conversation, event.share);
    case 'address-ended':
      return endFrom(conversation, event);
    case 'language-answer':
      return hearOutside(conversation, event);
    case 'reached':
      return noteReached(conversation);
    case 'delivery-failed':
      noteLost(conversation, event);
      return askForHuman(conversation, event);
  }
}

/** The turn log: what came, what was said by its key, and why nothing was said where nothing was. */
function log(conversation: Conversation, event: TurnEvent): void {
  // How long it waits would tell its writer of the other.
  if (event.type === 'share') return;
  const said = saidIn(conversation);
  const data: Record<string, Json> = { event: event.type, at: event.at };
  if (event.type === 'message')
    Object.assign(data, { text: conversation.secret ? '' : event.text, ...heardIn(event.screening) });
  if (event.type === 'language-answer') data['negative'] = event.negative;
  if (event.type === 'delivery-failed') data['lane'] = event.lane;
  if ('code' in event) data['code'] = event.code;
  data['said'] = said;
  Object.assign(data, paramsIn(conversation), wordsOf(event));
  if (conversation.silence !== null) data['silence'] = conversation.silence;
  conversation.records.push({ of: conversation.side, kind: 'turn', data });
}
