import type { HeadRegister } from './heads.ts';
import type { AggregateKind, Part } from './store.ts';

/** What one data key can do. `about` names what is sealed (kind, id, part or effect); it must be the same to open. */
export interface Seal {
  /** AES-256-GCM text of `plain`. */
  seal(about: string, plain: string): string;
  /** @throws CoachError `RECORD_UNREADABLE` when the box was changed, is another's, or the key is another. */
  open(about: string, box: string): string;
}

/** The data keys of one aggregate, ready for use. */
export type Seals = Readonly<Partial<Record<Part, Seal>>>;

/** Keyed digests have a key of their own per purpose. */
export type DigestPurpose =
  | 'address'
  | 'inbound'
  | 'alert'
  | 'conversation'
  | 'token'
  | 'stranger'
  | 'invite'
  | 'case'
  | 'way-code'
  | 'account'
  | 'session'
  | 'csrf'
  | 'link'
  | 'recovery'
  | 'opened'
  | 'row'
  | 'owner'
  | 'head';

/**
 * Data keys, kept apart from the state they seal; only wrapped keys are at rest.
 * Rejects with `KEY_MISSING` when the key-encryption key cannot open them.
 */
export interface Keys {
  /** The keys of an aggregate; null when it has none. */
  read(kind: AggregateKind, id: string): Promise<Seals | null>;
  /** Makes and durably stores the parts that are missing; returns all. Called before the first commit. */
  create(kind: AggregateKind, id: string, wanted: readonly Part[]): Promise<Seals>;
  /** HMAC-SHA256, base64url. */
  digest(purpose: DigestPurpose, text: string): string;
  /** The key of the machinery itself: for what must be readable when a couple's record is not. */
  readonly system: Seal;
  /** What the newest state of each aggregate is, kept beside the keys: whoever has the store alone cannot change it. */
  readonly heads: HeadRegister;
  /**
   * Opens every wrapped key, page by page, and calls `broken` for each aggregate of which one does not open. Ends with the signal.
   */
  verify(broken: (kind: AggregateKind, id: string) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
