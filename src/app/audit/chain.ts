import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  auditActors,
  auditEvents,
  type ChainEntry,
  type ChainHead,
  canonical,
  chainStart,
} from '../../domain/audit.ts';
import type { Json } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';

/**
 * What is sealed beside an entry: its facts, and a key of its own for the digests. When the seal's key is destroyed, nothing
 * is left by which facts could be guessed from the chain.
 */
export interface Details {
  readonly key: string;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Why a chain is broken, at which entry. */
export interface Break {
  readonly n: number;
  readonly why:
    | 'unreadable'
    | 'changed'
    | 'out-of-order'
    | 'not-linked'
    | 'cut-short'
    | 'not-the-head'
    | 'details-changed'
    | 'state-changed';
}

export type Verdict = { readonly ok: true; readonly head: ChainHead } | { readonly ok: false; readonly broken: Break };

/** The entry that follows a head, with its details. Uses randomness. `now` stands where the record tells no instant. */
export function link(head: ChainHead, record: TurnRecord, now: number): { entry: ChainEntry; details: Details } {
  const { event, by, at, words, ...told } = record.data;
  const name = auditEvents.find((each) => each === event) ?? 'other';
  const key = randomBytes(32).toString('base64url');
  const facts = {
    ...told,
    ...(name === 'other' ? { event: event ?? null } : {}),
    ...(words === undefined ? {} : { words: keyed(key, String(words)) }),
  };
  const body = {
    n: head.n + 1,
    at: typeof at === 'number' ? at : now,
    of: record.of,
    by: auditActors.find((each) => each === by) ?? 'system',
    event: name,
    digest: digestOf({ key, facts }),
    prev: head.hash,
  };
  return { entry: { ...body, hash: hashOf(body) }, details: { key, facts } };
}

/** The keyed digest of an entry's details. Pure. */
export const digestOf = ({ key, facts }: Details): string => keyed(key, canonical(facts));

const keyed = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');

const hashOf = (body: Omit<ChainEntry, 'hash'>): string =>
  createHash('sha256').update(canonical(body)).digest('base64url');

/** The head after an entry, or what is wrong with it. Pure. */
export function verifyNext(head: ChainHead, entry: ChainEntry): Verdict {
  const { hash, ...body } = entry;
  if (hashOf(body) !== hash) return broken(entry.n, 'changed');
  if (entry.n !== head.n + 1) return broken(head.n + 1, 'out-of-order');
  if (entry.prev !== head.hash) return broken(entry.n, 'not-linked');
  return { ok: true, head: { n: entry.n, hash } };
}

/** Whether a chain ends where the state says. `null` when the state cannot be opened any more: its keys were destroyed. Pure. */
export function endsAt(last: ChainHead, head: ChainHead | null): Verdict {
  if (head === null || (head.n === last.n && head.hash === last.hash)) return { ok: true, head: last };
  return last.n < head.n ? broken(last.n + 1, 'cut-short') : broken(Math.max(1, head.n), 'not-the-head');
}

/** Whether entries are a whole chain that ends at a head. Finds any entry changed, left out, moved or added. Pure. */
export function verifyChain(entries: readonly ChainEntry[], head: ChainHead | null): Verdict {
  let last = chainStart;
  for (const entry of entries) {
    const verdict = verifyNext(last, entry);
    if (!verdict.ok) return verdict;
    last = verdict.head;
  }
  return endsAt(last, head);
}

export const broken = (n: number, why: Break['why']): Verdict => ({ ok: false, broken: { n, why } });
