import type { App } from '../../app/create-app.ts';
import type { Alert } from '../../domain/alert.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Partner, sides } from '../../domain/partner.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import { runningFor } from './try-running.ts';
import type { TryStage } from './try-stage.ts';

type Stage = Pick<TryStage, 'couple' | 'counselor' | 'supervisor' | 'rehearsal' | 'linesOf' | 'chatOf' | 'exercises'>;

/** Everything of the rehearsal but its chats. @throws CoachError `NOT_FOUND` without the sample couple. */
export async function stateOf(app: App, stage: Stage): Promise<object> {
  const { couple: id, rehearsal, counselor, supervisor } = stage;
  const [couple, alerts, requests, nextDue] = await Promise.all([
    app.couple(id),
    app.alerts(),
    app.requests(),
    app.nextDue(),
  ]);
  if (!couple)
    throw new CoachError('NOT_FOUND', 'The sample couple is missing: remove the data folder and start again.');
  const nameOf = (of: Alert | CounselorRequest): string =>
    of.couple === id ? (couple[of.side]?.name ?? '') : of.caseCode;
  return {
    now: new Date(rehearsal.now()).toISOString(),
    zone: couple.a.zone,
    nextDue: nextDue === null ? null : new Date(nextDue).toISOString(),
    counselor,
    supervisor,
    partners: sides.flatMap((side) => {
      const partner = couple[side];
      return partner ? [{ ...partnerView(partner, stage), running: runningFor(couple, side, stage.exercises) }] : [];
    }),
    moods: [couple.a, ...(couple.b ? [couple.b] : [])].flatMap(moodView),
    // One that was never raised since the rehearsal began is no alert yet.
    alerts: alerts.filter(({ occurrence }) => occurrence > 0).map((alert) => ({ ...alert, partner: nameOf(alert) })),
    requests: requests
      .filter(({ occurrence }) => occurrence > 0)
      .map((request) => ({ ...request, partner: nameOf(request) })),
  };
}

function partnerView(
  { name, language, addresses, quietHours, country }: Partner,
  { linesOf, chatOf, rehearsal }: Stage,
): object {
  const { id: user = '', channel = '' } = addresses[0] ?? {};
  const since = String(rehearsal.before(chatOf(user)));
  return { user, name, language, channel, quietHours, lines: linesOf(country), since };
}

/** What a second opinion found about a partner, for the counselor's eyes: nothing where it found nothing. */
function moodView({ name, outside }: Partner): readonly object[] {
  const { trend = [], watches = [] } = outside ?? {};
  return trend.length + watches.length === 0 ? [] : [{ name, trend, watches }];
}
