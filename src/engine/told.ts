import type { Told } from '../domain/effect.ts';
import type { Family } from '../domain/screening.ts';
import { crisisDialog } from './crisis.ts';
import { change, send, sendWords, type Turn } from './turn.ts';

/** Takes in what the alert has for the couple. The newest version wins; a counselor's words always go on. */
export function takeIn(turn: Turn, told: Told): void {
  const known = turn.partner.alerts[told.family];
  if (!known || told.version > known.version) {
    const { version, status, level, holder } = told;
    change(turn, { alerts: { ...turn.partner.alerts, [told.family]: { version, status, level, holder } } });
  }
  if (told.status === 'taken-over' || told.status === 'closed') endScreener(turn, told.family);
  if (told.words !== undefined && told.holder) {
    // A human has answered: the automatic lines are not needed.
    change(turn, { timers: turn.partner.timers.filter((timer) => timer.name !== 'lines-without-human') });
    sendWords(turn, { counselor: told.holder, words: told.words });
  } else announce(turn, told);
}

/** A human has the case, or has closed it: the screener of that family is over, without a word. */
function endScreener(turn: Turn, family: Family): void {
  change(turn, { stack: turn.partner.stack.filter((frame) => frame.dialog !== crisisDialog(family)) });
}

const announcements: Partial<Record<Told['what'], string>> = {
  claimed: 'coach.claimed',
  'taken-over': 'coach.taken-over',
  released: 'coach.handed-back',
  'handed-back': 'coach.handed-back',
  closed: 'coach.closed',
};

/** Says what became of the alert. In a violence case the coach starts nothing: others may read the phone. */
function announce(turn: Turn, told: Told): void {
  const key = announcements[told.what];
  if (!key || told.family === 'violence' || turn.partner.optedOut) return;
  send(turn, 'counselor', key, told.holder ? { counselor: told.holder } : {});
}
