import { type Couple, partnerOf, withPartner } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json } from '../domain/frame.ts';
import { endAddress, heardFrom, ownSource } from '../domain/partner.ts';
import { applyAlertUpdate } from './alert/alert-update.ts';
import { auditTurn } from './audit.ts';
import { conduct } from './conversation/conductor.ts';
import { depart, greetArrival, join } from './conversation/joining.ts';
import type { TurnEvent, TurnResult } from './events.ts';
import { runNudge } from './time/nudges.ts';
import { runTimer } from './time/timers.ts';
import { type Conversation, change, conversationOf, type EngineParts, remember, Turn } from './turn.ts';
import { askForHuman } from './undeliverable.ts';

/** The conversation engine: one pure function from a couple and an event to what follows. */
export interface Engine {
  /**
   * The couple's next state, the effects to carry out and the records to keep. Pure: no clock, no randomness, no I/O.
   * @throws CoachError `TURN_TOO_LONG`, `DIALOG_UNKNOWN`, `DIALOG_INVALID`, `DELAY_INVALID`: faults of a dialog.
   */
  runTurn(couple: Couple, event: TurnEvent): TurnResult;
}

/** An engine of these dialogs, words and limits. */
export function createEngine(parts: EngineParts): Engine {
  return {
    runTurn(couple, event) {
      const own = withOwnSource(couple, event);
      const turn = new Turn(parts, couple, own);
      const conversation = conversationOf(turn, event.side);
      if (!conversation) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side: event.side });
      const { partner } = conversation;
      if (own.type === 'message' || own.type === 'arrived') conversation.partner = heardFrom(partner, own.from);
      run(conversation, own);
      if (own.type === 'message' && !own.echo) remember(conversation, own.text, 'partner');
      log(conversation, own);
      auditTurn(conversation, partner);
      return joined(turn);
    },
  };
}

/** The event, without a conversation that is the other partner's. */
function withOwnSource(couple: Couple, event: TurnEvent): TurnEvent {
  if (!('from' in event)) return event;
  const from = ownSource(event.from, partnerOf(couple, event.side === 'a' ? 'b' : 'a'));
  return from === event.from ? event : { ...event, from };
}

/** Both conversations together: the one that the event is about comes first. */
function joined(turn: Turn): TurnResult {
  const both = [...turn.conversations.values()];
  const other = both[1];
  if (other && other.effects.length > 0) logHeard(other);
  const couple = both.reduce((so, { side, partner }) => withPartner(so, side, partner), withFrames(turn));
  return {
    couple,
    effects: both.flatMap(({ effects }) => effects),
    records: both.flatMap(({ records }) => records),
  };
}

function withFrames({ couple, frames }: Turn): Couple {
  const { frames: before = [], ...shared } = couple.shared;
  if (frames === before || (frames.length === 0 && before.length === 0)) return couple;
  return { ...couple, shared: { ...shared, ...(frames.length > 0 ? { frames } : {}) } };
}

/** What the shared dialog said to the partner whom the event is not about: their log knows nothing of the event. */
function logHeard(conversation: Conversation): void {
  const { side, turn } = conversation;
  conversation.records.push({
    of: side,
    kind: 'turn',
    data: { event: 'shared', at: turn.at, said: saidIn(conversation) },
  });
}

const saidIn = ({ effects }: Conversation): readonly string[] =>
  effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : []));

function run(conversation: Conversation, event: TurnEvent): void {
  switch (event.type) {
    case 'message':
      return conduct(conversation, event);
    case 'timer':
      return runTimer(conversation, event.frame, event.timer);
    case 'nudge':
      return runNudge(conversation, event.nudge);
    case 'told':
      return applyAlertUpdate(conversation, event.told);
    case 'arrived':
      return greetArrival(conversation, event.from);
    case 'left':
      return depart(conversation, event.from);
    case 'joining':
      return join(conversation, event);
    case 'address-ended':
      return change(conversation, endAddress(conversation.partner, event.from, { code: event.code, at: event.at }));
    case 'delivery-failed':
      return askForHuman(conversation, event);
  }
}

/** The turn log: what came, what was said by its key, and why nothing was said where nothing was. */
function log(conversation: Conversation, event: TurnEvent): void {
  const said = saidIn(conversation);
  const text = event.type === 'message' ? { text: conversation.secret ? '' : event.text } : {};
  const lane = event.type === 'delivery-failed' ? { lane: event.lane } : {};
  const code = 'code' in event ? { ...lane, code: event.code } : {};
  const data: Record<string, Json> = { event: event.type, at: event.at, ...text, ...code, said };
  if (conversation.silence !== null) data['silence'] = conversation.silence;
  conversation.records.push({ of: conversation.side, kind: 'turn', data });
}
