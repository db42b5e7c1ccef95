import type { AlertView } from './wire.ts';

/** A button on a case. */
export type ActName = 'claim' | 'take-over' | 'hand-back' | 'release' | 'close';

/** What `me` can do with a case, the likeliest first; nothing while somebody else holds it. Pure. */
export function actsFor({ status, holder }: AlertView, me: string): readonly ActName[] {
  if (status === 'closed' || (holder !== null && holder !== me)) return [];
  switch (status) {
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

/** Whether `me` can write to the partner. Pure. */
export const mayWrite = ({ status, holder }: AlertView, me: string): boolean => status !== 'closed' && holder === me;
