import { z } from 'zod';
import type { App } from '../app/create-app.ts';
import { isZone } from '../domain/local-time.ts';
import { dutyPieces, gapsOf } from '../domain/staff/gaps.ts';
import { type Roster, standardDrillWeek } from '../domain/staff/roster.ts';
import { duties } from '../domain/staff/rota.ts';
import { define } from './define.ts';
import { localTime } from './staff.ts';

const day = 86_400_000;
const by = z.string().trim().min(1).max(100);
const person = z.string().max(40);

const shift = z.strictObject({
  ...{ id: z.string().max(40), duty: z.enum(duties), person, from: localTime, to: localTime },
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  zone: z.string().refine(isZone),
});

/** The days that are shown: who has which duty when, and the gaps. Instants are ISO, UTC. */
export const rotaShow = define(
  z.strictObject({ days: z.int().min(1).max(60).default(7) }),
  async ({ app }, { days }) => {
    const { roster, now } = await known(await app());
    return shown(roster, now, now + days * day);
  },
);

/** Sets the whole week, and the hour of the drill where it is said. @throws CoachError `NOT_FOUND` for a person who is not there. */
export const rotaSet = define(
  z.strictObject({
    ...{ weekly: z.array(shift).max(500), by },
    drill: z.strictObject({ day: z.int().min(1).max(7), time: localTime }).nullable(),
  }),
  async ({ app }, { weekly, drill, by: who }) => {
    const opened = await app();
    await opened.roster.act({ type: 'week-set', weekly }, who);
    if (drill) await opened.roster.act({ type: 'drill-week-set', drillWeek: drill }, who);
    const { roster, now } = await known(opened);
    return shown(roster, now, now + 7 * day);
  },
);

/** Somebody else for a while; nobody with a person of null. Gives its id. @throws CoachError `NOT_FOUND`. */
export const rotaOverride = define(
  z
    .strictObject({ duty: z.enum(duties), person: person.nullable(), from: z.number(), until: z.number(), by })
    .refine(({ from, until }) => from < until && until - from <= 366 * day, { path: ['until'] }),
  async ({ app }, { by: who, ...override }) => {
    const opened = await app();
    const id = opened.roster.freshId();
    await opened.roster.act({ type: 'override-set', override: { ...override, id } }, who);
    const { roster, now } = await known(opened);
    return { override: id, ...shown(roster, now, now + 7 * day) };
  },
);

/** Takes an override back. @throws CoachError `NOT_FOUND`. */
export const rotaClear = define(z.strictObject({ override: z.string(), by }), async ({ app }, given) => {
  const opened = await app();
  await opened.roster.act({ type: 'override-removed', override: given.override }, given.by);
  const { roster, now } = await known(opened);
  return shown(roster, now, now + 7 * day);
});

const known = async ({ roster }: Pick<App, 'roster'>) => ({ roster: await roster.roster(), now: roster.now() });

const iso = (instant: number): string => new Date(instant).toISOString();

/** A rota as it is shown. `gaps` are stretches of which nobody hears first. */
function shown({ rota, people, drillWeek = standardDrillWeek }: Roster, from: number, until: number) {
  return {
    pieces: dutyPieces(rota, { from, until }).map((piece) => ({
      ...piece,
      from: iso(piece.from),
      until: iso(piece.until),
    })),
    gaps: gapsOf(rota, people, from, until).map((gap) => ({ ...gap, from: iso(gap.from), until: iso(gap.until) })),
    overrides: rota.overrides
      .filter((each) => each.until > from)
      .map((each) => ({ ...each, from: iso(each.from), until: iso(each.until) })),
    shifts: rota.weekly.length,
    drill: drillWeek,
  };
}
