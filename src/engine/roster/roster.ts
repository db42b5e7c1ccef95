import { withDeadLetter, withoutDeadLetter } from '../../domain/dead-letter.ts';
import { lacksBeforeLive } from '../../domain/staff/readiness.ts';
import { findWay, type Roster } from '../../domain/staff/roster.ts';
import { answerDrill, drillFailed, drillTimer, planDrill, startDrill } from './drill.ts';
import { informLead, lookAhead, lookTimer } from './news.ts';
import { addWay, changeWay, isLost, removePerson, removeWay, setPerson, takeCode } from './people.ts';
import { codeAudit, rosterAudit } from './roster-audit.ts';
import type { RosterClinic, RosterEvent, RosterRefusal, RosterResult, Stepped } from './roster-event.ts';

type Outcome = Stepped | RosterRefusal;

/**
 * The roster after an event, and what follows from it. Whatever changes who can be called is looked at at once: a gap that it
 * leaves is told. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepRoster(roster: Roster, event: RosterEvent, clinic: RosterClinic): RosterResult {
  if (event.type === 'code-came' || event.type === 'code-typed') return codeCame(roster, event);
  const outcome = step(roster, event, clinic);
  if (typeof outcome === 'string') return { ok: false, code: outcome, roster, records: [] };
  const { roster: after, effects } = looked(roster, outcome, event);
  return { ok: true, roster: after, effects, records: rosterAudit(roster, after, event) };
}

function step(roster: Roster, event: RosterEvent, clinic: RosterClinic): Outcome {
  const { at } = event;
  switch (event.type) {
    case 'person-set':
      return only(setPerson(roster, event.person));
    case 'person-removed':
      return only(removePerson(roster, event.person));
    case 'way-added':
      return only(addWay(roster, event.person, event.way));
    case 'way-removed':
      return only(removeWay(roster, event.person, event.way));
    case 'code-issued': {
      const { person, way, digest, until } = event;
      if (!findWay(roster, person, way)) return 'WAY_UNKNOWN';
      return only(changeWay(roster, person, way, (each) => ({ ...each, code: { digest, until, wrong: 0 } })));
    }
    case 'way-reached': {
      const { person, way, reference } = event;
      return only(
        changeWay(roster, person, way, (each) => (each.reference === reference ? each : { ...each, reference })),
      );
    }
    case 'way-ended':
      return wayEnded(roster, event);
    case 'week-set':
      if (!knows(roster, event.weekly)) return 'PERSON_UNKNOWN';
      return only({ ...roster, rota: { ...roster.rota, weekly: event.weekly } });
    case 'override-set':
      if (event.override.person !== null && !knows(roster, [{ person: event.override.person }]))
        return 'PERSON_UNKNOWN';
      return only(withOverrides(roster, [...roster.rota.overrides, event.override], at));
    case 'override-removed': {
      const rest = roster.rota.overrides.filter(({ id }) => id !== event.override);
      return rest.length === roster.rota.overrides.length ? 'SHIFT_UNKNOWN' : only(withOverrides(roster, rest, at));
    }
    case 'drill-week-set': {
      const moved = { ...roster, drillWeek: event.drillWeek };
      return only(roster.liveAt === null ? moved : planDrill(moved, at, clinic));
    }
    case 'drill-started':
      return startDrill(roster, event);
    case 'drill-answered':
      return only(answerDrill(roster, event.drill, event.person, at));
    case 'live':
      return goLive(roster, at, clinic);
    case 'told':
      return told(roster, event);
    case 'answered': {
      const { id, person, way, say } = event;
      const to = { type: 'inform', to: 'system', lane: 'reply', person, way } as const;
      return { roster, effects: [{ id: `${id}.answer`, ...to, about: { kind: 'answer', say } }] };
    }
    case 'timer':
      return fireTimer(roster, event, clinic);
    default:
      return only(roster);
  }
}

const knows = ({ people }: Roster, shifts: readonly { readonly person: string }[]): boolean =>
  shifts.every(({ person }) => people.some(({ id }) => id === person));

const only = (roster: Roster | RosterRefusal): Outcome =>
  typeof roster === 'string' ? roster : { roster, effects: [] };

/** A timer that is gone changes nothing. */
function fireTimer(roster: Roster, event: Extract<RosterEvent, { type: 'timer' }>, clinic: RosterClinic): Stepped {
  if (!roster.timers?.some(({ id }) => id === event.timer)) return { roster, effects: [] };
  if (event.timer === lookTimer) return lookAhead(roster, event);
  return drillTimer(roster, event.timer, event, clinic) ?? { roster, effects: [] };
}

