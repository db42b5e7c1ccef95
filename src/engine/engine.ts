import { type Couple, partnerOf, withPartner } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json } from '../domain/frame.ts';
import { endAddress, heardFrom, ownSource } from '../domain/partner.ts';
import { applyAlertUpdate } from './alert/alert-update.ts';
import { auditTurn } from './audit.ts';
import { conduct } from './conversation/conductor.ts';
import { join } from './conversation/joining.ts';
import type { TurnEvent, TurnResult } from './events.ts';
import { runNudge } from './time/nudges.ts';
import { runTimer } from './time/timers.ts';
import { change, type EngineParts, send, Turn } from './turn.ts';
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
      const own = withOwnSource(couple, event);
      const from = own.type === 'message' || own.type === 'arrived' ? heardFrom(partner, own.from) : partner;
      const turn = new Turn(parts, couple, from, own);
      run(turn, own);
      log(turn, event);
      auditTurn(turn, partner);
      return { couple: withPartner(couple, event.side, turn.partner), effects: turn.effects, records: turn.records };
    },
  };
}

/** The event, without a conversation that is the other partner's. */
function withOwnSource(couple: Couple, event: TurnEvent): TurnEvent {
  if (!('from' in event)) return event;
  const from = ownSource(event.from, partnerOf(couple, event.side === 'a' ? 'b' : 'a'));
  return from === event.from ? event : { ...event, from };
}

function run(turn: Turn, event: TurnEvent): void {
  switch (event.type) {
    case 'message':
      return conduct(turn, event);
    case 'timer':
      return runTimer(turn, event.frame, event.timer);
    case 'nudge':
      return runNudge(turn, event.nudge);
    case 'told':
      return applyAlertUpdate(turn, event.told);
    case 'arrived':
      if (turn.couple.shared.status === 'stranger') send(turn, 'reply', 'coach.stranger');
      return;
    case 'joining':
      return join(turn, event);
    case 'address-ended':
      return change(turn, endAddress(turn.partner, event.from, { code: event.code, at: event.at }));
    case 'delivery-failed':
      return askForHuman(turn, event);
  }
}

/** The turn log: what came, what was said by its key, and why nothing was said where nothing was. */
function log(turn: Turn, event: TurnEvent): void {
  const said = turn.effects.flatMap((effect) =>
    effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : [],
  );
  const text = event.type === 'message' ? { text: turn.secret ? '' : event.text } : {};
  const lane = event.type === 'delivery-failed' ? { lane: event.lane } : {};
  const code = 'code' in event ? { ...lane, code: event.code } : {};
  const data: Record<string, Json> = { event: event.type, at: event.at, ...text, ...code, said };
  if (turn.silence !== null) data['silence'] = turn.silence;
  turn.records.push({ of: turn.side, kind: 'turn', data });
}
