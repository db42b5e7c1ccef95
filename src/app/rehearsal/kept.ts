import type { Store } from '../../ports/store.ts';

const kind = 'clock';
const id = 'rehearsal';

/** What a store keeps of a rehearsal. */
export interface Kept {
  /** How far its clock is ahead, ms; 0 at first. */
  readonly offset: number;
  /** For each stream that was started anew, the number of the last entry before; empty at first. */
  readonly began: Readonly<Record<string, number>>;
}

/** What is kept of a rehearsal; of none, the beginning. Reads the store. */
export async function loadKept(store: Store): Promise<Kept> {
  const facets = (await store.read(kind, id))?.facets ?? {};
  return { offset: Number(facets['offset'] ?? 0), began: JSON.parse(String(facets['began'] ?? '{}')) };
}

/** Keeps some of it, so that a restart goes on from there. Writes the store. */
export async function saveKept(store: Store, changed: Partial<Kept>): Promise<void> {
  const expect = (await store.read(kind, id))?.version ?? 0;
  const { offset, began } = { ...(await loadKept(store)), ...changed };
  await store.commit({
    kind,
    id,
    expect,
    sealed: {},
    facets: { offset, began: JSON.stringify(began) },
    wakeAt: null,
    urgentAt: null,
    effects: [],
    records: [],
    worker: id,
  });
}
