import type { Commit } from '../../ports/store.ts';
import type { Database } from './database.ts';

/** How many inbound ids are remembered per sender. */
const remembered = 64;

export type Inbounds = ReturnType<typeof createInbounds>;

/** The newest inbound ids of each sender, oldest first, in one row: a base64url hash holds no space. */
export function createInbounds(db: Database) {
  const find = db.prepare<{ readonly hashes: string }>(
    'SELECT hashes FROM inbound WHERE kind = ? AND id = ? AND sender = ?',
  );
  const put = db.prepare('INSERT OR REPLACE INTO inbound VALUES (?, ?, ?, ?)');
  const recent = (kind: string, id: string, from: string): readonly string[] =>
    find.get(kind, id, from)?.hashes.split(' ') ?? [];

  return {
    /** Whether the commit's inbound is remembered, and how to remember it: the oldest above 64 is forgotten. */
    of: ({ kind, id, inbound }: Commit): { readonly seen: boolean; remember(): void } => {
      if (!inbound) return { seen: false, remember: () => {} };
      const known = recent(kind, id, inbound.from);
      return {
        seen: known.includes(inbound.hash),
        remember: () => void put.run(kind, id, inbound.from, [...known, inbound.hash].slice(-remembered).join(' ')),
      };
    },
  };
}
