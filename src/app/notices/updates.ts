import type { Alert } from '../../domain/alert.ts';
import type { Log } from '../../ports/log.ts';
import type { Staff } from '../../ports/staff.ts';
import { aboutAlert } from './subject.ts';
import type { TellWay } from './tell.ts';

interface UpdateDeps {
  readonly staff: Pick<Staff, 'wayOf'>;
  readonly tellWay: Pick<TellWay, 'update'>;
  readonly log: Log;
}

/**
 * Shows what became of an alert wherever it was told in this occurrence, and can be shown: who has it, that it is closed. What
 * cannot be reached keeps its old look, whose buttons change nothing then. Never rejects.
 */
export const createUpdates = ({ staff, tellWay, log }: UpdateDeps) =>
  async function show(alert: Alert): Promise<void> {
    const subject = aboutAlert(alert);
    const each = (alert.noticed ?? []).map(async ({ person, way, handle }) => {
      const to = handle === undefined ? null : await staff.wayOf(person, way);
      if (!to || handle === undefined || to.way.ended) return;
      const outcome = await tellWay.update(to, handle, subject);
      if (!outcome.ok) log.warn('notice.card-kept', { kind: to.way.kind, code: outcome.code });
    });
    for (const result of await Promise.allSettled(each)) {
      if (result.status === 'rejected') log.error('notice.card-kept', result.reason);
    }
  };
