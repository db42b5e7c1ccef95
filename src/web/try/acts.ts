import type { CaseView } from './wire.ts';

/** A button on a case. */
export type ActName = 'claim' | 'take-over' | 'hand-back' | 'release' | 'close';

/** What `me` can do with a case, the likeliest first; nothing while somebody else holds it. Pure. */
export function actsFor(of: CaseView, me: string): readonly ActName[] {
  if (!mayAct(of, me)) return [];
  switch (of.status) {
    case 'closed':
      return [];
    case 'open':
      return ['claim', 'take-over', 'close'];
    case 'claimed':
      return ['take-over', 'hand-back', 'release', 'close'];
    case 'taken-over':
      return ['hand-back', 'release', 'close'];
    case 'handed-back':
      return ['take-over', 'release', 'close'];
  }
}

/** Whether `me` can do anything with a case: it is open, and nobody else holds it. Pure. */
export const mayAct = ({ status, holder }: CaseView, me: string): boolean =>
  status !== 'closed' && (holder === null || holder === me);

/** Whether `me` can write to the partner. Pure. */
export const mayWrite = ({ status, holder }: CaseView, me: string): boolean => status !== 'closed' && holder === me;
