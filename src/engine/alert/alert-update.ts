import type { Told } from '../../domain/effect.ts';
import { handOffOf } from '../../domain/partner.ts';
import { crisisDialog } from '../crisis/crisis.ts';
import { dropCrisisFrames } from '../crisis/crisis-frames.ts';
import { type Conversation, change, send, sendWords } from '../turn.ts';

/** Applies what the alert has for the couple. The newest version wins; a counselor's words always go on. */
export function applyAlertUpdate(conversation: Conversation, told: Told): void {
  const known = conversation.partner.alerts[told.family];
  // A new crisis is on its way to the alert: it was closed without knowing of it, and will open again.
  if (told.what === 'closed' && known && known.pagedAt > told.pagedAt) return;
  if (!known || told.version > known.version) {
    const { version, status, level, holder, pagedAt } = told;
    change(conversation, {
      alerts: { ...conversation.partner.alerts, [told.family]: { version, status, level, holder, pagedAt } },
    });
  }
  if (told.status === 'taken-over') dropCrisisFrames(conversation, told.family);
  if (told.status === 'closed') endScreener(conversation, crisisDialog(told.family));
  if (told.words !== undefined && told.holder) {
    // A human has answered: the automatic lines are not needed.
    change(conversation, { timers: [] });
    sendWords(conversation, { counselor: told.holder, words: told.words });
  } else announce(conversation, told);
}

/** A human has closed the case: its screener is over, without a word. */
function endScreener(conversation: Conversation, dialog: string): void {
  change(conversation, { stack: conversation.partner.stack.filter((frame) => frame.dialog !== dialog) });
}

const arrivals: Partial<Record<Told['what'], string>> = { claimed: 'coach.claimed', 'taken-over': 'coach.taken-over' };
const departures: Partial<Record<Told['what'], string>> = {
  released: 'coach.handed-back',
  'handed-back': 'coach.handed-back',
  closed: 'coach.closed',
};

/**
 * Says what became of the alert. Nothing while a violence alert is open, because others may read the phone; and no
 * "the coach is back" while another alert has a counselor or waits for one.
 */
function announce(conversation: Conversation, told: Told): void {
  const { alerts, optedOut } = conversation.partner;
  const open = Object.entries(alerts).filter(([, alert]) => alert.status !== 'closed');
  if (optedOut || told.family === 'violence' || open.some(([family]) => family === 'violence')) return;
  const arrival = arrivals[told.what];
  if (arrival) return send(conversation, 'counselor', arrival, told.holder ? { counselor: told.holder } : {});
  const departure = departures[told.what];
  const others = open.some(([family]) => family !== told.family);
  if (departure && !others && handOffOf(conversation.partner) === 'bot') send(conversation, 'counselor', departure);
}
