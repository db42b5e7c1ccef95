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
    /** Whether the commit's inbound is remembered. */
    seen: ({ kind, id, inbound }: Commit): boolean =>
      inbound !== undefined && recent(kind, id, inbound.from).includes(inbound.hash),
    /** Remembers the commit's inbound, and forgets the oldest above 64. */
    remember: ({ kind, id, inbound }: Commit): void => {
      if (!inbound) return;
      const hashes = [...recent(kind, id, inbound.from), inbound.hash].slice(-remembered);
      put.run(kind, id, inbound.from, hashes.join(' '));
    },
  };
}
