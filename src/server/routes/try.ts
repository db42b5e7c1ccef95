import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import { actFrom, actInput, actTypes } from '../../domain/act-input.ts';
import type { Actor } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Route, type Routes, route } from '../http/route.ts';
import type { TryStage } from './try-stage.ts';
import { stateOf } from './try-state.ts';
import { whyOf } from './try-why.ts';

const howFar = 'Say how far: {"advance": "PT1H"} (at most 400 days, never back) or {"to": "next"}.';
const advanceSchema = z
  .union([z.strictObject({ advance: z.string().max(40) }), z.strictObject({ to: z.literal('next') })])
  .describe(howFar);
const mostAdvance = 400 * 86_400_000;

/** The try page, its clock, its counselor panel and what starts it over. Development only. */
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
          await stage.rehearsal.advanceTo((now) => targetOf(app, now, body));
          return { body: { now: new Date(stage.rehearsal.now()).toISOString() } };
        },
      }),
      {
        method: 'GET',
        path: '/try/api/why',
        role: 'machine',
        input: 'none',
        handler: async () => ({ body: await whyOf(app, stage) }),
      },
      route({
        method: 'POST',
        path: '/try/api/start-over',
        role: 'machine',
        input: z.strictObject({ couple: z.literal('sample') }).describe('Say what starts over: {"couple": "sample"}.'),
        handler: async () => {
          await stage.rehearsal.startOver();
          return { body: await stateOf(app, stage) };
        },
      }),
      ...actRoutes(app, stage),
      ...sheetRoutes(app, stage.counselor),
      { ...page, path: '/try' },
      { ...page, path: '/try/*' },
    ],
  };
}

/** One route for each act upon an alert, or a request for a person, whose ids are of one kind: the counselor's, and the supervisor's signature. */
const actRoutes = (app: Pick<App, 'act'>, { counselor, supervisor }: Pick<TryStage, 'counselor' | 'supervisor'>) =>
  actTypes.map(
    (type): Route =>
      route({
        method: 'POST',
        path: `/try/api/alerts/:id/${type}`,
        role: 'machine',
        input: actInput(type),
        handler: async ({ params, body }) => {
          const actor: Actor = type === 'co-sign' ? { by: supervisor, role: 'supervisor' } : { by: counselor };
          return { body: await app.act(params['id'] ?? '', { ...actFrom(type, body), ...actor }) };
        },
      }),
  );

/** The safe-contact sheet of a partner, for the counselor's eyes. */
function sheetRoutes(app: Pick<App, 'readSheet' | 'setSheet'>, by: string): readonly Route[] {
  const of = ({ caseCode = '', side = '' }: Readonly<Record<string, string>>) => {
    if (side !== 'a' && side !== 'b') throw new CoachError('NOT_FOUND', 'A couple has the sides a and b.');
    return { caseCode, side, by } as const;
  };
  const path = '/try/api/sheets/:caseCode/:side';
  return [
    {
      method: 'GET',
      path,
      role: 'machine',
      input: 'none',
      handler: async ({ params }) => ({ body: (await app.readSheet(of(params))).kept?.sheet ?? {} }),
    },
    route({
      method: 'POST',
      path,
      role: 'machine',
      input: z.unknown(),
      handler: async ({ params, body }) => ({ body: (await app.setSheet(of(params), body)).kept?.sheet ?? {} }),
    }),
  ];
}

async function targetOf(app: App, now: number, body: z.output<typeof advanceSchema>): Promise<number> {
  if ('to' in body) return (await app.nextDue()) ?? now;
  const from = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
  const target = tryTo(() => from.add(Temporal.Duration.from(body.advance)).epochMilliseconds);
  if (target === null || target < now || target - now > mostAdvance) throw unreadable();
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
