import type { InformEffect, RosterNotice } from '../../domain/effect.ts';
import { type Gap, gapsOf } from '../../domain/staff/gaps.ts';
import type { Person } from '../../domain/staff/person.ts';
import { lookAheadMs } from '../../domain/staff/readiness.ts';
import type { Roster, ToldGap } from '../../domain/staff/roster.ts';
import { quietFor } from '../alert/whom.ts';
import type { Stepped } from './roster-event.ts';
import { withTimer } from './roster-timers.ts';
import { whoLeads } from './whom.ts';

/** How often the rota is looked through, ms. */
const lookMs = 3_600_000;
export const lookTimer = 'look';

interface Now {
  readonly id: string;
  readonly at: number;
}

/** What is wrong, for whoever leads now. One whose ways take nothing holds back nobody else's. Pure. */
export const informLead = (roster: Roster, about: RosterNotice, { id, at }: Now): readonly InformEffect[] =>
  whoLeads(roster, at).map((person) => ({
    ...{ id: `${id}.${about.kind}.${person.id}`, type: 'inform', to: 'system', lane: 'reply' },
    ...{ person: person.id, about },
  }));

/**
 * Looks through the coming week and tells of each gap once, whoever leads; before the clinic is live, of none. What begins only
 * after a person's quiet hours waits for their end. Pure.
 */
export function lookAhead(roster: Roster, now: Now): Stepped {
  const timed = withTimer(roster, { id: lookTimer, due: now.at + lookMs });
  if (roster.liveAt === null) return { roster: timed, effects: [] };
  const gaps = gapsOf(roster.rota, roster.people, now.at, now.at + lookAheadMs);
  const leads = whoLeads(roster, now.at);
  const known = (roster.told ?? []).flatMap((told) => joined(told, gaps));
  const news = gaps.filter((gap) => !known.some((told) => meets(told, gap)) && !canWait(gap, leads, now.at));
  const effects = news.flatMap((gap, nth) => {
    const about = { kind: 'rota-gap', duty: 'primary', from: gap.from, until: gap.until } as const;
    return informLead(roster, about, { id: `${now.id}.${nth}`, at: now.at });
  });
  const told = [...known, ...news.map(({ from, until }) => ({ from, until }))];
  return { roster: { ...timed, told }, effects };
}

/** A gap that was told and is still there, as it is now; a new piece that touches it belongs to it. None where it is filled. */
function joined(told: ToldGap, gaps: readonly Gap[]): readonly ToldGap[] {
  const met = gaps.filter((gap) => meets(told, gap));
  if (met.length === 0) return [];
  const ends = met.map(({ until }) => until);
  return [{ from: Math.min(told.from, ...met.map(({ from }) => from)), until: Math.max(...ends) }];
}

const meets = (one: ToldGap, other: ToldGap): boolean => one.from <= other.until && other.from <= one.until;

/** Everybody who would be told sleeps, and it begins later than that. */
const canWait = ({ from }: Gap, persons: readonly Person[], at: number): boolean =>
  persons.length > 0 &&
  persons.every((person) => {
    const quiet = quietFor(person, at);
    return quiet !== null && from >= quiet;
  });
