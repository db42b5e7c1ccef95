import type { Store } from '../ports/store.ts';

const kind = 'clock';
const id = 'rehearsal';

/** How far a rehearsal's clock was ahead, ms; 0 at first. */
export async function loadOffset(store: Store): Promise<number> {
  const stored = await store.read(kind, id);
  return Number(stored?.facets['offset'] ?? 0);
}

/** Keeps how far a rehearsal's clock is ahead, so that a restart does not go back. */
export async function saveOffset(store: Store, offset: number): Promise<void> {
  const stored = await store.read(kind, id);
  const expect = stored?.version ?? 0;
  await store.commit({
    kind,
    id,
    expect,
    sealed: {},
    facets: { offset },
    wakeAt: null,
    urgentAt: null,
    effects: [],
    records: [],
    worker: id,
  });
}
