import { z } from 'zod';
import { partnerKey } from '../../../app/console/care.ts';
import type { Console } from '../../../app/console/console.ts';
import { caseloadInput, coupleActInput, enrolInput, inviteInput, reasonInput } from '../../../domain/console/input.ts';
import { CoachError } from '../../../domain/errors.ts';
import type { Side } from '../../../domain/partner.ts';
import type { Asked, CallRoute } from '../../http/route.ts';
import type { Gate } from './gate.ts';

/** Couples, and each partner's own page. */
export function coupleRoutes(
  { couples, partners, signIn }: Pick<Console, 'couples' | 'partners' | 'signIn'>,
  gate: Gate,
): readonly CallRoute[] {
  const may = 'couples' as const;
  const partner = 'couples/:id/partners/:side';
  return [
    gate.forPart({
      ...{ method: 'GET', path: 'couples', may, query: ['view', 'code', 'cursor'] },
      handler: async ({ reader }, { query: { view, code = '', cursor = '' } }) => ({
        body: await couples.list(reader, { view: view === 'all' ? 'all' : 'own', code: code.trim(), cursor }),
      }),
    }),
    gate.forPart({
      ...{ method: 'POST', path: 'couples', may, input: enrolInput },
      handler: async ({ reader }, { body: { a, b, ...couple } }) => ({
        body: await couples.enrol({ ...couple, a: invitedOf(a), b: b && invitedOf(b) }, reader),
      }),
    }),
    gate.forPart({
      ...{ method: 'GET', path: 'couples/:id', may },
      handler: async ({ reader }, { params }) => ({ body: await couples.page(params['id'] ?? '', reader) }),
    }),
    gate.forPart({
      ...{ method: 'POST', path: 'couples/:id/counselor', may: 'caseload', input: caseloadInput },
      handler: async ({ reader }, { params, body: { counselor } }) => ({
        body: await couples.setCounselor(params['id'] ?? '', counselor, reader.name),
      }),
    }),
    gate.forPart({
      ...{ method: 'POST', path: 'couples/:id/acts', may, input: coupleActInput },
      handler: async ({ reader }, { params, body }) => ({ body: await couples.act(params['id'] ?? '', body, reader) }),
    }),
    gate.forPart({
      ...{ method: 'GET', path: partner, may },
      handler: async ({ reader }, asked) => ({ body: await partners.open(...partIn(asked), reader, null) }),
    }),
    gate.forPart({
      ...{ method: 'POST', path: partner, may, input: reasonInput },
      handler: async ({ reader, seen }, asked) => {
        const part = partIn(asked);
        const page = await partners.open(...part, reader, asked.body.reason);
        await signIn.opened(seen, partnerKey(...part));
        return { body: page };
      },
    }),
    gate.forPart({
      ...{ method: 'POST', path: `${partner}/invite`, may, input: inviteInput },
      handler: async ({ reader }, asked) => ({
        body: await couples.invite(...partIn(asked), asked.body.channel, reader),
      }),
    }),
    gate.forPart({
      ...{ method: 'GET', path: `${partner}/sheet`, may },
      handler: async ({ reader }, asked) => ({ body: await partners.readSheet(...partIn(asked), reader) }),
    }),
    gate.forPart({
      ...{ method: 'POST', path: `${partner}/sheet`, may, input: z.unknown() },
      handler: async ({ reader }, asked) => ({
        body: await partners.setSheet(...partIn(asked), reader, asked.body),
      }),
    }),
  ];
}

/** @throws CoachError `NOT_FOUND`. */
function partIn({ params }: Pick<Asked, 'params'>): readonly [id: string, side: Side] {
  const { id = '', side } = params;
  if (side === 'a' || side === 'b') return [id, side];
  throw new CoachError('NOT_FOUND', 'A couple has the sides a and b.');
}

type Invited = z.output<typeof enrolInput>['a'];

/** A partner as they are enrolled: what was left out stays out. Pure. */
function invitedOf({ country, quietHours, ...rest }: Invited) {
  return {
    ...rest,
    ...(country === undefined ? {} : { country }),
    ...(quietHours === undefined ? {} : { quietHours }),
  };
}
