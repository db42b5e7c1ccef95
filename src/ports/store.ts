import type { Lane } from '../domain/frame.ts';
import type { Recipient } from '../domain/partner.ts';

/** The kinds of aggregate that people's doings change: each is sealed, in a register of heads and audited. */
export const livingKinds = ['couple', 'alert', 'request', 'roster', 'account'] as const;

/** The kinds of aggregate. Each is one versioned record. */
export type AggregateKind = (typeof livingKinds)[number] | 'clock' | 'folder';

/** The sealed parts of a record. The others have `shared` only. */
export const parts = ['shared', 'a', 'b'] as const;
export type Part = (typeof parts)[number];

/** The few plain fields that lists need. No name, no category. */
export type Facets = Readonly<Record<string, string | number | null>>;

/** A record as stored: what the store knows without any key. */
export interface StoredAggregate {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly version: number;
  readonly sealed: Readonly<Partial<Record<Part, string>>>;
  readonly facets: Facets;
  /** The next timer or nudge, domain time, epoch ms. */
  readonly wakeAt: number | null;
  /** The next timer that belongs to a crisis, domain time, epoch ms. Says nothing of why. */
  readonly urgentAt: number | null;
  /** What the last commit gave to authenticate all the rest by (ADR 12); null where it gave nothing. */
  readonly mac: string | null;
}

/** Which aggregates of a kind are wanted: at most `limit` after the id `after`, which need not exist. */
export interface Page {
  readonly after: string;
  readonly limit: number;
}

/** A list by plain fields. Each facet that is named must have one of these values; null is one: there is nothing in it. */
export interface ListQuery {
  readonly kind: AggregateKind;
  readonly facets?: Readonly<Record<string, readonly (string | number | null)[]>>;
  readonly limit: number;
  /** What the page before gave as `next`; the first page without it. */
  readonly cursor?: string;
  /** Without what is sealed: `sealed` is empty. For whoever needs the plain fields of many. */
  readonly plain?: true;
}

export interface ListPage {
  readonly items: readonly StoredAggregate[];
  /** Where the next page begins; null when there is none. Opaque. */
  readonly next: string | null;
}

/** An aggregate whose time has come, for one worker until the lease ends. `at` is the instant it was due, domain time. */
export interface DueClaim {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly at: number;
  /** Whether what waits belongs to a crisis. */
  readonly urgent: boolean;
  readonly token: string;
}

/** An effect waiting to go out. `at` is real time: not before. `box` is sealed. */
export interface OutboxEntry {
  readonly id: string;
  readonly to: Recipient;
  readonly lane: Lane;
  readonly at: number;
  readonly tries: number;
  readonly box: string;
}

export type OutboxDraft = Omit<OutboxEntry, 'at' | 'tries'>;

/** A fact to append. The store gives it the next number of its stream, from 1, without gaps. */
export interface RecordDraft {
  readonly stream: string;
  readonly kind: string;
  /** Domain time, epoch ms. */
  readonly at: number;
  /** The aggregate whose key seals `box`, and the part of that key. */
  readonly owner: { readonly kind: AggregateKind; readonly id: string; readonly part: Part };
  readonly box: string;
}

export interface StoredRecord extends RecordDraft {
  readonly seq: number;
}

/** An address and who it belongs to. `hash` is a keyed HMAC of channel and address. */
export interface AddressDraft {
  readonly hash: string;
  readonly side: 'a' | 'b';
  /** Authenticates hash, owner and side. The store keeps it as it is. */
  readonly mac?: string;
}

/** Whose address it is. `mac` is null where none was given. */
export interface AddressOwner {
  readonly id: string;
  readonly side: 'a' | 'b';
  readonly mac: string | null;
}

/** An effect that waits, with the aggregate whose lane it waits in. `seq` tells the order of all that waits. */
export interface Waiting {
  readonly seq: number;
  /** Null where the lane is gone: nobody would ever send it. */
  readonly kind: AggregateKind | null;
  readonly id: string;
  readonly entry: OutboxEntry;
}

/** How long an address waits for its aggregate's first commit, ms of real time. */
export const reservationMs = 60_000;

