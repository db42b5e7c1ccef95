import restify, { type Request } from 'restify';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import { advance } from '../../app/rehearsal/rehearse.ts';
import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Partner } from '../../domain/partner.ts';
import type { MovableClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { thisMachine } from '../http/guard.ts';
import { handle } from '../http/handle.ts';
import type { Routes } from '../http/server.ts';

/** The sample couple as the try page knows it. */
export interface TryStage {
  readonly couple: string;
  readonly counselor: string;
  readonly clock: MovableClock;
  /** The built page. */
  readonly pages: string;
}

const advanceSchema = z.union([
  z.strictObject({ advance: z.string().max(40) }),
  z.strictObject({ to: z.literal('next') }),
]);
const mostAdvance = 400 * 86_400_000;

/** The try page, its clock and its counselor panel. Development only. */
export function tryRoutes(app: App, stage: TryStage, log: Log): Routes {
  return (server) => {
    server.get(thisMachine('/'), (_request, response, next) => response.redirect(302, '/try', next));
    server.get(
      thisMachine('/try/api/state'),
      handle(log, async () => ({ body: await stateOf(app, stage) })),
    );
    server.post(
      thisMachine('/try/api/clock'),
      handle(log, async (request) => {
        await advance(app, stage.clock, await targetOf(app, stage.clock, request.body));
        return { body: { now: new Date(stage.clock.now()).toISOString() } };
      }),
    );
    server.post(
      thisMachine('/try/api/alerts/:id/:act'),
      handle(log, async (request) => ({
        body: await app.act(String(request.params['id']), actOf(request, stage.counselor)),
      })),
    );
    const page = restify.plugins.serveStaticFiles(stage.pages);
    server.get(thisMachine('/try'), page);
    server.get(thisMachine('/try/*'), page);
  };
}

async function stateOf(app: App, { couple: id, clock, counselor }: TryStage): Promise<object> {
  const [couple, alerts, nextDue] = await Promise.all([app.couple(id), app.alerts(), app.nextDue()]);
  if (!couple)
    throw new CoachError('NOT_FOUND', 'The sample couple is missing: remove the data folder and start again.');
  const partners = [couple.a, ...(couple.b ? [couple.b] : [])].map(partnerView);
  const nameOf = (alert: Alert): string => (alert.couple === id ? (couple[alert.side]?.name ?? '') : alert.caseCode);
  return {
    now: new Date(clock.now()).toISOString(),
    zone: couple.a.zone,
    nextDue: nextDue === null ? null : new Date(nextDue).toISOString(),
    counselor,
    partners,
    alerts: alerts.map((alert) => ({ ...alert, partner: nameOf(alert) })),
  };
}

function partnerView({ name, language, addresses, quietHours }: Partner): object {
  const address = addresses[0];
  return { user: address?.id ?? '', name, language, channel: address?.channel ?? '', quietHours };
}

async function targetOf(app: App, clock: MovableClock, body: unknown): Promise<number> {
  const parsed = advanceSchema.safeParse(body);
  if (!parsed.success) throw unreadable();
  if ('to' in parsed.data) return (await app.nextDue()) ?? clock.now();
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO('UTC');
  const target = tryTo(
    () => now.add(Temporal.Duration.from((parsed.data as { advance: string }).advance)).epochMilliseconds,
  );
  if (target === null || target < clock.now() || target - clock.now() > mostAdvance) throw unreadable();
  return target;
}

function tryTo<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const unreadable = (): CoachError =>
  new CoachError('BODY_INVALID', 'Say how far: {"advance": "PT1H"} (at most 400 days, never back) or {"to": "next"}.');

function actOf(request: Request, by: string): CounselorAct {
  const act = String(request.params['act']);
  const body = (request.body ?? {}) as { words?: unknown; outcome?: unknown; task?: unknown };
  switch (act) {
    case 'claim':
    case 'take-over':
    case 'release':
    case 'hand-back':
      return { type: act, by };
    case 'close':
      return { type: 'close', by, outcome: wordsOf(body.outcome) };
    case 'task-done':
      return { type: 'task-done', by, task: wordsOf(body.task) };
    case 'say':
      return { type: 'say', by, words: wordsOf(body.words) };
    default:
      throw new CoachError(
        'NOT_FOUND',
        'An alert can be claimed, taken over, released, handed back, closed; or say, or task-done.',
      );
  }
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string' && value.trim().length > 0 && value.length <= 4_000) return value.trim();
  throw new CoachError('BODY_INVALID', 'Write something, up to 4,000 characters.');
}
