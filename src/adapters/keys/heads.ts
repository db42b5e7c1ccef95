import { begun, type Head, type HeadRegister, type KeptHead } from '../../ports/heads.ts';
import type { AggregateKind, Page } from '../../ports/store.ts';
import type { HeadRow } from './rows.ts';

/** Where heads are kept. */
export interface HeadStore {
  note(heads: readonly HeadRow[]): Promise<void>;
  read(kind: AggregateKind, id: string): Promise<HeadRow | null>;
  list(kind: AggregateKind, page: Page): Promise<readonly HeadRow[]>;
  replace(head: HeadRow): Promise<void>;
  remove(kind: AggregateKind, id: string): Promise<void>;
}

/** How long what was noted waits for others, ms. */
const patience = 1_000;
/** How many heads are written at once: commits wait that long. */
const atOnce = 256;

/** The register over its store. `sign` is a keyed digest. Holds what was noted in memory until it is written. */
export function createHeadRegister(store: HeadStore, sign: (text: string) => string): HeadRegister {
  const noted = new Map<string, Head>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const sealOf = ({ kind, id, version, mac }: Head): string => sign(`${kind}|${id}|${version}|${mac}`);
  const rowOf = (head: Head): HeadRow => ({ ...head, seal: sealOf(head), wentBack: false });
  const kept = ({ kind, id, version, mac, seal, wentBack }: HeadRow): KeptHead => {
    const isEntry = version <= begun && mac === '' && seal === null;
    return { kind, id, version, mac, wentBack, genuine: isEntry || seal === sealOf({ kind, id, version, mac }) };
  };

  async function write(): Promise<void> {
    while (noted.size > 0) {
      const some = [...noted].slice(0, atOnce);
      await store.note(some.map(([, head]) => rowOf(head)));
      for (const [key, head] of some) if (noted.get(key) === head) noted.delete(key);
    }
  }
  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.catch(() => {}).then(write);
    return writing;
  }
  const later = (): void => {
    timer ??= setTimeout(() => void flush().catch(later), patience).unref();
  };

  return {
    note(head) {
      noted.set(`${head.kind}|${head.id}`, head);
      later();
    },
    flush,
    async read(kind, id) {
      if (noted.has(`${kind}|${id}`)) await flush();
      const row = await store.read(kind, id);
      return row && kept(row);
    },
    list: async (kind, page) => (await store.list(kind, page)).map(kept),
    accept: async (head) => {
      await flush();
      await store.replace(rowOf(head));
    },
    async forget(kind, id) {
      await flush();
      await store.remove(kind, id);
    },
  };
}