/** It is told once: a way that has ended already tells nothing new, but that its carrier was told STOP. */
function wayEnded(roster: Roster, event: Extract<RosterEvent, { type: 'way-ended' }>): Outcome {
  const { person: id, way, ended } = event;
  const found = findWay(roster, id, way);
  if (!found) return only(roster);
  const isNews = !found.way.ended || (ended.optedOut && !found.way.ended.optedOut);
  const after = isNews ? changeWay(roster, id, way, (each) => ({ ...each, ended })) : roster;
  if (!isLost(found.way, findWay(after, id, way)?.way)) return only(after);
  const about = { kind: 'way-ended', name: found.person.name, way: found.way.kind, why: ended.code } as const;
  return { roster: after, effects: informLead(after, about, event) };
}

/** What a way did not take is kept until it takes something; a drill goes on by the next. */
function told(roster: Roster, event: Extract<RosterEvent, { type: 'told' }>): Stepped {
  const { drill, person, way, code, at } = event;
  const { deadLetters } = roster;
  if (code === undefined)
    return {
      roster: deadLetters ? { ...roster, deadLetters: withoutDeadLetter(deadLetters, { person, way }) } : roster,
      effects: [],
    };
  const kind = findWay(roster, person, way)?.way.kind ?? null;
  const kept = { ...roster, deadLetters: withDeadLetter(deadLetters, { person, way, kind, code, at }) };
  return drill === undefined ? { roster: kept, effects: [] } : drillFailed(kept, { drill, person, way }, event);
}

/** Once, and recorded. @see lacksBeforeLive */
function goLive(roster: Roster, at: number, clinic: RosterClinic): Outcome {
  if (roster.liveAt !== null) return only(roster);
  if (lacksBeforeLive(roster, at).length > 0) return 'NOT_READY';
  return only(planDrill({ ...roster, liveAt: at }, at, clinic));
}

/** Overrides that are over for a month are left out. */
function withOverrides(roster: Roster, overrides: Roster['rota']['overrides'], at: number): Roster {
  const kept = overrides.filter(({ until }) => until > at - monthMs);
  return { ...roster, rota: { ...roster.rota, overrides: kept } };
}
const monthMs = 31 * 24 * 3_600_000;

/** Looks ahead at once where who can be called has changed. */
function looked(before: Roster, { roster, effects }: Stepped, event: RosterEvent): Stepped {
  const same = before.people === roster.people && before.rota === roster.rota && before.liveAt === roster.liveAt;
  if (same || event.type === 'timer') return { roster, effects };
  const ahead = lookAhead(roster, event);
  return { roster: ahead.roster, effects: [...effects, ...ahead.effects] };
}

/** A code is no act like others: one that is wrong is counted. */
function codeCame(roster: Roster, event: Extract<RosterEvent, { type: 'code-came' | 'code-typed' }>): RosterResult {
  const { roster: after, came } = takeCode(roster, event);
  if (came === 'WAY_UNKNOWN') return { ok: false, code: came, roster, records: [] };
  if (came !== 'works') return { ok: false, code: came, roster: after, records: [codeAudit(event, came)] };
  const ahead = lookAhead(after, event);
  return { ok: true, roster: ahead.roster, effects: ahead.effects, records: rosterAudit(roster, after, event) };
}
