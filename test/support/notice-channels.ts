import { type WayKind, wayKinds } from '../../src/domain/staff/person.ts';
import type { NoticeChannel, NoticeMessage, NoticeOutcome } from '../../src/ports/notices.ts';

/** What was sent by a contact way. */
export interface SentNotice {
  readonly way: WayKind;
  readonly address: string;
  readonly message: NoticeMessage;
}

/** Notice channels of every kind that keep what they were given. `fail` says what an address answers instead. */
export function keptNotices() {
  const sent: SentNotice[] = [];
  const failing = new Map<string, NoticeOutcome>();
  const channels = new Map(
    wayKinds.map((kind): [WayKind, NoticeChannel] => [
      kind,
      {
        kind,
        async send({ address }, message) {
          const outcome = failing.get(address);
          if (!outcome) sent.push({ way: kind, address, message });
          return outcome ?? { ok: true };
        },
      },
    ]),
  );
  return {
    channels,
    sent,
    fail: (address: string, outcome: NoticeOutcome) => void failing.set(address, outcome),
    /** What was sent, in short. */
    told: () => sent.map(({ address, message }) => `${message.kind} to ${address}`),
  };
}
