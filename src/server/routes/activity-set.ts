import type { HistoryEntry } from '../../app/streams/history.ts';
import { CoachError } from '../../domain/errors.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Asked } from '../http/route.ts';

/** Activities of a conversation with the watermark to come back with. */
export interface ActivitySet {
  readonly activities: readonly object[];
  readonly watermark: string;
}

/** Entries as a client gets them. Pure. */
export const activitySet = (
  directLine: Pick<DirectLine, 'activity'>,
  conversation: string,
  entries: readonly HistoryEntry[],
  after: number,
): ActivitySet => ({
  activities: entries.map((entry) => directLine.activity(conversation, entry)),
  watermark: String(entries.at(-1)?.seq ?? after),
});

/** The watermark of a query; without one, from the beginning. Pure. @throws CoachError `BODY_INVALID`. */
export function watermarkIn({ watermark = '' }: Asked['query']): number {
  const value = Number(watermark);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new CoachError('BODY_INVALID', 'A watermark is the number that the last answer gave.');
}
