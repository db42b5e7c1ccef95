import { type Alert, claimedBy } from '../../domain/alert.ts';
import { newAlert, stepAlert } from '../../engine/alert/alert.ts';
import type { AlertEvent, AlertResult } from '../../engine/alert/alert-event.ts';
import { nextAlertWake } from '../../engine/alert/alert-timers.ts';
import { againTimer } from '../../engine/alert/calls.ts';
import { isFollowedUp } from '../../engine/alert/closing.ts';
import type { Clinic } from '../../engine/alert/ladder.ts';
import type { Deps } from '../deps.ts';
import type { Shape } from './shape.ts';
import type { Aggregates, CommitExtras, Committed } from './update.ts';

/** An alert: one part, and every timer of it belongs to a crisis. */
export const alertShape: Shape<Alert> = {
  kind: 'alert',
  parts: (alert) => ({ shared: alert }),
  assemble: (_, part) => part('shared') as Alert,
  facets: (alert) => ({
    ...facetsOfCase(alert),
    level: alert.level,
    // A closed emergency that no supervisor has signed.
    ...((alert.unsigned ?? []).length > 0 ? { coSign: 'awaited' } : {}),
    // Whoever closed it sees it until its follow-up is done.
    ...(alert.ending && isFollowedUp(alert) ? { followUp: alert.ending.by } : {}),
  }),
  nextWake: nextAlertWake,
  nextUrgent: nextAlertWake,
  audit: ({ audit }) => audit,
  withAudit: (alert, audit) => ({ ...alert, audit }),
};

/** What lists need of an alert, or of a request for a person. One whose holder was only named is open to whoever takes it. Pure. */
export const facetsOfCase = (of: Pick<Alert, 'couple' | 'status' | 'raisedAt' | 'holder' | 'unconfirmed'>) => {
  const { couple, status, raisedAt, holder } = of;
  const isOpen = status !== 'closed' && claimedBy(of) === null;
  return { couple, status: isOpen ? 'open' : status, raisedAt, holder } as const;
};

/** Whom a new alert is about. */
export type Identity = Parameters<typeof newAlert>[0];

/**
 * Runs events on alerts; same-day ones wait for the clinic's hours. Where nobody could be called the operator is told, until
 * somebody is reached or takes it. Callers hold the alert's queue.
 */
export function createAlerts(aggregates: Aggregates, { zone, onCall, health, caseload = noCaseload }: Around) {
  const split = (_: Alert | null, waiting: Parameters<ReturnType<Aggregates>['append']>[1]['effects']) => ({
    entries: [],
    waiting,
  });
  const { lastKnown, current, ready, update } = aggregates(alertShape, { split, fromMemory: false });

  /** Who is called first must not keep anybody from being called. */
  async function clinicFor({ type }: AlertEvent): Promise<Clinic> {
    const counted = callsSomebody.has(type) ? caseload().catch(() => undefined) : undefined;
    const [held, roster] = await Promise.all([counted, onCall.roster()]);
    return { zone, onCall: roster, ...(held ? { held } : {}) };
  }

  return {
    lastKnown,
    current,
    /** Changes an alert by a pure function that is no event of its. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
    change: (id: string, step: (alert: Alert) => Alert): Promise<Committed> =>
      update(id, (alert) => ({ state: step(alert), effects: [], records: [] })),
    /** Runs one event on an alert; `born` makes it where there is none yet. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
    async run(
      id: string,
      event: AlertEvent,
      born: (() => Identity) | null = null,
      extras: CommitExtras = {},
    ): Promise<AlertResult> {
      const made = born && (() => newAlert(born()));
      const [clinic] = await Promise.all([clinicFor(event), ready(id, made).catch(() => {})]);
      let result: AlertResult | null = null;
      const step = (before: Alert) => {
        result = stepAlert(before, event, clinic);
        if (!result.ok || (result.alert === before && result.records.length === 0)) return null;
        return { ...result, state: result.alert };
      };
      await update(id, step, extras, made);
      const stepped = result as unknown as AlertResult | null;
      if (stepped?.ok) tellOperator(health, stepped.alert);
      return stepped as AlertResult;
    },
  };
}

/** What alerts are run in. */
type Around = Pick<Deps, 'onCall' | 'health'> &
  Pick<Clinic, 'zone'> & {
    /** How many open emergencies each person holds, by name. */
    readonly caseload?: () => Promise<ReadonlyMap<string, number>>;
  };

const noCaseload = async (): Promise<ReadonlyMap<string, number>> => new Map();

/** Events after which somebody may be called: who holds too many emergencies is then called later. */
const callsSomebody: ReadonlySet<AlertEvent['type']> = new Set([
  'page',
  'timer',
  'release',
  'escalate',
  'notice-failed',
]);

function tellOperator(health: Around['health'], { id, timers = [] }: Alert): void {
  const about = `alert ${id}`;
  if (!timers.some((timer) => timer.id === againTimer)) return health.clear('NOBODY_REACHED', about);
  health.report({ code: 'NOBODY_REACHED', about, blocks: false });
}

export type Alerts = ReturnType<typeof createAlerts>;
