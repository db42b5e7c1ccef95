import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { CoachError } from '../../domain/errors.ts';
import { createLru } from '../../domain/lru.ts';
import type { DigestPurpose, Keys, Seal, Seals } from '../../ports/keys.ts';
import type { AggregateKind, Part } from '../../ports/store.ts';
import { createHeadRegister, type HeadStore } from './heads.ts';
import type { KeyRow, WrappedKey } from './rows.ts';
import { createSeal, keyBytes } from './seal.ts';

/** Where wrapped keys are kept. */
export interface KeyStore {
  read(kind: AggregateKind, id: string): Promise<readonly WrappedKey[]>;
  /** Stores the parts that are missing; gives all that are stored then. */
  add(kind: AggregateKind, id: string, keys: readonly WrappedKey[]): Promise<readonly WrappedKey[]>;
  /** Rows of all aggregates in their order, after one of them. */
  page(after: KeyRow | null, limit: number): Promise<readonly KeyRow[]>;
  readonly heads: HeadStore;
  close(): Promise<void>;
}

/** How many rows are opened at a stretch: about 2 ms. */
const pageSize = 200;

/** How many aggregates' keys are held open. */
const openAtOnce = 5_000;

/** A key for one purpose. Pure. */
const derive = (master: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `side-by-side ${purpose}`, keyBytes));

/** The data keys behind a key-encryption key of 32 bytes. Touches the key store; holds opened keys in memory. */
export function createKeys(master: Uint8Array, store: KeyStore): Keys {
  const wrapping = createSeal(derive(master, 'wrap'));
  const digestKeys = new Map<DigestPurpose, Buffer>();
  const opened = createLru<Seals>(openAtOnce);

  const digestKey = (purpose: DigestPurpose): Buffer => {
    const key = digestKeys.get(purpose) ?? derive(master, `digest ${purpose}`);
    digestKeys.set(purpose, key);
    return key;
  };
  const newKey = (kind: AggregateKind, id: string, part: Part): WrappedKey => {
    const key = randomBytes(keyBytes).toString('base64url');
    return { part, box: wrapping.seal(about(kind, id, part), key) };
  };
  const open = (kind: AggregateKind, id: string, rows: readonly WrappedKey[]): Seals => {
    const seals = Object.fromEntries(rows.map(({ part, box }) => [part, unwrap(wrapping, about(kind, id, part), box)]));
    opened.set(`${kind}|${id}`, seals);
    return seals;
  };
  const read = async (kind: AggregateKind, id: string): Promise<Seals | null> => {
    const known = opened.get(`${kind}|${id}`);
    if (known) return known;
    const rows = await store.read(kind, id);
    return rows.length > 0 ? open(kind, id, rows) : null;
  };

  const digest = (purpose: DigestPurpose, text: string): string =>
    createHmac('sha256', digestKey(purpose)).update(text).digest('base64url');
  const heads = createHeadRegister(store.heads, (text) => digest('head', text));

  return {
    read,
    create: async (kind, id, wanted) => {
      const known = (await read(kind, id)) ?? {};
      const missing = wanted.filter((part) => !known[part]);
      if (missing.length === 0) return known;
      const rows = await store.add(
        kind,
        id,
        missing.map((part) => newKey(kind, id, part)),
      );
      return open(kind, id, rows);
    },
    digest,
    heads,
    async verify(broken, signal) {
      for (let after: KeyRow | null = null; !signal.aborted; ) {
        const rows: readonly KeyRow[] = await store.page(after, pageSize);
        for (const { kind, id, part, box } of rows) {
          if (!opens(wrapping, about(kind, id, part), box)) broken(kind, id);
        }
        after = rows.at(-1) ?? null;
        if (rows.length < pageSize) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    system: createSeal(derive(master, 'system')),
    close: async () => {
      // A register that cannot be written now lags: the next verification repairs it.
      await heads.flush().catch(() => {});
      await store.close();
    },
  };
}

const about = (kind: AggregateKind, id: string, part: Part): string => `key|${kind}|${id}|${part}`;

function opens(wrapping: Seal, what: string, box: string): boolean {
  try {
    wrapping.open(what, box);
    return true;
  } catch {
    return false;
  }
}

function unwrap(wrapping: Seal, what: string, box: string): Seal {
  try {
    return createSeal(Buffer.from(wrapping.open(what, box), 'base64url'));
  } catch (error) {
    throw new CoachError(
      'KEY_MISSING',
      'The key-encryption key does not open this key: restore the right one.',
      {},
      error,
    );
  }
}