/** A record with the number that it got in its stream. */
export interface Numbered {
  readonly seq: number;
  readonly record: RecordDraft;
}

/** An aggregate of a feed after a change: what the store knows of it without any key. */
export interface FeedItem {
  readonly id: string;
  readonly version: number;
  readonly facets: Facets;
  /** Where to go on after this item. Opaque. */
  readonly cursor: string;
}

/** The feeds: changes across all aggregates of a kind. */
export type FeedName = 'alerts' | 'requests';

/** One atomic write: new state, its effects and records, the inbound's id. All of it or nothing. */
export interface Commit {
  readonly kind: AggregateKind;
  readonly id: string;
  /**
   * The version that was read; 0 creates. `null` leaves the state, its version and `wakeAt` untouched and only appends
   * effects, records and the inbound id (the bare turn); the aggregate need not exist.
   */
  readonly expect: number | null;
  /** Deps that changed; the others stay. */
  readonly sealed: Readonly<Partial<Record<Part, string>>>;
  readonly facets: Facets;
  readonly wakeAt: number | null;
  readonly urgentAt: number | null;
  /** The newest 64 hashes per sender are remembered. */
  readonly inbound?: { readonly from: Recipient; readonly hash: string };
  readonly effects: readonly OutboxDraft[];
  readonly records: readonly RecordDraft[];
  /** What belongs to this couple from now on. Each was reserved for it. */
  readonly addresses?: readonly AddressDraft[];
  /** Authenticates the whole row as it stands after this commit. */
  readonly mac?: string;
  /** Who is committing: it gets the lease of each lane that was empty and free. */
  readonly worker: string;
}

export type CommitResult =
  | {
      readonly status: 'committed';
      readonly version: number;
      readonly leases: readonly Leased[];
      /** The number that each record of the commit got in its stream, in their order. */
      readonly seqs: readonly number[];
    }
  /** Somebody else was first: read again and run again. Also: creating what exists. */
  | { readonly status: 'conflict' }
  /** One of the addresses is another's. Nothing was written. */
  | { readonly status: 'address-taken' }
  /** This inbound id was committed before. Nothing was written. */
  | { readonly status: 'duplicate' };

/** The right to send one lane of one aggregate, and what waits there, in order. */
export interface Leased {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly to: Recipient;
  readonly lane: Lane;
  /** The fence: a settle with an older token is refused. */
  readonly token: string;
  /** Real time of the store's clock at which the lease ends. */
  readonly until: number;
  readonly entries: readonly OutboxEntry[];
}

/**
 * What became of an entry. `again` waits until `at` (real time) and holds back what follows it in its lane; `untried`: it was
 * held back, and counts as no attempt.
 */
export type Outcome =
  | { readonly id: string; readonly result: 'done'; readonly records: readonly RecordDraft[] }
  | { readonly id: string; readonly result: 'again'; readonly at: number; readonly untried?: true };

export type SettleResult =
  /** `more` is the same lane, leased again, when something in it is due. */
  { readonly status: 'settled'; readonly more: Leased | null } | { readonly status: 'stale' };

/**
 * Where state is kept. A partner's reply or nudge lane holds 200 entries (`given-up.ts`); what is older becomes a dead
 * letter, a record. Every engine passes the same contract suite (test/ports/store-contract.ts).
 * Rejects with `STORE_UNAVAILABLE` when it cannot answer.
 */
