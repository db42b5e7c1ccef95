import type { RequestUpdate } from '../../domain/effect.ts';
import { spokenTime } from '../../domain/local-time.ts';
import { handOffOf } from '../../domain/partner.ts';
import type { Answers } from '../../domain/staffed.ts';
import { dropCrisisFrames } from '../crisis/crisis-frames.ts';
import { type Conversation, change, send, sendWords } from '../turn.ts';

/** Applies what the request has for the couple. The newest version wins; a counselor's words always go on. */
export function applyRequestUpdate(conversation: Conversation, update: RequestUpdate): void {
  const known = conversation.partner.request;
  const { version, status, holder, askedAt } = update;
  // The partner has asked again: it was closed without knowing of it, and will open anew.
  if (status === 'closed' && known && known.askedAt > askedAt) return;
  if (!known || version > known.version)
    change(conversation, { request: { version, status, holder: status === 'closed' ? null : holder, askedAt } });
  // The counselor asks from now on: what the coach had asked and nobody answered reaches the alert as silence.
  if (status === 'taken-over') dropCrisisFrames(conversation);
  if (update.words !== undefined && holder) {
    // A human has answered: the automatic lines are not needed.
    change(conversation, { timers: [] });
    sendWords(conversation, { counselor: holder, words: update.words });
  } else announce(conversation, update);
}

/** Says what became of the request. Nothing after STOP, and while a violence alert is open, because others may read the phone. */
function announce(conversation: Conversation, { what, holder, answers }: RequestUpdate): void {
  const { alerts, optedOut } = conversation.partner;
  if (optedOut || (alerts.violence && alerts.violence.status !== 'closed')) return;
  const counselor = holder ? { counselor: holder } : {};
  if (what === 'claimed') return send(conversation, 'counselor', 'coach.request-claimed', counselor);
  if (what === 'taken-over') return send(conversation, 'counselor', 'coach.taken-over', counselor);
  // No "the coach is back" while another counselor writes here, or is about to.
  if (handOffOf(conversation.partner) !== 'bot') return;
  if (what === 'handed-back') send(conversation, 'counselor', 'coach.handed-back');
  if (what === 'closed') send(conversation, 'counselor', 'coach.request-closed');
  if (what === 'released' && answers)
    send(conversation, 'counselor', 'coach.request-released', answersParams(conversation, answers));
}

/** When a person answers, in the partner's own zone and language. */
export const answersParams = ({ partner }: Conversation, { open, at }: Answers): Readonly<Record<string, string>> => ({
  open: open ? 'yes' : 'no',
  time: spokenTime(at, partner.zone, partner.language),
});
