import type { Say } from '../../domain/effect.ts';
import type { NoticeMessage, NoticeTap, TapAnswer } from '../../ports/notices.ts';
import type { OnCallWay, Staff } from '../../ports/staff.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Deps } from '../deps.ts';
import { answer, type NoticeActs } from './act.ts';
import { byAddress } from './answers.ts';
import type { Case } from './cases.ts';
import { type NoticeWriter, noticeMessage } from './message.ts';
import { aboutCase, type NoticeSubject } from './subject.ts';
import { openTap, type TapToken } from './token.ts';

type TapDeps = Pick<Deps, 'clock' | 'newId' | 'log'> & {
  readonly writer: NoticeWriter;
  readonly staff: Staff;
  readonly alerts: Pick<Alerts, 'current'>;
  readonly requests: Pick<Requests, 'current'>;
  readonly acts: NoticeActs;
};

/** What an answer says, and the case it is about, where the notice is shown anew. */
interface Came {
  readonly say: Say;
  readonly now?: NoticeSubject;
}

/**
 * What a tapped button of a notice comes to. Its channel has said who tapped; its token says what for and was sealed here; and it
 * does anything only for the person it was sent to, while its occurrence is open. Whatever else comes changes nothing, is answered,
 * and stands in an audit.
 */
export function createTaps({ writer, staff, alerts, requests, acts, clock, newId, log }: TapDeps) {
  async function refused(token: TapToken | null, who: OnCallWay | null, why: string): Promise<void> {
    if (!token || token.of === 'drill') return staff.refused(who?.person.id ?? null, why);
    await acts.refuse({ kind: token.of, id: token.id }, token.act, who?.person.name ?? null, why);
  }

  /** Why a token does nothing for who tapped; null where it does. */
  function refusalOf(
    token: TapToken | null,
    who: OnCallWay | null,
    foreign: boolean,
  ): readonly [why: string, key: string] | null {
    if (foreign) return ['foreign', 'not-on-call'];
    if (!who || who.way.verifiedAt === null || who.way.ended) return ['not-on-call', 'not-on-call'];
    if (!token) return ['unreadable', 'tap-unreadable'];
    if (token.person !== who.person.id) return ['of-another', 'tap-of-another'];
    return token.until < clock.now() ? ['expired', 'tap-expired'] : null;
  }

  const found = async ({ of, id }: TapToken): Promise<Case | undefined> =>
    (await (of === 'request' ? requests : alerts).current(id))?.state;

  async function onCase(token: TapToken, who: OnCallWay): Promise<Came> {
    const before = await found(token);
    if (!before || before.occurrence !== token.occurrence) {
      await refused(token, who, 'expired');
      return { say: answer('tap-expired') };
    }
    const say = await acts.perform(who.person, before, token.act);
    return { say, now: aboutCase((await found(token)) ?? before) };
  }

  async function onDrill({ id }: TapToken, { person }: OnCallWay): Promise<Came> {
    if (await staff.answerDrill(id, person.id)) return { say: answer('you-drilled') };
    await staff.refused(person.id, 'expired');
    return { say: answer('tap-expired') };
  }

  async function come({
    kind,
    address,
    directory,
    token: sealed,
    foreign,
  }: NoticeTap): Promise<Came & { readonly who: OnCallWay | null }> {
    const who = await byAddress(staff, kind, address, directory);
    const token = openTap(writer.seal, sealed);
    const refusal = refusalOf(token, who, foreign ?? false);
    if (refusal || !token || !who) {
      const [why, key] = refusal ?? ['unreadable', 'tap-unreadable'];
      await refused(token, who, why);
      return { who, say: answer(key) };
    }
    return { who, ...(await (token.of === 'drill' ? onDrill(token, who) : onCase(token, who))) };
  }

  /** In the language of who tapped; both a stranger and a fault are answered in English. */
  function told(kind: NoticeTap['kind'], who: OnCallWay | null, { say, now }: Came): TapAnswer {
    const reader = who ?? { person: { id: '', language: 'en', zone: 'UTC' } as const, way: { id: '', kind } };
    const of = { id: newId(), at: clock.now() };
    const said = noticeMessage(writer, { kind: 'answer', say }, reader, of).text;
    const message: NoticeMessage | null = now && who ? noticeMessage(writer, now, who, of) : null;
    return { said, ...(message ? { message } : {}) };
  }

  /** Whoever tapped is answered, whatever happens. Never rejects. */
  return async function tap(given: NoticeTap): Promise<TapAnswer> {
    try {
      const came = await come(given);
      return told(given.kind, came.who, came);
    } catch (error) {
      log.error('notice.tap', error);
      return told(given.kind, null, { say: answer('trouble') });
    }
  };
}
