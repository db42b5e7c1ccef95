import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { quietUntil } from '../../domain/local-time.ts';
import { type Lack, lacksBeforeLive, lacksWhileLive } from '../../domain/staff/readiness.ts';
import { findWay, type PersonWay, type Roster } from '../../domain/staff/roster.ts';
import type { WayDraft } from '../../engine/roster/roster-event.ts';
import type { NoticeOutcome } from '../../ports/notices.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, strangerIdOf } from '../digests.ts';
import type { Owners } from '../inbound/owners.ts';
import type { NoticeSubject } from '../notices/subject.ts';
import type { TellWay } from '../notices/tell.ts';
import { channelOf } from '../notices/way-traits.ts';
import { codeMs, type RosterService } from './roster.ts';

/** What whoever runs the service does with people on call, beyond what stands in the roster alone. */
export interface RosterActs {
  /**
   * Adds a way that has still to be tried, and gives its id. @throws CoachError `WAY_OF_PARTNER`, `WAY_TAKEN`, `NOT_FOUND`.
   */
  addWay(person: string, way: Omit<WayDraft, 'id'>, by: string): Promise<string>;
  /** Sends a code through a way; it counts once the code comes back. @throws CoachError `NOT_FOUND`. */
  sendCode(person: string, way: string, by: string): Promise<NoticeOutcome>;
  /** A code that somebody read out. @throws CoachError `CODE_WRONG`, `CODE_OVER`, `NOT_FOUND`. */
  verify(person: string, way: string, code: string, by: string): Promise<void>;
  /** Sends a test, and says what the way's provider answered. In quiet hours it waits: until when. @throws CoachError `NOT_FOUND`. */
  test(
    person: string,
    way: string,
    by: string,
  ): Promise<NoticeOutcome | { readonly ok: false; readonly quietUntil: number }>;
  /** What is still to be done before going live; once it is live, what keeps new partners out. */
  lacks(): Promise<readonly Lack[]>;
  /** Once, for good. @throws CoachError `NOT_READY`, with what is still to be done. */
  goLive(by: string): Promise<Roster>;
}

type Around = Pick<Deps, 'clock' | 'keys' | 'newId'> & {
  readonly couples: Pick<Couples, 'lastKnown'>;
  readonly owners: Pick<Owners, 'find'>;
  readonly tellWay: Pick<TellWay, 'tell'>;
};

/** Over the roster's service, the couples' addresses and the notice channels. */
export function createRosterActs(
  service: RosterService,
  { clock, keys, newId, couples, owners, tellWay }: Around,
): RosterActs {
  const { roster, act, issueCode, codeDigest } = service;

  async function wayOf(person: string, way: string): Promise<PersonWay> {
    const found = findWay(await roster(), person, way);
    if (!found)
      throw new CoachError('NOT_FOUND', 'This person has no such contact way: "coach staff list" shows them.');
    return found;
  }

  const isPartners = async (channel: ChannelName | null, address: string): Promise<boolean> =>
    channel !== null && (await owners.find(addressDigest({ keys }, channel, address))) !== null;

  /** How somebody who has written before, and is not enrolled, can be written to first: Teams gives that with each message. */
  async function referenceOf(channel: ChannelName | null, address: string): Promise<string | undefined> {
    if (channel === null) return undefined;
    const known = await couples.lastKnown(strangerIdOf({ keys }, channel, address));
    return known?.state.a.addresses.find((each) => each.channel === channel && each.id === address)?.reference;
  }

  async function trySending(person: string, way: string, subject: NoticeSubject, by: string): Promise<NoticeOutcome> {
    const outcome = await tellWay.tell(await wayOf(person, way), subject);
    await act({ type: 'way-tried', person, way, outcome: outcome.ok ? 'sent' : outcome.code }, by);
    return outcome;
  }

  return {
    async addWay(person, draft, by) {
      const { kind, address } = draft;
      const channel = channelOf[kind];
      if (await isPartners(channel, address)) throw ofPartner();
      const id = `${kind}-${newId().slice(0, 8)}`;
      const reference = await referenceOf(channel, address);
      const way = { ...draft, id, ...(reference === undefined ? {} : { reference }) };
      await act({ type: 'way-added', person, way }, by);
      // Somebody may have enrolled it meanwhile: they look for ways once it is theirs.
      if (!(await isPartners(channel, address))) return id;
      await act({ type: 'way-removed', person, way: id }, by);
      throw ofPartner();
    },
    async sendCode(person, way, by) {
      const code = await issueCode(person, way, by);
      return trySending(person, way, { kind: 'code', code, minutes: codeMs / 60_000 }, by);
    },
    async verify(person, way, code, by) {
      await act({ type: 'code-typed', person, way, digest: codeDigest(way, code) }, by);
    },
    async test(id, way, by) {
      const { person } = await wayOf(id, way);
      const quiet = person.quietHours && quietUntil(clock.now(), person.quietHours, person.zone);
      return quiet === null ? trySending(id, way, { kind: 'test' }, by) : { ok: false, quietUntil: quiet };
    },
    async lacks() {
      const now = await roster();
      return now.liveAt === null ? lacksBeforeLive(now, clock.now()) : lacksWhileLive(now, clock.now());
    },
    goLive: (by) => act({ type: 'live' }, by),
  };
}

const ofPartner = (): CoachError =>
  new CoachError(
    'WAY_OF_PARTNER',
    'A partner writes from this address: give another. Nobody is called where a partner writes.',
  );
