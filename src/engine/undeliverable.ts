import type { PageEffect, SendEffect } from '../domain/effect.ts';
import { type Address, handOffOf, isReachable, isSameAddress, type Partner } from '../domain/partner.ts';
import { type Family, families, type Level } from '../domain/screening.ts';
import { gravest } from './crisis/counselor-silence.ts';
import { isAboutCrisis, unanswered } from './crisis/crisis-frames.ts';
import type { DeliveryFailedEvent } from './events.ts';
import { askPerson, type Conversation, pageHuman, sendElsewhere } from './turn.ts';

/**
 * A crisis text, or a counselor's words, can be brought to no address of the partner: a human has to reach them some other
 * way. The task travels with the page, so it finds its alert even where that is not made yet. Replies and nudges ask nobody.
 */
export function askForHuman(
  conversation: Conversation,
  event: Pick<DeliveryFailedEvent, 'lane' | 'code' | 'key' | 'from'>,
): void {
  const { lane, code, key } = event;
  if (lane !== 'crisis' && lane !== 'counselor') return;
  if (canGoElsewhere(conversation.partner, event)) return sendElsewhere(conversation, event.key, event.from);
  const page = lane === 'crisis' ? pageOfCrisis(conversation, key) : pageOfOpen(conversation);
  if (page) return pageHuman(conversation, { ...page, reason: 'undeliverable', task: { kind: 'undeliverable', code } });
  // Whoever is on call hears of the request anew: they see that nothing arrives here, and call.
  if (conversation.partner.request?.status === 'taken-over') askPerson(conversation, 'undelivered', 'counselor');
}

/** A crisis text that went somewhere and did not arrive. */
type Crisis = Pick<DeliveryFailedEvent, 'lane'> & {
  readonly key: string;
  readonly from: Pick<Address, 'channel' | 'id'>;
};

/** Whether a crisis text that did not arrive can be brought to another address. Pure. */
export const canGoElsewhere = (
  { addresses }: Partner,
  event: Pick<DeliveryFailedEvent, 'lane' | 'key' | 'from'>,
): event is Crisis => {
  const { lane, key, from } = event;
  if (lane !== 'crisis' || key === null || !from) return false;
  return addresses.some((each) => isReachable(each) && !isSameAddress(each, from));
};

/** The family that a crisis text speaks to, read from its key. Pure. */
export const familyOf = (key: string | null): Family | null =>
  families.find((each) => key?.startsWith(`crisis-${each}.`)) ?? null;

/** The open alert that a counselor's words belong to: the one they answer in, else the newest. */
function openFamily({ partner }: Conversation): Family | null {
  const counselor = handOffOf(partner) === 'counselor';
  const open = families.flatMap((family) => {
    const alert = partner.alerts[family];
    return alert && alert.status !== 'closed' && (!counselor || alert.status === 'taken-over')
      ? [{ family, alert }]
      : [];
  });
  return open.sort((left, right) => right.alert.pagedAt - left.alert.pagedAt)[0]?.family ?? null;
}

/** A page under the alert of a family, at the level that it has. */
function pageOf({ partner }: Conversation, family: Family) {
  const alert = partner.alerts[family];
  const crisis = partner.crises[family];
  const level: Level = alert && alert.status !== 'closed' ? alert.level : (crisis?.level ?? 'urgent');
  return { level, category: gravest[family], about: crisis?.about ?? 'self' } as const;
}

function pageOfOpen(conversation: Conversation) {
  const family = openFamily(conversation);
  return family && pageOf(conversation, family);
}

/** For a text of a family, its alert. A question whether the partner is safe, which nobody can read, is met with silence now. */
function pageOfCrisis(conversation: Conversation, key: string | null) {
  const family = familyOf(key);
  if (family) return pageOf(conversation, family);
  const frame = conversation.partner.stack.findLast(
    (each) => isAboutCrisis(each) && key?.startsWith(`${each.dialog}.`),
  );
  if (frame) return unanswered(frame);
  return pageOfOpen(conversation) ?? ({ level: 'same-day', category: 'suicide', about: 'self' } as const);
}

/** The page of a crisis text that reached nobody, where there is no record to make it in (the bare turn). Pure. */
export function barePage(
  { id, to: side, say }: Pick<SendEffect, 'id' | 'to' | 'say'>,
  code: string,
  at: number,
): PageEffect {
  const category = gravest[familyOf('key' in say ? say.key : null) ?? 'self'];
  const heard = { level: 'urgent', category, also: [], about: 'self', reason: 'undeliverable' } as const;
  const task = { kind: 'undeliverable', code } as const;
  return { id: `${id}.lost`, type: 'page', to: 'system', lane: 'crisis', side, ...heard, at, task };
}
