import { type Alert, claimedBy } from '../../domain/alert.ts';
import type { AlertUpdate, Effect } from '../../domain/effect.ts';
import type { TurnRecord } from '../../domain/record.ts';
import { tellEffect } from './alert-effects.ts';
import type { ActEvent, AlertResult } from './alert-event.ts';
import { stopClocks } from './clocks.ts';
import { wordsCame } from './unanswered.ts';

/** A result that leaves the alert as it is given, with nothing that follows. Pure. */
export const unchanged = (alert: Alert): AlertResult => ({ ok: true, alert, effects: [], records: [] });

/** A refusal, with who holds the alert. Pure. */
export const refused = ({ holder }: Alert, code: Extract<AlertResult, { ok: false }>['code']): AlertResult => ({
  ok: false,
  code,
  holder,
});

/** The result with more that follows from it. Pure. */
export const withEffects = (result: AlertResult, effects: readonly Effect[]): AlertResult =>
  result.ok ? { ...result, effects: [...result.effects, ...effects] } : result;

/** The result with other records. Pure. */
export const withRecords = (result: AlertResult, records: readonly TurnRecord[]): AlertResult =>
  result.ok ? { ...result, records } : result;

/** What the couple is told beside the alert itself. */
interface Told {
  readonly what: AlertUpdate['what'];
  readonly holder?: string | null;
  readonly words?: string;
}

/** The alert in its next version, told to its couple; its clocks stand still where somebody holds it or it is closed. Pure. */
export function tell(changed: Alert, event: ActEvent, { what, holder = changed.holder, words }: Told): AlertResult {
  const running = claimedBy(changed) === null && changed.status !== 'closed' ? changed : stopClocks(changed);
  const answered = what === 'words' || what === 'closed' ? wordsCame(running) : running;
  const alert = { ...answered, version: changed.version + 1 };
  const more = { holder, ...(words === undefined ? {} : { words }) };
  return { ok: true, alert, effects: [tellEffect(alert, event.id, what, more)], records: [] };
}
