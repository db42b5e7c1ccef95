import { codeUnknown } from '../../domain/provider-code.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import type { OnNoticeReport } from '../notices/reports.ts';

/** A notice that a provider took and then lost: the alert calls by the next way, or the next person, as if it had failed at once. */
export const createNoticeReports =
  ({ newId, clock, onCall }: Deps, alerts: Pick<Alerts, 'run' | 'current'>, serial: Serial): OnNoticeReport =>
  async ({ alert: id, occurrence, person, way, state, code }) => {
    if (id === null || (state !== 'undelivered' && state !== 'failed')) return;
    const alert = (await alerts.current(id))?.state;
    if (!alert || alert.occurrence !== occurrence) return;
    const { level, calls = [] } = alert;
    const step = calls.find((call) => call.person === person)?.step ?? 'primary';
    const ways = onCall.lastKnown()?.people.find((each) => each.id === person)?.ways;
    const kind = ways?.find((each) => each.id === way)?.kind ?? null;
    const to = { level, step, person, way, kind, code: code ?? codeUnknown } as const;
    const event = { type: 'notice-failed', id: newId(), at: clock.now(), ...to } as const;
    await serial.run(`alert|${id}`, () => alerts.run(id, event));
  };
