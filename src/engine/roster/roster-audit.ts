import { type AuditActor, type AuditEvent, audited } from '../../domain/audit.ts';
import type { Json } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import { findWay, type Roster } from '../../domain/staff/roster.ts';
import type { RosterEvent } from './roster-event.ts';

type Facts = Readonly<Record<string, Json>>;

/** The audit of an event: who did what with whom, when. Ids, kinds and codes; no address. Pure. */
export function rosterAudit(before: Roster, after: Roster, event: RosterEvent): readonly TurnRecord[] {
  const told = tellOf(before, after, event);
  if (!told) return [];
  const [name, facts] = told;
  const by: AuditActor = 'by' in event ? 'counselor' : 'system';
  const who: Facts = 'by' in event ? { counselor: event.by } : {};
  return [audited({ of: 'system', event: name, by, at: event.at, facts: { ...who, ...facts } })];
}

/** The entry of a code that came back wrong, or too late. Pure. */
export const codeAudit = (event: RosterEvent & { readonly person: string; readonly way: string }, why: string) =>
  audited({
    ...{ of: 'system', event: 'code-wrong', by: 'system', at: event.at },
    facts: { person: event.person, way: event.way, why },
  });

function tellOf(before: Roster, after: Roster, event: RosterEvent): readonly [AuditEvent, Facts] | null {
  switch (event.type) {
    case 'person-set': {
      const { id, role } = event.person;
      return ['person-set', { person: id, role }];
    }
    case 'person-removed':
      return ['person-removed', { person: event.person }];
    case 'way-added':
      return ['way-added', { person: event.person, way: event.way.id, kind: event.way.kind }];
    case 'way-removed':
      return ['way-removed', ofWay(before, event)];
    case 'code-issued':
      return ['code-sent', ofWay(before, event)];
    case 'code-typed':
    case 'code-came':
      return ['way-works', ofWay(before, event)];
    case 'way-tried':
      return ['way-tried', { ...ofWay(before, event), outcome: event.outcome }];
    case 'way-ended':
      return after === before ? null : ['way-ended', { ...ofWay(before, event), code: event.ended.code }];
    case 'way-reached':
      return after === before ? null : ['way-reached', ofWay(before, event)];
    case 'week-set':
      return ['rota-changed', { shifts: event.weekly.length }];
    case 'override-set': {
      const { id, duty, person, from, until } = event.override;
      return ['rota-changed', { override: id, duty, person, from, until }];
    }
    case 'override-removed':
      return ['rota-changed', { removed: event.override }];
    case 'drill-week-set':
      return ['drill-moved', { ...event.drillWeek }];
    case 'live':
      return ['went-live', {}];
    case 'drill-answered':
      return after === before ? null : ['drill-answered', { drill: event.drill, person: event.person }];
    case 'told': {
      const { code, drill } = event;
      const facts = { ...ofWay(before, event), ...(drill === undefined ? {} : { drill }) };
      return code === undefined ? ['told', facts] : ['not-told', { ...facts, code }];
    }
    case 'answered':
      return null;
    case 'refused':
      return ['act-refused', { why: event.why, person: event.person }];
    case 'drill-started':
    case 'timer':
      return drillChange(before, after);
  }
}

function drillChange({ drill: before }: Roster, { drill: after }: Roster): readonly [AuditEvent, Facts] | null {
  if (!after || before === after) return null;
  return [after.missedAt === undefined ? 'drill-started' : 'drill-missed', { drill: after.id }];
}

const ofWay = (roster: Roster, { person, way }: { readonly person: string; readonly way: string }): Facts => ({
  ...{ person, way },
  kind: findWay(roster, person, way)?.way.kind ?? null,
});
