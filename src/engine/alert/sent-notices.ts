import type { Alert } from '../../domain/alert.ts';
import type { SentNotice } from '../../domain/call.ts';
import type { Effect } from '../../domain/effect.ts';
import { updateEffect } from './alert-effects.ts';

/** How many notices of an occurrence can still be changed. */
const kept = 20;

/** The alert that remembers a notice which can be changed later. Pure. */
export const keepSent = (alert: Alert, sent: SentNotice): Alert => ({
  ...alert,
  sent: [...(alert.sent ?? []).filter(({ handle }) => handle !== sent.handle), sent].slice(-kept),
});

/** What sent notices show of an alert: open, looked at, who holds it, closed. */
const shown = ({ status, holder, acknowledgement }: Alert): string =>
  status === 'closed' ? 'closed' : (holder ?? `open|${acknowledgement?.by ?? ''}`);

/** Sent notices of an alert show what has become of it. Nothing where they show it already, or it was opened anew. Pure. */
export function showChange(before: Alert, after: Alert, event: string): readonly Effect[] {
  if (shown(before) === shown(after) || before.occurrence !== after.occurrence) return [];
  return (after.sent ?? []).map((sent, nth) => updateEffect(after, `${event}.${nth}`, sent));
}

/** A notice that went out while somebody was acting shows what they did. Pure. */
export const showNow = (alert: Alert, event: string, sent: SentNotice): readonly Effect[] =>
  shown(alert) === 'open|' ? [] : [updateEffect(alert, event, sent)];
