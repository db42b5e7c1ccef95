import { type Alert, claimedBy } from '../../domain/alert.ts';
import type {
  AfterAct,
  CasePage,
  CasePartner,
  ChatPage,
  RequestCase,
  TimelineEntry,
} from '../../domain/console/case.ts';
import { writeCursor } from '../../domain/console/cursor.ts';
import type { UnsignedAct } from '../../domain/counselor-act.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import { localTime } from '../../domain/local-time.ts';
import { handOffOf, hasConsent, isReachable, type Partner } from '../../domain/partner.ts';
import { families } from '../../domain/screening.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Auditing } from '../audit/verify.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import { alertIdOf } from '../digests.ts';
import { viewOfSheet } from '../enrolment/contact-sheets.ts';
import { type Case, kindOf } from '../notices/cases.ts';
import { peopleOf, withNames } from '../roster/names.ts';
import type { RosterService } from '../roster/roster.ts';
import { needsReason } from './care.ts';
import { type Chat, streamsOf } from './chat.ts';
import type { Cursors } from './cursor.ts';
import { queueItem, requestItem, sightedOf } from './items.ts';
import { actorOf, type Reader, sees } from './reader.ts';

/** Entries of a case's audit that are shown: the newest. */
const mostTimeline = 500;

/** One case: what a counselor needs to know of it, and what they do. */
export interface Cases {
  /**
   * Opens it, which is audited. `reason`: why, where it is not theirs to look at.
   * @throws CoachError `NOT_FOUND`, `ROLE_REFUSED`, `REASON_NEEDED`.
   */
  open(id: string, reader: Reader, reason: string | null): Promise<CasePage | RequestCase>;
  /** What was said before. @throws CoachError as `open`. */
  earlier(id: string, reader: Reader, before: number): Promise<ChatPage>;
  /** Does something with it. @throws CoachError as `open`, and as the act itself. */
  act(id: string, reader: Reader, act: UnsignedAct): Promise<AfterAct>;
}

/** What cases are read and changed through. */
export interface CaseParts {
  readonly alerts: Pick<Alerts, 'current' | 'run'>;
  readonly requests: Pick<Requests, 'current' | 'run'>;
  readonly couple: (id: string) => Promise<Couple | null>;
  readonly act: Coach['act'];
  readonly audit: Auditing['audit'];
  readonly serial: Serial;
  readonly roster: RosterService;
  readonly chat: Chat;
  readonly cursors: Cursors;
}

/** Over alerts, requests and couples. */
export function createCases(deps: Deps, parts: CaseParts): Cases {
  const { clock, newId, keys } = deps;
  const { alerts, requests, serial, chat } = parts;

  /** A case that a reader may see. @throws CoachError `NOT_FOUND`, `ROLE_REFUSED`. */
  async function find(id: string, reader: Reader): Promise<Case> {
    const found = (await alerts.current(id)) ?? (await requests.current(id));
    if (!found || found.state.occurrence === 0) throw new CoachError('NOT_FOUND', 'There is no such case.');
    if (!sees(reader, sightedOf(found.state)))
      throw new CoachError('ROLE_REFUSED', 'This case is not yours to see: it is another’s, or you are not on duty.');
    return found.state;
  }

  /** The case and its partner, for whoever may look at both now. */
  async function look(id: string, reader: Reader, reason: string | null) {
    const one = await find(id, reader);
    const couple = await parts.couple(one.couple);
    const partner = couple?.[one.side];
    if (!couple || !partner) throw new CoachError('NOT_FOUND', 'The partner of this case is not there any more.');
    if (reason === null && needsReason(one, couple, reader))
      throw new CoachError('REASON_NEEDED', 'Say why you open this case: it is logged.');
    return { one, couple, partner };
  }

  /** A line in the audit of the case. What cannot be written down is not shown. */
  async function note(one: Case, { name }: Reader, reason: string | null): Promise<void> {
    const event = { type: 'viewed', id: newId(), at: clock.now(), by: name, reason } as const;
    await serial.run<unknown>(`${kindOf(one)}|${one.id}`, async () =>
      'family' in one ? alerts.run(one.id, event) : requests.run(one.id, event),
    );
  }

  async function timelineOf(one: Case): Promise<readonly TimelineEntry[]> {
    const kind = kindOf(one);
    const after = Math.max(0, (one.audit?.n ?? 0) - mostTimeline);
    const entries = await parts.audit(kind, one.id, after, mostTimeline + 10);
    return withoutRepeatedLooks(entries).map(({ n, at, event, by, facts }) => ({ n, at, event, by, facts }));
  }

  /** What is open of the same partner beside this. */
  const besideOf = ({ id, couple, side }: Case, { alerts: known }: Partner): CasePage['beside'] =>
    families.flatMap((family) => {
      const mirror = known[family];
      const other = alertIdOf({ keys }, couple, side, family);
      if (!mirror || mirror.status === 'closed' || other === id) return [];
      return [{ id: other, family, level: mirror.level, status: mirror.status, holder: mirror.holder }];
    });

  async function pageOf(one: Case, couple: Couple, partner: Partner, reader: Reader) {
    const cursor = writeCursor(await parts.cursors.now(streamsOf(one)));
    const [said, timeline] = await Promise.all([chat.page(one, partner), timelineOf(one)]);
    return {
      ...{ partner: casePartner(one, partner, clock.now()), chat: said.chat, earlier: said.earlier },
      ...{ sheet: viewOfSheet(couple, one.side), timeline, mayDo: mayDo(one, reader), now: clock.now(), cursor },
      beside: besideOf(one, partner),
    };
  }

  return {
    async open(id, reader, reason) {
      const { one, couple, partner } = await look(id, reader, reason);
      await note(one, reader, reason);
      const page = await pageOf(one, couple, partner, reader);
      return 'family' in one
        ? { kind: 'alert', ...page, ...alertParts(one, partner, reader), rulesVersion: deps.rulesVersion ?? '' }
        : { kind: 'request', ...page, request: requestParts(one, reader) };
    },
    async earlier(id, reader, before) {
      const { one, partner } = await look(id, reader, null);
      await note(one, reader, null);
      return chat.page(one, partner, before);
    },
    async act(id, reader, act) {
      await look(id, reader, null);
      const named = withNames(await peopleOf(parts.roster), act);
      const after = await parts.act(id, { ...named, ...actorOf(reader) });
      return 'family' in after
        ? { kind: 'alert', item: queueItem(after, reader) }
        : { kind: 'request', item: requestItem(after, reader) };
    },
  };
}

