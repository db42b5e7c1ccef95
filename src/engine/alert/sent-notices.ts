import { type Alert, claimedBy } from '../../domain/alert.ts';
import type { SentNotice } from '../../domain/call.ts';

/** How many notices of an occurrence can still be changed. */
const kept = 20;

/** A case, as far as notices of it show it: an alert, or a request for a person. */
type Shown = Pick<Alert, 'occurrence' | 'status' | 'holder' | 'unconfirmed' | 'acknowledgement' | 'sent'>;

/** The case that remembers a notice which can be changed later. Pure. */
export const keepSent = <Case extends Pick<Shown, 'sent'>>(of: Case, sent: SentNotice): Case => ({
  ...of,
  sent: [...(of.sent ?? []).filter(({ handle }) => handle !== sent.handle), sent].slice(-kept),
});

/** What sent notices show of a case: open, looked at, who holds it, closed. */
const shown = (of: Shown): string =>
  of.status === 'closed' ? 'closed' : (claimedBy(of) ?? `open|${of.acknowledgement?.by ?? ''}`);

/** The sent notices that do not show what has become of a case. None where they show it already, or it was opened anew. Pure. */
export const outdated = (before: Shown, after: Shown): readonly SentNotice[] =>
  shown(before) === shown(after) || before.occurrence !== after.occurrence ? [] : (after.sent ?? []);

/** Whether a notice that has just gone out shows the case as it is: nobody has acted meanwhile. Pure. */
export const isShownAsOpen = (of: Shown): boolean => shown(of) === 'open|';
