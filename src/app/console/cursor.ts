import type { EventCursor } from '../../domain/console/cursor.ts';
import type { Store } from '../../ports/store.ts';

/** Where events begin that nobody has read yet. */
export interface Cursors {
  now(streams?: { readonly turn: string; readonly notes: string }): Promise<EventCursor>;
}

/** Over the store. Whatever is read after it is asked for shows at least what came before it. */
export const createCursors = ({ feedEnd, streamEnd }: Pick<Store, 'feedEnd' | 'streamEnd'>): Cursors => ({
  async now(streams) {
    const [alerts, requests] = await Promise.all([feedEnd('alerts'), feedEnd('requests')]);
    if (!streams) return { alerts, requests };
    const [turn, notes] = await Promise.all([streamEnd(streams.turn), streamEnd(streams.notes)]);
    return { alerts, requests, turn, notes };
  },
});
