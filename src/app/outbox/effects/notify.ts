import type { NotifyEffect } from '../../../domain/effect.ts';
import type { Alerts } from '../../aggregates/alert.ts';
import type { Requests } from '../../aggregates/request.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { again, type Carrier, over } from './carrier.ts';

/** Brings a notice to a person on call, and notes on the alert, or the request, that it arrived. Never given up. */
export const createNotify = (
  deps: Deps,
  alerts: Pick<Alerts, 'run'>,
  requests: Pick<Requests, 'run'>,
  serial: Serial,
): Carrier<NotifyEffect> => ({
  async attempt({ effect: { notice } }, signal) {
    const { notifier, newId, clock, log } = deps;
    const result = await notifier.notify(notice, signal);
    if (!result.ok) return { over: false, code: result.code };
    const { kind = 'alert', alert, level, step } = notice;
    const event = { type: 'notified', id: newId(), at: clock.now(), level, step } as const;
    // Whoever has the notice does not get it again because it could not be noted.
    await serial
      .run<unknown>(`${kind}|${alert}`, () =>
        kind === 'request' ? requests.run(alert, event) : alerts.run(alert, event),
      )
      .catch((error: unknown) => log.error('audit.failed', error, { [kind]: alert }));
    return over;
  },
  afterFailure: async (job, failure) => again(job, failure),
});
