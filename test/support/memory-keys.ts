import { randomBytes } from 'node:crypto';
import { createKeys } from '../../src/adapters/keys/keys.ts';
import type { HeadRow, WrappedKey } from '../../src/adapters/keys/rows.ts';
import { begun } from '../../src/ports/heads.ts';
import type { Keys } from '../../src/ports/keys.ts';
import type { Part } from '../../src/ports/store.ts';

const keyOf = (...pieces: readonly string[]): string => pieces.join('|');

/** Keys in memory: real sealing, nothing on disk. */
export function memoryKeys(master: Uint8Array = randomBytes(32)): Keys {
  const rows = new Map<string, readonly WrappedKey[]>();
  const heads = new Map<string, HeadRow>();
  const has = (known: readonly WrappedKey[], part: Part): boolean => known.some((key) => key.part === part);
  return createKeys(master, {
    read: async (kind, id) => rows.get(keyOf(kind, id)) ?? [],
    add: async (kind, id, keys) => {
      const known = rows.get(keyOf(kind, id)) ?? [];
      const all = [...known, ...keys.filter(({ part }) => !has(known, part))];
      rows.set(keyOf(kind, id), all);
      const entry = { kind, id, version: begun, mac: '', seal: null, wentBack: false };
      if (!heads.has(keyOf(kind, id))) heads.set(keyOf(kind, id), entry);
      return all;
    },
    page: async (after, limit) => {
      const all = [...rows].flatMap(([key, keys]) => {
        const [kind = '', id = ''] = key.split('|');
        return keys.map((each) => ({ kind: kind as 'couple', id, ...each }));
      });
      const start = after ? all.findIndex((each) => each.box === after.box) + 1 : 0;
      return all.slice(start, start + limit);
    },
    heads: {
      note: async (those) => {
        for (const head of those) {
          const known = heads.get(keyOf(head.kind, head.id));
          if (!known || head.version > known.version) heads.set(keyOf(head.kind, head.id), head);
          else if (head.mac !== known.mac) heads.set(keyOf(head.kind, head.id), { ...known, wentBack: true });
        }
      },
      read: async (kind, id) => heads.get(keyOf(kind, id)) ?? null,
      list: async (kind, { after, limit }) =>
        [...heads.values()]
          .filter((head) => head.kind === kind && head.id > after)
          .sort((left, right) => (left.id < right.id ? -1 : 1))
          .slice(0, limit),
      replace: async (head) => void heads.set(keyOf(head.kind, head.id), head),
      remove: async (kind, id) => void heads.delete(keyOf(kind, id)),
    },
    close: async () => {},
  });
}
