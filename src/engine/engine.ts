import { type Couple, partnerOf, withPartner } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json } from '../domain/frame.ts';
import { endAddress, heardFrom } from '../domain/partner.ts';
import { applyAlertUpdate } from './alert/alert-update.ts';
import { auditTurn } from './audit.ts';
import { conduct } from './conversation/conductor.ts';
import { join } from './conversation/joining.ts';
import type { TurnEvent, TurnResult } from './events.ts';
import { runNudge } from './time/nudges.ts';
import { runTimer } from './time/timers.ts';
import { Conversation, change, type EngineParts, send, Turn } from './turn.ts';
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
      const partner = partnerOf(couple, event.side);
      if (!partner) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side: event.side });
      const from = event.type === 'message' || event.type === 'arrived' ? heardFrom(partner, event.from) : partner;
      const conversation = new Conversation(new Turn(parts, couple, event), event.side, from);
      run(conversation, event);
      log(conversation, event);
      auditTurn(conversation, partner);
      const { effects, records } = conversation;
      return { couple: withPartner(couple, event.side, conversation.partner), effects, records };
    },
  };
}

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
      if (conversation.turn.couple.shared.status === 'stranger') send(conversation, 'reply', 'coach.stranger');
      return;
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
  const said = conversation.effects.flatMap((effect) =>
    effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : [],
  );
  const text = event.type === 'message' ? { text: conversation.secret ? '' : event.text } : {};
  const lane = event.type === 'delivery-failed' ? { lane: event.lane } : {};
  const code = 'code' in event ? { ...lane, code: event.code } : {};
  const data: Record<string, Json> = { event: event.type, at: event.at, ...text, ...code, said };
  if (conversation.silence !== null) data['silence'] = conversation.silence;
  conversation.records.push({ of: conversation.side, kind: 'turn', data });
}
