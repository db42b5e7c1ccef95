import type { EventCursor } from '../../domain/console/cursor.ts';
import type { Keys } from '../../ports/keys.ts';
import type { Store } from '../../ports/store.ts';
import type { Case } from '../notices/cases.ts';
import { streamsOf } from './chat.ts';
import type { Reader } from './reader.ts';

/** Where events begin that nobody has read yet. */
export interface Cursors {
  now(): Promise<EventCursor>;
  /** The same with the talk of a case that a reader has just opened. */
  ofCase(one: Case, reader: Reader): Promise<EventCursor>;
  /** What shows that a reader has opened a case. */
  proof(id: string, reader: Reader): string;
}

/** Over the store. Whatever is read after it is asked for shows at least what came before it. */
export function createCursors(
  { feedEnd, streamEnd }: Pick<Store, 'feedEnd' | 'streamEnd'>,
  keys: Pick<Keys, 'digest'>,
): Cursors {
  const now: Cursors['now'] = async () => {
    const [alerts, requests] = await Promise.all([feedEnd('alerts'), feedEnd('requests')]);
    return { alerts, requests, talk: null };
  };
  const proof: Cursors['proof'] = (id, { account }) => keys.digest('opened', `${account}|${id}`);
  return {
    now,
    proof,
    async ofCase(one, reader) {
      const streams = streamsOf(one);
      const [feeds, turn, notes] = await Promise.all([now(), streamEnd(streams.turn), streamEnd(streams.notes)]);
      return { ...feeds, talk: { turn, notes, proof: proof(one.id, reader) } };
    },
  };
}
