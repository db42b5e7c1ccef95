import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Route, type Routes, route } from '../http/route.ts';
import type { TryStage } from './try-stage.ts';
import { stateOf } from './try-state.ts';
import { whyOf } from './try-why.ts';

const howFar = 'Say how far: {"advance": "PT1H"} (at most 400 days, never back) or {"to": "next"}.';
const advanceSchema = z
  .union([z.strictObject({ advance: z.string().max(40) }), z.strictObject({ to: z.literal('next') })])
  .describe(howFar);
const words = z.string().max(4_000).trim().min(1);
const wordsIn = <S extends z.ZodRawShape>(shape: S) =>
  z.object(shape).describe('Write something, up to 4,000 characters.');
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
      ...actRoutes(app, stage.counselor),
      { ...page, path: '/try' },
      { ...page, path: '/try/*' },
    ],
  };
}

/** One route for each act of the counselor upon an alert, or upon a request for a person, whose ids are of one kind. */
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
    ...(['acknowledge', 'claim', 'take-over', 'release', 'hand-back'] as const).map((type) =>
      act(type, z.unknown(), () => ({ type, by })),
    ),
    act('close', wordsIn({ outcome: words, note: words.optional(), seen: z.int() }), ({ outcome, note, seen }) => ({
      ...{ type: 'close', by, outcome, seen },
      ...(note === undefined ? {} : { note }),
    })),
    act('task-done', wordsIn({ task: words }), ({ task }) => ({ type: 'task-done', by, task })),
    act('say', wordsIn({ words }), ({ words: said }) => ({ type: 'say', by, words: said })),
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
