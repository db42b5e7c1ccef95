import type { Effect } from '../../../domain/effect.ts';
import type { Source } from '../../../domain/partner.ts';
import type { OutboxEntry, RecordDraft } from '../../../ports/store.ts';
import type { Loaded } from '../../aggregates/vault.ts';

/** One effect to carry out now. */
export interface Job<E extends Effect = Effect> {
  /** The aggregate in whose lane it waits. */
  readonly id: string;
  readonly entry: OutboxEntry;
  readonly effect: E;
  /** Real time at which it was committed. */
  readonly made: number;
  /** The aggregate as it was committed with the effect; null where somebody may have changed it since. */
  readonly loaded: Loaded<unknown> | null;
}

/** An address that a provider refused for good, and the version of the couple that it was taken from; null for none. */
export interface Refused {
  readonly address: Source;
  readonly version: number | null;
  /** The partner told the provider STOP. */
  readonly optedOut?: true;
}

/** Why an attempt did not succeed. */
export interface Failure {
  readonly code: string;
  readonly retryAfterMs?: number;
  /** Another address of the partner can be tried. */
  readonly others?: boolean;
  /** The address that takes nothing more. */
  readonly refused?: Refused;
  /** It was not tried, and goes on waiting. */
  readonly held?: true;
}

/** Nothing more is to be done about an effect; what is written as it leaves the outbox. */
export interface Over {
  readonly over: true;
  readonly records: readonly RecordDraft[];
}

/** What one attempt came to. */
export type Attempt = Over | ({ readonly over: false } & Failure);

/** What a failure means: an end, or another attempt after this many ms; `untried` where this one was none. */
export type Verdict = Over | { readonly over: false; readonly waitMs: number; readonly untried?: true };

/** How effects of one type are carried out. Each effect at least once, a nudge at most once. */
export interface Carrier<E extends Effect> {
  /** May throw: that counts as a failure with the code `FAULT`. */
  attempt(job: Job<E>, signal: AbortSignal): Promise<Attempt>;
  afterFailure(job: Job<E>, failure: Failure): Promise<Verdict>;
}

/** How every type of effect is carried out. */
export type Carriers = { readonly [Type in Effect['type']]: Carrier<Extract<Effect, { readonly type: Type }>> };

export const over: Over = { over: true, records: [] };

/** How long an entry waits after a failure, ms; a crisis at most ten seconds. Pure. */
export const backOff = ({ lane, tries }: Pick<OutboxEntry, 'lane' | 'tries'>): number =>
  Math.min(lane === 'crisis' ? 10_000 : 60_000, 500 * 2 ** Math.min(tries, 10));

/** Whether a failure of what is tried without end is written down: the first, the second, the fourth, and so on. Pure. */
export const isNoted = ({ tries }: Pick<OutboxEntry, 'tries'>): boolean => Number.isInteger(Math.log2(tries + 1));

/** Tried again, always. Pure. */
export const again = ({ entry }: Pick<Job, 'entry'>, { retryAfterMs }: Failure): Verdict => ({
  over: false,
  waitMs: retryAfterMs ?? backOff(entry),
});
