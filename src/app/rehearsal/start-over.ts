import { audited } from '../../domain/audit.ts';
import { CoachError } from '../../domain/errors.ts';
import { newAlert } from '../../engine/alert/alert.ts';
import { newRequest } from '../../engine/request/request.ts';
import type { Store } from '../../ports/store.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import type { CoupleSpec } from '../enrolment/enrol.ts';
import { coupleOf } from '../enrolment/new-couple.ts';

/** How many records are looked at in one go. */
const batch = 500;

/**
 * Makes a couple what it was on its enrolment, and its alerts and requests what they were before their first page, under their own ids.
 * Nothing that was recorded is taken away, and the audit says what happened. Gives for each of `streams` the number of its
 * last entry before. For rehearsals.
 */
export type StartOver = (
  couple: string,
  spec: CoupleSpec,
  streams: readonly string[],
) => Promise<Readonly<Record<string, number>>>;

/** Starts couples over. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`, `ENROLMENT_INVALID`. */
export function createStartOver(
  { store, clock, limits }: Pick<Deps, 'store' | 'clock' | 'limits'>,
  couples: Pick<Couples, 'change'>,
  { alerts, requests }: { readonly alerts: Pick<Alerts, 'change'>; readonly requests: Pick<Requests, 'change'> },
  coach: Pick<Coach, 'alerts' | 'requests' | 'drained'>,
  serial: Serial,
): StartOver {
  async function freshAlerts(couple: string): Promise<void> {
    for (const { id, couple: of } of await coach.alerts()) {
      if (of !== couple) continue;
      // The version goes on: what the couple hears of it later is news.
      await serial.run(`alert|${id}`, () =>
        alerts.change(id, ({ version, audit, side, family, caseCode }) => ({
          ...newAlert({ id, couple, side, family, caseCode }),
          version: version + 1,
          ...(audit ? { audit } : {}),
        })),
      );
    }
  }

  async function freshRequests(couple: string): Promise<void> {
    for (const { id, couple: of } of await coach.requests()) {
      if (of !== couple) continue;
      await serial.run(`request|${id}`, () =>
        requests.change(id, ({ version, audit, side, caseCode }) => ({
          ...newRequest({ id, couple, side, caseCode }),
          version: version + 1,
          ...(audit ? { audit } : {}),
        })),
      );
    }
  }

  return async (id, spec, streams) => {
    await coach.drained();
    // Nothing new comes in as long as the couple's queue is held: no page of it can be lost between couple and alerts.
    return serial.run(`couple|${id}`, async () => {
      const record = audited({ of: 'system', event: 'started-over', by: 'system', at: clock.now() });
      await couples.change(id, ({ shared: { audit, caseCode } }) => {
        if (caseCode !== spec.caseCode) throw new CoachError('NOT_FOUND', 'This is another couple than the sample.');
        const fresh = coupleOf(spec, id, clock.now(), limits.jitter);
        const couple = { ...fresh, shared: { ...fresh.shared, ...(audit ? { audit } : {}) } };
        return { couple, effects: [], records: [record] };
      });
      await freshAlerts(id);
      await freshRequests(id);
      const lasts = await Promise.all(streams.map(async (stream) => [stream, await lastOf(store, stream)] as const));
      return Object.fromEntries(lasts);
    });
  };
}

/** The number of a stream's last entry; 0 where it has none. */
async function lastOf(store: Store, stream: string): Promise<number> {
  for (let last = 0; ; ) {
    const records = await store.records({ stream, after: last, limit: batch });
    last = records.at(-1)?.seq ?? last;
    if (records.length < batch) return last;
  }
}
