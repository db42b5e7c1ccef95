import { providerCode } from '../../domain/provider-code.ts';
import type { ContactWay, Person } from '../../domain/staff/person.ts';
import type { NoticeOutcome } from '../../ports/notices.ts';
import type { Deps } from '../deps.ts';
import { noticeMessage } from '../notices/message.ts';
import type { NoticeSubject } from '../notices/subject.ts';

/** Somebody, and one of their ways. */
export interface NoticeTarget {
  readonly person: Person;
  readonly way: ContactWay;
}

/** Brings one notice to one person by one way; with `update`, changes one that was sent. Never rejects; a way that takes nothing more has ended. */
export type DeliverNotice = (
  to: NoticeTarget,
  subject: NoticeSubject,
  sending: { readonly id: string; readonly signal: AbortSignal; readonly update?: string },
) => Promise<NoticeOutcome>;

export function createDeliverNotice(deps: Deps): DeliverNotice {
  const { notices, onCall, content, keys, country, publicUrl = null, clock, log } = deps;
  const writer = { content, seal: keys.system, publicUrl, country };

  async function send(...[{ person, way }, subject, { id, signal, update }]: Parameters<DeliverNotice>) {
    const channel = notices.get(way.kind);
    if (!channel) return { ok: false, code: 'CHANNEL_OFF' } as const;
    const { address, reference } = way;
    const to = reference === undefined ? { address } : { address, reference };
    const message = noticeMessage(writer, subject, { person, way }, { id, at: clock.now() });
    if (update === undefined) return channel.send(to, message, signal);
    return channel.update ? channel.update(to, update, message, signal) : ({ ok: true } as const);
  }

  return async (to, subject, sending) => {
    const outcome = await send(to, subject, sending).catch((error: unknown) => {
      log.error('notice.failed', error, { kind: to.way.kind });
      return { ok: false, code: 'FAULT' } as const;
    });
    if (outcome.ok) return outcome;
    const code = providerCode(outcome.code);
    log.warn('notice.refused', { kind: to.way.kind, code });
    if ('permanent' in outcome && outcome.permanent) {
      await onCall
        .wayEnded(to.person.id, to.way.id, code)
        .catch((error: unknown) => log.error('way.not-ended', error, { way: to.way.id }));
    }
    return { ...outcome, code };
  };
}
