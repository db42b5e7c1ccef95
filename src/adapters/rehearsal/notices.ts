import { type WayKind, wayKinds } from '../../domain/staff/person.ts';
import type { NoticeAddress, NoticeChannel, NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';

/** A notice as it went out, or the change of one. */
export interface SentNotice {
  readonly kind: WayKind;
  readonly address: string;
  readonly message: NoticeMessage;
  /** Domain time. */
  readonly at: number;
  /** The notice that it changes; null for a new one. */
  readonly changes: string | null;
}

/** Notice channels that keep what they are given: the try page, the terminal and scripts show it. The newest 1,000 are kept. */
export interface RehearsalNotices {
  readonly channels: ReadonlyMap<WayKind, NoticeChannel>;
  /** Every notice that was taken, in order. */
  readonly notices: readonly SentNotice[];
  /** Notices to an address fail like this from now on. */
  fail(address: string, outcome: Omit<Extract<NoticeOutcome, { ok: false }>, 'ok'>): void;
  /** They arrive again. */
  work(address: string): void;
}

/** A fresh set of them. In memory. */
export function createRehearsalNotices(now: () => number = () => 0): RehearsalNotices {
  const notices: SentNotice[] = [];
  const failing = new Map<string, NoticeOutcome>();
  const take = (kind: WayKind, { address }: NoticeAddress, message: NoticeMessage, changes: string | null) => {
    const failure = failing.get(address);
    if (failure) return failure;
    notices.push({ kind, address, message, changes, at: now() });
    if (notices.length > 1_000) notices.shift();
    return { ok: true, ...(changeable.includes(kind) ? { handle: changes ?? message.id } : {}) } as const;
  };
  const channel = (kind: WayKind): NoticeChannel => ({
    kind,
    send: async (to, message) => take(kind, to, message, null),
    ...(changeable.includes(kind)
      ? { update: async (to: NoticeAddress, handle: string, message: NoticeMessage) => take(kind, to, message, handle) }
      : {}),
  });
  return {
    channels: new Map(wayKinds.map((kind) => [kind, channel(kind)])),
    notices,
    fail: (address, outcome) => void failing.set(address, { ok: false, ...outcome }),
    work: (address) => void failing.delete(address),
  };
}

/** As in the channels themselves: a text or an e-mail stays as it is. */
const changeable: readonly WayKind[] = ['teams', 'slack'];
