import type { AlertView, CaseView } from './views.ts';

/** The acts that ask for something first. */
export const formNames = ['close', 'false-alarm', 'log-call', 'log-decision', 'reassign'] as const;
export type FormName = (typeof formNames)[number];
/** A button on a case. */
export type ActName = 'claim' | 'take-over' | 'hand-back' | 'release' | 'acknowledge' | 'escalate' | FormName;

/** What `me` can do with a case, the likeliest first; nothing while somebody else holds it. Pure. */
export function actsFor(of: CaseView, me: string): readonly ActName[] {
  if (!mayAct(of, me)) return [];
  switch (of.status) {
    case 'closed':
      return [];
    case 'open':
      return ['claim', 'take-over', 'close'];
    case 'claimed':
      if (of.unconfirmed) return ['claim', 'take-over', ...(of.holder === me ? (['release'] as const) : []), 'close'];
      return ['take-over', 'hand-back', 'release', 'close'];
    case 'taken-over':
      return ['hand-back', 'release', 'close'];
    case 'handed-back':
      return ['take-over', 'release', 'close'];
  }
}

/** What else can be done with a case, by anybody: also what somebody else holds can be taken from them, by name. Pure. */
export function moreActsFor(alert: AlertView, me: string): readonly ActName[] {
  if (alert.status === 'closed') return [];
  const looks: readonly ActName[] = alert.status === 'open' && !alert.acknowledgement ? ['acknowledge'] : [];
  const always = ['escalate', 'log-call', 'log-decision', 'reassign'] as const;
  return mayAct(alert, me) ? [...looks, ...always, 'false-alarm'] : ['take-over', ...always];
}

/** From whom a case is taken: who holds it, where that is not `me`. Pure. */
export const takenFrom = ({ holder }: CaseView, me: string): { readonly from?: string } =>
  holder === null || holder === me ? {} : { from: holder };

/** Whether `me` can do anything with a case: it is open, and nobody else holds it. One who was only named does not. Pure. */
export const mayAct = ({ status, holder, unconfirmed }: CaseView, me: string): boolean =>
  status !== 'closed' && (unconfirmed === true || holder === null || holder === me);

/** Whether `me` can write to the partner. Pure. */
export const mayWrite = ({ status, holder }: CaseView, me: string): boolean => status !== 'closed' && holder === me;