export interface Store {
  /** Whether nobody but this process writes here: what it last committed is then what is stored. */
  readonly sole: boolean;
  commit(commit: Commit): Promise<CommitResult>;
  read(kind: AggregateKind, id: string): Promise<StoredAggregate | null>;
  /** Whose address this is: null too while it is only reserved for an aggregate that does not exist yet. */
  findByAddress(hash: string): Promise<AddressOwner | null>;
  /**
   * Keeps an address for an aggregate, before the commit that gives it. Idempotent for the same owner; otherwise the first
   * keeps it, unless no such aggregate exists `reservationMs` later: it then falls to the next who asks. `instead` takes it
   * from an owner that was looked at and does not use it, if it is still that owner's and was reserved that long ago.
   */
  reserveAddress(request: {
    readonly address: AddressDraft;
    readonly id: string;
    readonly instead?: Pick<AddressOwner, 'id' | 'side'>;
  }): Promise<{ readonly status: 'reserved' } | { readonly status: 'taken'; readonly by: AddressOwner }>;
  /** All addresses in the order of their hashes, those after `after`. */
  addresses(page: Page): Promise<readonly (AddressOwner & { readonly hash: string })[]>;
  /** All that waits to go out, in the order of its `seq`, after one of them. */
  waiting(request: { readonly after: number; readonly limit: number }): Promise<readonly Waiting[]>;
  /** Leases lanes that have something due and no living lease; crisis lanes first, then the longest waiting. */
  claim(request: { readonly worker: string; readonly limit: number }): Promise<readonly Leased[]>;
  /** Lengthens a lease. False when it was lost. */
  renew(lease: Leased): Promise<boolean>;
  /** Writes what became of entries, with their records, and gives the lease back. Leaves `version` alone. */
  settle(lease: Leased, outcomes: readonly Outcome[]): Promise<SettleResult>;
  /**
   * Leases aggregates that have something due at or before `at` (domain time): those whose `urgentAt` has come before all
   * others, each in the order of the instants. A lease ends after `dueLeaseMs`, for what
   * belongs to a crisis after `urgentDueLeaseMs` whatever it was taken for, or when it is released.
   */
  claimDue(request: {
    readonly at: number;
    readonly worker: string;
    readonly limit: number;
  }): Promise<readonly DueClaim[]>;
  /** Gives claims back. One with `until` (real time) is not given to anybody before. A claim that was lost changes nothing. */
  releaseDue(claims: readonly (DueClaim & { readonly until?: number })[]): Promise<void>;
  /** The next instant (domain time) at which something is due that nobody holds; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Records of a stream after a number, in order. */
  records(request: {
    readonly stream: string;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly StoredRecord[]>;
  /** The number of a stream's newest record; 0 where it has none. */
  streamEnd(stream: string): Promise<number>;
  /** Records of every stream, in the order of streams and numbers, after one of them. */
  allRecords(request: {
    readonly after: { readonly stream: string; readonly seq: number };
    readonly limit: number;
  }): Promise<readonly StoredRecord[]>;
  /** Aggregates of a kind by their facets, in the order of their ids. */
  list(query: ListQuery): Promise<ListPage>;
  /** All aggregates of a kind, in the order of their ids, page by page. */
  scan(kind: AggregateKind, page: Page): Promise<readonly StoredAggregate[]>;
  /**
   * Records of one stream as they are written, in order and without gaps, from a number on. Ends with `signal`.
   * Rejects with `STORE_UNAVAILABLE` when it cannot be read.
   */
  subscribe(request: {
    readonly stream: string;
    readonly after: number;
    readonly signal: AbortSignal;
  }): AsyncIterable<readonly Numbered[]>;
  /**
   * Aggregates of a feed as they change, whoever changed them: each change at least once, none skipped, in order per
   * aggregate only; of several changes of one aggregate the newest may stand for all. Seen within a second. `after` is a cursor;
   * null begins with everything there is. Rejects with `CURSOR_INVALID` when a cursor is too old or another store's.
   */
  subscribe(request: {
    readonly feed: FeedName;
    readonly after: string | null;
    readonly signal: AbortSignal;
  }): AsyncIterable<readonly FeedItem[]>;
  /** The cursor of a feed's newest change: whoever goes on from it hears of what changes later, and of nothing before. */
  feedEnd(feed: FeedName): Promise<string>;
  /** How many aggregates of a kind there are, or of those with these facets. */
  count(kind: AggregateKind, facets?: ListQuery['facets']): Promise<number>;
  /** Writes something small where state and keys are kept, and sees that both are still there. Rejects when it cannot. */
  check(): Promise<void>;
  /** Names of what was damaged, replaced by all that could be read of it, and kept for the operator; until that is taken away. */
  setAside(): Promise<readonly string[]>;
  /** The real time at which the next entry that nobody holds may go out; null when nothing waits. */
  nextEntryAt(): Promise<number | null>;
  close(): Promise<void>;
}
