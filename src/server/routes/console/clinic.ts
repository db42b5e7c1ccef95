import type { Console } from '../../../app/console/console.ts';
import {
  accountInput,
  overrideInput,
  personInput,
  wayCodeInput,
  wayInput,
  weekInput,
} from '../../../domain/console/input.ts';
import { CoachError } from '../../../domain/errors.ts';
import type { CallRoute } from '../../http/route.ts';
import type { Gate } from './gate.ts';

/** The clinic itself: who is on call when, who there is, and who may do what. */
export const clinicRoutes = (console: Pick<Console, 'onCall' | 'people'>, gate: Gate): readonly CallRoute[] => [
  ...rotaRoutes(console, gate),
  ...peopleRoutes(console, gate),
  ...wayRoutes(console, gate),
];

const rotaRoutes = ({ onCall }: Pick<Console, 'onCall'>, gate: Gate): readonly CallRoute[] => [
  gate.forPart({
    ...{ method: 'GET', path: 'on-call', may: 'onCall', query: ['from', 'days'] },
    handler: async ({ reader }, { query: { from = '', days = '' } }) => ({
      body: await onCall.week(reader, { from: from === '' ? null : numberIn(from), days: numberIn(days || '7') }),
    }),
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'on-call/week', may: 'rota', input: weekInput },
    handler: async ({ reader }, { body: { weekly } }) => {
      await onCall.setWeek(weekly, reader);
      return { body: await onCall.week(reader, { from: null, days: 7 }) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'on-call/overrides', may: 'rota', input: overrideInput },
    handler: async ({ reader }, { body }) => {
      await onCall.override(body, reader);
      return { body: await onCall.week(reader, { from: null, days: 7 }) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'on-call/overrides/:id/remove', may: 'rota' },
    handler: async ({ reader }, { params }) => {
      await onCall.takeBack(params['id'] ?? '', reader);
      return { body: await onCall.week(reader, { from: null, days: 7 }) };
    },
  }),
];

const peopleRoutes = ({ people }: Pick<Console, 'people'>, gate: Gate): readonly CallRoute[] => [
  gate.forPart({
    ...{ method: 'GET', path: 'people', may: 'onCall' },
    handler: async ({ reader }) => ({ body: await people.all(reader) }),
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'people', may: 'people', input: personInput },
    handler: async ({ reader }, { body }) => {
      await people.setPerson(body, reader.name);
      return { body: await people.all(reader) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'people/:id/remove', may: 'people', fresh: true },
    handler: async ({ reader }, { params }) => {
      await people.removePerson(params['id'] ?? '', reader.name);
      return { body: await people.all(reader) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'accounts', may: 'accounts', input: accountInput, fresh: true },
    handler: async ({ reader }, { body }) => {
      await people.setAccount(body, reader.name);
      return { body: await people.all(reader) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: 'accounts/:id/link', may: 'accounts', fresh: true },
    handler: async ({ reader }, { params }) => ({ body: await people.link(params['id'] ?? '', reader.name) }),
  }),
];

const way = 'people/:id/ways/:way';

const wayRoutes = ({ people }: Pick<Console, 'people'>, gate: Gate): readonly CallRoute[] => [
  gate.forPart({
    ...{ method: 'POST', path: 'people/:id/ways', may: 'people', input: wayInput },
    handler: async ({ reader }, { params, body }) => ({
      body: await people.addWay(params['id'] ?? '', body, reader.name),
    }),
  }),
  gate.forPart({
    ...{ method: 'POST', path: `${way}/test`, may: 'onCall' },
    handler: async ({ reader }, { params }) => ({
      body: await people.test(params['id'] ?? '', params['way'] ?? '', reader),
    }),
  }),
  gate.forPart({
    ...{ method: 'POST', path: `${way}/code`, may: 'people', input: wayCodeInput },
    handler: async ({ reader }, { params, body: { code } }) => {
      await people.verify(params['id'] ?? '', params['way'] ?? '', code, reader.name);
      return { body: await people.all(reader) };
    },
  }),
  gate.forPart({
    ...{ method: 'POST', path: `${way}/remove`, may: 'people', fresh: true },
    handler: async ({ reader }, { params }) => {
      await people.removeWay(params['id'] ?? '', params['way'] ?? '', reader.name);
      return { body: await people.all(reader) };
    },
  }),
];

/** @throws CoachError `BODY_INVALID`. */
function numberIn(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new CoachError('BODY_INVALID', 'Say from when, in ms, and how many days: ?from=…&days=7.');
}
