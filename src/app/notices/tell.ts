import { codeUnknown, providerCode } from '../../domain/provider-code.ts';
import type { WayKind } from '../../domain/staff/person.ts';
import type { NoticeAddress, NoticeChannel, NoticeOutcome } from '../../ports/notices.ts';
import type { OnCallWay, Staff } from '../../ports/staff.ts';
import type { Deps } from '../deps.ts';
import { type NoticeWriter, noticeMessage } from './message.ts';
import type { NoticeSubject } from './subject.ts';

/** How long one notice may take, ms: less than the lease of the lane that it goes out by. */
const longest = 5_000;

export type TellDeps = Pick<Deps, 'clock' | 'newId' | 'log'> & {
  readonly writer: NoticeWriter;
  readonly channels: ReadonlyMap<WayKind, NoticeChannel>;
  readonly staff: Pick<Staff, 'endWay'>;
};

/** Where a way leads. Pure. */
const addressOf = ({ way: { address, reference } }: OnCallWay): NoticeAddress => ({
  address,
  ...(reference === undefined ? {} : { reference }),
});

/**
 * Tells one person something by one way, once. A way that takes nothing more ends. Codes have the shape of `providerCode`. Bounded
 * in time; never rejects.
 */
export function createTellWay({ writer, channels, staff, clock, newId, log }: TellDeps) {
  async function attempt(
    to: OnCallWay,
    subject: NoticeSubject,
    work: (channel: NoticeChannel, message: ReturnType<typeof noticeMessage>) => Promise<NoticeOutcome> | undefined,
  ): Promise<NoticeOutcome> {
    const channel = channels.get(to.way.kind);
    if (!channel) return { ok: false, code: 'CHANNEL_OFF' };
    try {
      const message = noticeMessage(writer, subject, to, { id: newId(), at: clock.now() });
      return coded((await work(channel, message)) ?? { ok: true });
    } catch (error) {
      log.error('notice.failed', error, { kind: to.way.kind });
      return { ok: false, code: codeUnknown };
    }
  }

  /** What a provider said for good ends the way: whoever leads is told by that. */
  async function ended(to: OnCallWay, outcome: NoticeOutcome): Promise<NoticeOutcome> {
    if (outcome.ok || !outcome.permanent) return outcome;
    await staff
      .endWay(to, { code: outcome.code, at: clock.now() })
      .catch((error: unknown) => log.error('notice.way-kept', error, { kind: to.way.kind }));
    return outcome;
  }

  return {
    tell: async (to: OnCallWay, subject: NoticeSubject): Promise<NoticeOutcome> =>
      ended(to, await attempt(to, subject, (channel, message) => channel.send(addressOf(to), message, soon()))),
    /** Shows in a message that was sent before what became of it; `ok` where its channel shows no such thing. */
    update: (to: OnCallWay, handle: string, subject: NoticeSubject): Promise<NoticeOutcome> =>
      attempt(to, subject, (channel, message) => channel.update?.(addressOf(to), handle, message, soon())),
  };
}

export type TellWay = ReturnType<typeof createTellWay>;

const soon = (): AbortSignal => AbortSignal.timeout(longest);

const coded = (outcome: NoticeOutcome): NoticeOutcome =>
  outcome.ok ? outcome : { ...outcome, code: providerCode(outcome.code) };
