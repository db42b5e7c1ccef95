import type { NotifyEffect } from '../../../domain/effect.ts';
import type { Alerts } from '../../aggregates/alert.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { again, type Carrier, over } from './carrier.ts';

/** Brings a notice to a person on call, and notes on the alert that it arrived. Never given up. */
export const createNotify = (deps: Deps, alerts: Pick<Alerts, 'run'>, serial: Serial): Carrier<NotifyEffect> => ({
  async attempt({ effect: { notice } }, signal) {
    const { notifier, newId, clock, log } = deps;
    const result = await notifier.notify(notice, signal);
    if (!result.ok) return { over: false, code: result.code };
    const { alert, level, step } = notice;
    const event = { type: 'notified', id: newId(), at: clock.now(), level, step } as const;
    // Whoever has the notice does not get it again because it could not be noted.
    await serial
      .run(`alert|${alert}`, () => alerts.run(alert, event))
      .catch((error: unknown) => log.error('audit.failed', error, { alert }));
    return over;
  },
  afterFailure: async (job, failure) => again(job, failure),
});
