import type { AlertUpdate } from '../../domain/effect.ts';
import { handOffOf } from '../../domain/partner.ts';
import { awaitNoCounselor } from '../crisis/counselor-silence.ts';
import { dropCrisisFrames } from '../crisis/crisis-frames.ts';
import { crisisDialog } from '../crisis/lines.ts';
import { stayDialog } from '../crisis/staying.ts';
import { isOfMissedAlone } from '../time/missed-check-ins.ts';
import { type Conversation, change, send, sendWords } from '../turn.ts';
import { tellWaiting } from './tell-waiting.ts';

/** Applies what the alert has for the couple. The newest version wins; a counselor's words always go on. */
export function applyAlertUpdate(conversation: Conversation, update: AlertUpdate): void {
  const known = conversation.partner.alerts[update.family];
  // A new crisis is on its way to the alert: it was closed without knowing of it, and will open again.
  if (update.what === 'closed' && known && known.pagedAt > update.pagedAt) return;
  if (!known || update.version > known.version) {
    const { version, status, level, holder, pagedAt } = update;
    change(conversation, {
      alerts: { ...conversation.partner.alerts, [update.family]: { version, status, level, holder, pagedAt } },
    });
  }
  awaitNoCounselor(conversation);
  if (update.what === 'waiting') return tellWaiting(conversation, update);
  if (update.status === 'taken-over') dropCrisisFrames(conversation, update.family);
  if (update.status === 'closed') endScreener(conversation, crisisDialog(update.family));
  if (update.words !== undefined && update.holder) {
    // A human has answered: neither the automatic lines nor another counselor are needed.
    const { timers } = conversation.partner;
    change(conversation, { timers: timers.filter(({ name }) => name === 'follow-up') });
    sendWords(conversation, { counselor: update.holder, words: update.words });
  } else announce(conversation, update);
}

/** A human has closed the case: its screener is over, without a word. */
function endScreener(conversation: Conversation, dialog: string): void {
  const { stack } = conversation.partner;
  const over = [dialog, 'crisis-plan', stayDialog];
  // Whoever closed it has settled when to look back.
  const timers = conversation.partner.timers.filter(({ name }) => name !== 'follow-up');
  change(conversation, { stack: stack.filter((frame) => !over.includes(frame.dialog)), timers });
}

const arrivals: Partial<Record<AlertUpdate['what'], string>> = {
  claimed: 'coach.claimed',
  'taken-over': 'coach.taken-over',
};
const departures: Partial<Record<AlertUpdate['what'], string>> = {
  released: 'coach.handed-back',
  'handed-back': 'coach.handed-back',
  closed: 'coach.closed',
  unanswered: 'coach.unanswered',
};

/**
 * Says what became of the alert. Nothing while a violence alert is open, because others may read the phone; and no
 * "the coach is back" while another alert has a counselor or waits for one.
 */
function announce(conversation: Conversation, update: AlertUpdate): void {
  const { alerts, optedOut } = conversation.partner;
  const open = Object.entries(alerts).filter(([, alert]) => alert.status !== 'closed');
  if (isOfMissedAlone(conversation.partner, update.family)) return;
  if (optedOut || update.family === 'violence' || open.some(([family]) => family === 'violence')) return;
  const arrival = arrivals[update.what];
  if (arrival) return send(conversation, 'counselor', arrival, update.holder ? { counselor: update.holder } : {});
  const departure = departures[update.what];
  const others = open.some(([family]) => family !== update.family);
  if (departure && !others && handOffOf(conversation.partner) !== 'counselor')
    send(conversation, 'counselor', departure);
}
