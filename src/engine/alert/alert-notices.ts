import type { Alert, Noticed } from '../../domain/alert.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { ActEvent, NoteEvent } from './alert-event.ts';

/** How many of its notices an alert remembers. Ten people with six ways each are fewer. */
const mostNoticed = 60;

/** The alert with one more place where it was told; the newest of each way counts. Pure. */
export function withNoticed(alert: Alert, noticed: Noticed): Alert {
  const others = (alert.noticed ?? []).filter(({ way }) => way !== noticed.way);
  return { ...alert, noticed: [...others, noticed].slice(-mostNoticed) };
}

/** What somebody on call, or a counselor, wrote beside the case. What a counselor writes is not screened. Pure. */
export const noteOf = (event: NoteEvent | Extract<ActEvent, { type: 'add-note' }>): TurnRecord => {
  const { at, by, words } = event;
  const level = event.type === 'note' ? event.level : 'none';
  return { of: 'system', kind: 'turn', data: { event: 'note', at, by, words, level } };
};
