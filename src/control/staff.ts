import { z } from 'zod';
import type { App } from '../app/create-app.ts';
import { CoachError } from '../domain/errors.ts';
import { languages } from '../domain/language.ts';
import { isZone } from '../domain/local-time.ts';
import { type ContactWay, counts, staffRoles, wayKinds } from '../domain/staff/person.ts';
import { isWayAddress } from '../domain/staff/way-address.ts';
import { define } from './define.ts';

const by = z.string().trim().min(1).max(100);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A contact way as it is shown: how its address ends, for nobody needs more to know which it is. */
export interface WayView {
  readonly id: string;
  readonly kind: ContactWay['kind'];
  readonly ends: string;
  readonly after: number;
  readonly state: 'works' | 'untried' | 'ended';
  /** Why it ended. */
  readonly code: string | null;
}

/** Who can be called, and by which ways. */
export const staffList = define(z.strictObject({}), async ({ app }) => {
  const { people } = await (await app()).roster.roster();
  return { people: people.map(({ ways, ...person }) => ({ ...person, ways: ways.map(viewOf) })) };
});

/** Writes somebody down, or changes them. */
export const staffSet = define(
  z.strictObject({
    by,
    person: z.strictObject({
      ...{ id, name: z.string().trim().min(1).max(60), role: z.enum(staffRoles), language: z.enum(languages) },
      zone: z.string().refine(isZone),
      quietHours: z.strictObject({ from: localTime, to: localTime }).nullable(),
    }),
  }),
  async ({ app }, { person, by: who }) => {
    await (await app()).roster.act({ type: 'person-set', person }, who);
    return { person: person.id };
  },
  { mayCreate: true },
);

/** Takes somebody out. @throws CoachError `NOT_FOUND`. */
export const staffRemove = define(z.strictObject({ person: id, by }), async ({ app }, { person, by: who }) => {
  await (await app()).roster.act({ type: 'person-removed', person }, who);
  return { person };
});

/** Adds a contact way, and sends a code through it. @throws CoachError `WAY_OF_PARTNER`, `WAY_TAKEN`, `NOT_FOUND`. */
export const wayAdd = define(
  z
    .strictObject({
      ...{ person: id, kind: z.enum(wayKinds), address: z.string().trim().min(1).max(1_000), by },
      after: z.int().min(0).max(3_600_000),
    })
    .refine(({ kind, address }) => isWayAddress(kind, address), { path: ['address'] }),
  async ({ app }, { person, kind, address, after, by: who }) => {
    const { roster } = await app();
    const way = await roster.addWay(person, { kind, address, after }, who);
    return { person, way, code: await roster.sendCode(person, way, who) };
  },
);

const ofWay = z.strictObject({ person: id, way: z.string().min(1).max(60), by });

/** Takes a way out. @throws CoachError `NOT_FOUND`. */
export const wayRemove = define(ofWay, async ({ app }, { person, way, by: who }) => {
  const { roster } = await app();
  const found = await oneWay(roster, person, way);
  await roster.act({ type: 'way-removed', person, way: found.id }, who);
  return { person, way: found.id };
});

/** Sends a test through a way that works, and a new code through any other. @throws CoachError `NOT_FOUND`. */
export const wayTest = define(ofWay, async ({ app }, { person, way, by: who }) => {
  const { roster } = await app();
  const found = await oneWay(roster, person, way);
  return counts(found)
    ? { person, way: found.id, test: await roster.test(person, found.id, who) }
    : { person, way: found.id, code: await roster.sendCode(person, found.id, who) };
});

/** Takes the code that somebody read out. @throws CoachError `CODE_WRONG`, `CODE_OVER`, `NOT_FOUND`. */
export const wayVerify = define(
  z.strictObject({ ...ofWay.shape, code: z.string().regex(/^\d{6}$/) }),
  async ({ app }, { person, way, code, by: who }) => {
    const { roster } = await app();
    const found = await oneWay(roster, person, way);
    await roster.verify(person, found.id, code, who);
    return { person, way: found.id, state: 'works' };
  },
);

/** The way that is meant: by its id, or by its kind where there is one of it. */
async function oneWay({ roster }: Pick<App['roster'], 'roster'>, person: string, named: string): Promise<ContactWay> {
  const ways = (await roster()).people.find((each) => each.id === person)?.ways ?? [];
  const ofKind = ways.filter(({ kind }) => kind === named);
  const found = ways.find((each) => each.id === named) ?? (ofKind.length === 1 ? ofKind[0] : undefined);
  if (found) return found;
  const several = ofKind.length > 1 ? 'more than one such way: name it by its id' : 'no such contact way';
  throw new CoachError('NOT_FOUND', `This person has ${several}; "coach staff list" shows them.`);
}

function viewOf(way: ContactWay): WayView {
  const { id: name, kind, address, after, ended } = way;
  const state = ended ? 'ended' : counts(way) ? 'works' : 'untried';
  return { id: name, kind, ends: address.slice(-4), after, state, code: ended?.code ?? null };
}