/** A page that is open is read again and again: of each reader's looks without a reason the timeline shows the newest. Pure. */
function withoutRepeatedLooks<Entry extends Pick<TimelineEntry, 'event' | 'facts'>>(all: readonly Entry[]) {
  const seen = new Set<unknown>();
  const isNews = ({ event, facts }: Entry): boolean => {
    if (event !== 'viewed' || facts?.['reason'] !== undefined) return true;
    const isFirst = !seen.has(facts?.['counselor']);
    seen.add(facts?.['counselor']);
    return isFirst;
  };
  return all.toReversed().filter(isNews).toReversed();
}

function alertParts(alert: Alert, partner: Partner, reader: Reader) {
  const { occurrence, acknowledgedAt, code = null, ending = null, timers = [] } = alert;
  const followUpDue = timers.find(({ id }) => id === 'follow-up')?.due ?? null;
  const known = Object.entries(partner.talk?.known ?? {});
  return {
    alert: { ...queueItem(alert, reader), occurrence, acknowledgedAt, code, ending, followUpDue },
    why: alert.pages,
    screener: known.map(([name, value]) => ({ name, value, at: null })),
    tasks: alert.tasks ?? [],
  };
}

function requestParts(request: Exclude<Case, Alert>, reader: Reader): RequestCase['request'] {
  const { occurrence, ending = null } = request;
  return { ...requestItem(request, reader), occurrence, ending };
}

function casePartner({ couple, side }: Case, partner: Partner, at: number): CasePartner {
  const { name, language, zone, addresses, optedOut, privatePhone, consent } = partner;
  const isOver = consent.status === 'given' && !hasConsent(partner, at);
  return {
    ...{ couple, side, name, language, zone, optedOut, privatePhone, localTime: localTime(at, zone) },
    channels: [...new Set(addresses.filter(isReachable).map(({ channel }) => channel))],
    reachable: addresses.some(isReachable),
    handOff: handOffOf(partner),
    consent: isOver ? 'over' : consent.status,
  };
}

const always = ['add-note'] as const;
const ofBoth = ['acknowledge', 'claim', 'take-over', 'hand-back', 'release', 'say', 'close'] as const;
const ofAlerts = ['reassign', 'escalate', 'log-call', 'log-decision', 'false-alarm', 'task-done'] as const;

/** What a reader may do with a case as it stands. What comes in between is told by the act's own refusal. Pure. */
function mayDo(one: Case, reader: Reader): readonly UnsignedAct['type'][] {
  const isAlert = 'family' in one;
  const signs = isAlert && reader.roles.includes('supervisor') ? (['co-sign'] as const) : [];
  if (one.status === 'closed') return [...always, ...signs, ...(isAlert ? (['task-done'] as const) : [])];
  const isOthers = ![null, reader.name].includes(claimedBy(one));
  const both = isOthers ? ofBoth.filter((type) => type !== 'say') : ofBoth;
  return [...always, ...both, ...signs, ...(isAlert ? ofAlerts : [])];
}
