import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import { advance } from '../../app/rehearsal/rehearse.ts';
import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Language } from '../../domain/language.ts';
import type { Partner } from '../../domain/partner.ts';
import type { MovableClock } from '../../ports/clock.ts';
import { type Route, type Routes, route } from '../http/route.ts';

/** The numbers to call in danger, from a country's crisis lines, by language, and all that call a line. */
export type CallLines = Readonly<
  Record<Language, { readonly emergency: string; readonly suicideLine: string; readonly calls: readonly string[] }>
>;

/** The sample couple as the try page knows it. */
export interface TryStage {
  readonly couple: string;
  readonly counselor: string;
  readonly clock: MovableClock;
  readonly linesOf: (country: string) => CallLines;
  /** The built page. */
  readonly pages: string;
}

const howFar = 'Say how far: {"advance": "PT1H"} (at most 400 days, never back) or {"to": "next"}.';
const advanceSchema = z
  .union([z.strictObject({ advance: z.string().max(40) }), z.strictObject({ to: z.literal('next') })])
  .describe(howFar);
const words = z.string().max(4_000).trim().min(1);
const wordsIn = <S extends z.ZodRawShape>(shape: S) =>
  z.object(shape).describe('Write something, up to 4,000 characters.');
const mostAdvance = 400 * 86_400_000;

/** The try page, its clock and its counselor panel. Development only. */
export function tryRoutes(app: App, stage: TryStage): Routes {
  const page = { method: 'GET', role: 'machine', input: 'none', files: stage.pages } as const;
  return {
    routes: [
      {
        method: 'GET',
        path: '/',
        role: 'machine',
        input: 'none',
        handler: () => ({ status: 302, headers: { Location: '/try' } }),
      },
      {
        method: 'GET',
        path: '/try/api/state',
        role: 'machine',
        input: 'none',
        handler: async () => ({ body: await stateOf(app, stage) }),
      },
      route({
        method: 'POST',
        path: '/try/api/clock',
        role: 'machine',
        input: advanceSchema,
        handler: async ({ body }) => {
          await advance(app, stage.clock, await targetOf(app, stage.clock, body));
          return { body: { now: new Date(stage.clock.now()).toISOString() } };
        },
      }),
      ...actRoutes(app, stage.counselor),
      { ...page, path: '/try' },
      { ...page, path: '/try/*' },
    ],
  };
}

/** One route for each act of the counselor upon an alert. */
function actRoutes(app: Pick<App, 'act'>, by: string): readonly Route[] {
  const act = <S extends z.ZodType>(name: string, input: S, actOf: (body: z.output<S>) => CounselorAct): Route =>
    route({
      method: 'POST',
      path: `/try/api/alerts/:id/${name}`,
      role: 'machine',
      input,
      handler: async ({ params, body }) => ({ body: await app.act(params['id'] ?? '', actOf(body)) }),
    });
  return [
    ...(['claim', 'take-over', 'release', 'hand-back'] as const).map((type) =>
      act(type, z.unknown(), () => ({ type, by })),
    ),
    act('close', wordsIn({ outcome: words }), ({ outcome }) => ({ type: 'close', by, outcome })),
    act('task-done', wordsIn({ task: words }), ({ task }) => ({ type: 'task-done', by, task })),
    act('say', wordsIn({ words }), ({ words: said }) => ({ type: 'say', by, words: said })),
  ];
}

async function stateOf(app: App, { couple: id, clock, counselor, linesOf }: TryStage): Promise<object> {
  const [couple, alerts, nextDue] = await Promise.all([app.couple(id), app.alerts(), app.nextDue()]);
  if (!couple)
    throw new CoachError('NOT_FOUND', 'The sample couple is missing: remove the data folder and start again.');
  const partners = [couple.a, ...(couple.b ? [couple.b] : [])].map((partner) => ({
    ...partnerView(partner),
    lines: linesOf(partner.country),
  }));
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

async function targetOf(app: App, clock: MovableClock, body: z.output<typeof advanceSchema>): Promise<number> {
  if ('to' in body) return (await app.nextDue()) ?? clock.now();
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO('UTC');
  const target = tryTo(() => now.add(Temporal.Duration.from(body.advance)).epochMilliseconds);
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

const unreadable = (): CoachError => new CoachError('BODY_INVALID', howFar);
