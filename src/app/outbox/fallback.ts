import type { Level } from '../../domain/screening.ts';
import { type Person, workingWays } from '../../domain/staff/person.ts';
import { callable, onDutyNow } from '../../engine/alert/whom.ts';
import type { FallbackNotice } from '../../ports/notifier.ts';
import type { OutboxEntry } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import type { TellWay } from '../notices/tell.ts';

/** Tells people on call, by its id, that something of a crisis could not be carried out: at the first failure only. */
export type Fallback = (entry: Pick<OutboxEntry, 'id' | 'lane' | 'tries'>, level: Level) => Promise<void>;

/** Brings a fallback notice to everybody on duty now, else to everybody. Rejects when it reached nobody. */
export type CallForHelp = (notice: FallbackNotice, signal: AbortSignal) => Promise<void>;

/** Knows who is on duty from memory: the store may be what is gone. Touches the notice channels. */
export function createCallForHelp(
  { onCall, clock }: Pick<Deps, 'onCall' | 'clock'>,
  { tell }: Pick<TellWay, 'tell'>,
): CallForHelp {
  /** By the first of their ways that takes it. */
  async function reach(person: Person, notice: FallbackNotice, signal: AbortSignal): Promise<boolean> {
    for (const way of workingWays(person)) {
      if (signal.aborted) return false;
      if ((await tell({ person, way }, { kind: 'fallback', notice })).ok) return true;
    }
    return false;
  }
  return async (notice, signal) => {
    const roster = onCall.lastKnown();
    const first = onDutyNow(roster, clock.now());
    const reachAny = async (persons: readonly Person[]): Promise<boolean> =>
      (await Promise.all(persons.map((person) => reach(person, notice, signal)))).some(Boolean);
    if (await reachAny(first)) return;
    if (await reachAny(callable(roster).filter((person) => !first.includes(person)))) return;
    throw new Error('Nobody took the notice.');
  };
}

/** Touches the notice channels. Never rejects. */
export const createFallback =
  ({ log }: Pick<Deps, 'log'>, callForHelp: CallForHelp): Fallback =>
  async ({ id, lane, tries }, level) => {
    if (lane !== 'crisis' || tries > 0) return;
    await callForHelp({ spooled: id, level }, AbortSignal.timeout(5_000)).catch((error: unknown) => {
      log.error('fallback.failed', error);
    });
  };
