import { ApiError } from '../api.ts';
import type { SharedKey } from '../dictionary.ts';
import { sharedText as t } from '../words.ts';

/** What the refusals of acts are called, by their code. */
export const caseTroubles: Readonly<Record<string, SharedKey>> = {
  ALERT_CHANGED: 'act.changed',
  ALERT_NOT_OPEN: 'act.notOpen',
  CALL_UNASKED: 'act.unasked',
  CLOSE_INCOMPLETE: 'act.incomplete',
  OWN_CLOSE: 'act.ownClose',
  SHEET_INVALID: 'sheet.invalid',
  SHEET_PARTNER: 'sheet.partner',
  TASK_OPEN: 'act.taskOpen',
};

/** Why something was refused, in the page's words. */
export function kindly(error: unknown, name: string): string {
  if (!(error instanceof ApiError)) return t('act.failed');
  if (error.code === 'ALERT_HELD') return t('held.by', { holder: String(error.details['holder'] ?? ''), name });
  return t(caseTroubles[error.code] ?? 'act.failed');
}
