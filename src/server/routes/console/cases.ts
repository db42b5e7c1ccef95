import { z } from 'zod';
import type { Console } from '../../../app/console/console.ts';
import { actFrom, actInput, actTypes } from '../../../domain/act-input.ts';
import { reasonInput } from '../../../domain/console/input.ts';
import { queueViews } from '../../../domain/console/queue.ts';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { CoachError } from '../../../domain/errors.ts';
import { checkInput } from '../../http/input.ts';
import type { CallRoute } from '../../http/route.ts';
import type { Gate } from './gate.ts';

const typed = z
  .looseObject({ type: z.enum(actTypes as [UnsignedAct['type'], ...UnsignedAct['type'][]]) })
  .describe(`Say which act: {"type": "${actTypes.join('|')}"}, and what it takes.`);

/** The queue, and one case. Alerts and requests have ids of one kind: a notice's link does not say which it is. */
export function caseRoutes(
  { queue, cases, signIn }: Pick<Console, 'queue' | 'cases' | 'signIn'>,
  gate: Gate,
): readonly CallRoute[] {
  const common = { may: 'cases' } as const;
  return [
    gate.forPart({
      ...{ ...common, method: 'GET', path: 'alerts', query: ['view', 'cursor'], byItself: true },
      handler: async ({ reader }, { query }) => {
        const view = queueViews.find((each) => each === query['view']) ?? 'all';
        return { body: await queue.alerts(reader, view, query['cursor'] ?? '') };
      },
    }),
    gate.forPart({
      ...{ ...common, method: 'GET', path: 'requests', query: ['cursor'], byItself: true },
      handler: async ({ reader }, { query }) => ({ body: await queue.requests(reader, query['cursor'] ?? '') }),
    }),
    ...(['alerts', 'requests'] as const).flatMap((kind) => [
      gate.forPart({
        ...{ ...common, method: 'GET', path: `${kind}/:id` },
        handler: async ({ reader }, { params }) => ({ body: await cases.open(params['id'] ?? '', reader, null) }),
      }),
      gate.forPart({
        ...{ ...common, method: 'POST', path: `${kind}/:id/open`, input: reasonInput },
        handler: async ({ reader, seen }, { params, body: { reason } }) => {
          const id = params['id'] ?? '';
          const page = await cases.open(id, reader, reason);
          await signIn.opened(seen, id);
          return { body: page };
        },
      }),
      gate.forPart({
        ...{ ...common, method: 'GET', path: `${kind}/:id/chat`, query: ['before'] },
        handler: async ({ reader }, { params, query }) => ({
          body: await cases.earlier(params['id'] ?? '', reader, numberIn(query['before'])),
        }),
      }),
      gate.forPart({
        ...{ ...common, method: 'POST', path: `${kind}/:id/acts`, input: typed },
        handler: async ({ reader }, { params, body: { type, ...rest } }) => {
          const act = actFrom(type, checkInput(actInput(type), rest));
          return { body: await cases.act(params['id'] ?? '', reader, act) };
        },
      }),
    ]),
  ];
}

/** @throws CoachError `BODY_INVALID`. */
function numberIn(text = ''): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CoachError('BODY_INVALID', 'Say before which entry: ?before=12.');
}
