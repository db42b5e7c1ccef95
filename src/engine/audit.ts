import { type AuditActor, type AuditEvent, audited } from '../domain/audit.ts';
import type { PageEffect, RequestEffect } from '../domain/effect.ts';
import type { Json } from '../domain/frame.ts';
import { type Address, type Consent, isReachable, type Partner } from '../domain/partner.ts';
import type { TurnRecord } from '../domain/record.ts';
import type { TurnEvent } from './events.ts';
import type { Conversation } from './turn.ts';
import { canGoElsewhere } from './undeliverable.ts';

/** Adds an entry to the audit chain of this turn's couple, about this turn's partner. */
export function addAudit(
  conversation: Conversation,
  event: AuditEvent,
  facts: Readonly<Record<string, Json>> = {},
): void {
  conversation.records.push(
    audited({ of: conversation.side, event, by: actorOf(conversation.turn.event), at: conversation.turn.at, facts }),
  );
}

/**
 * Audits what a turn came to: pages, requests, a changed opt-out or setting, a message given up. An ordinary answer changes none of
 * these and costs a few comparisons. `before` is the partner before the turn.
 */
export function auditTurn(conversation: Conversation, before: Partner): void {
  const { partner } = conversation;
  const { event } = conversation.turn;
  for (const effect of conversation.effects) {
    if (effect.type === 'page') conversation.records.push(pageAudit(effect, actorOf(event)));
    if (effect.type === 'request') auditRequest(conversation, effect);
  }
  if (before.consent !== partner.consent) auditConsent(conversation, partner.consent);
  if (before.outside?.consent !== partner.outside?.consent) auditOutside(conversation);
  if (before.textsAgreed !== partner.textsAgreed)
    addAudit(conversation, partner.textsAgreed ? 'texts-agreed' : 'texts-declined');
  if (before.pin?.digits !== partner.pin?.digits) addAudit(conversation, 'pin-set');
  const { lockedUntil } = partner.pin ?? {};
  if (before.pin && lockedUntil !== undefined && before.pin.lockedUntil < lockedUntil)
    addAudit(conversation, 'pin-locked', { until: lockedUntil });
  if (before.optedOut !== partner.optedOut) addAudit(conversation, partner.optedOut ? 'opted-out' : 'opted-in');
  if (before.language !== partner.language) addAudit(conversation, 'language-changed', { language: partner.language });
  if (before.zone !== partner.zone) addAudit(conversation, 'zone-changed', { zone: partner.zone });
  if (before.privatePhone !== partner.privatePhone)
    addAudit(conversation, 'private-phone-changed', { private: partner.privatePhone });
  if (hoursDiffer(before, partner)) addAudit(conversation, 'quiet-hours-changed', { ...partner.quietHours });
  if (before.addresses !== partner.addresses) auditEnds(conversation, before);
  if (addressesDiffer(before, partner)) addAudit(conversation, 'addresses-changed', { channels: channelsOf(partner) });
  if (event.type === 'language-answer')
    for (const { what, ms, outcome } of event.calls) addAudit(conversation, 'asked-outside', { what, ms, outcome });
  if (event.type === 'delivery-failed') {
    const name = canGoElsewhere(partner, event) ? 'sent-elsewhere' : 'delivery-given-up';
    addAudit(conversation, name, { lane: event.lane, code: event.code });
  }
}

function auditRequest(conversation: Conversation, { what, reason }: RequestEffect): void {
  if (what === 'asked') addAudit(conversation, 'requested', { reason });
  else if (what === 'taken-back') addAudit(conversation, what, { reason });
}

/** Addresses that ended in this turn, or live again. */
function auditEnds(conversation: Conversation, before: Partner): void {
  for (const { channel, id, ended } of conversation.partner.addresses) {
    const was = before.addresses.find((each) => each.channel === channel && each.id === id);
    if (ended && !was?.ended) addAudit(conversation, 'address-ended', { channel, code: ended.code });
    if (!ended && was?.ended) addAudit(conversation, 'address-revived', { channel });
  }
}

function auditConsent(conversation: Conversation, { status, version, until }: Consent): void {
  if (status === 'given') addAudit(conversation, 'consent-given', { version, until });
  else addAudit(conversation, 'consent-declined', { version, minor: status === 'minor' });
}

function auditOutside(conversation: Conversation): void {
  const consent = conversation.partner.outside?.consent;
  if (consent) addAudit(conversation, `outside-${consent.status}`, { version: consent.version, until: consent.until });
}

/** The audit of one page. Pure. */
export function pageAudit({ side, at, level, category, also, about, reason }: PageEffect, by: AuditActor): TurnRecord {
  return audited({ of: side, event: 'paged', by, at, facts: { level, reason, category, also, about } });
}

const actorOf = (event: TurnEvent): AuditActor => (event.type === 'message' ? event.side : 'system');

const hoursDiffer = ({ quietHours: one }: Partner, { quietHours: other }: Partner): boolean =>
  one !== other && (one.from !== other.from || one.to !== other.to);

/** Another order, or a newer reference, is no change of where a partner can be reached. */
const addressesDiffer = ({ addresses: one }: Partner, { addresses: other }: Partner): boolean =>
  one !== other && reachedAt(one) !== reachedAt(other);

const reachedAt = (addresses: readonly Address[]): string =>
  JSON.stringify(addresses.map(({ channel, id, verified }) => JSON.stringify([channel, id, verified])).sort());

const channelsOf = (partner: Partner): readonly string[] =>
  partner.addresses.filter(isReachable).map(({ channel }) => channel);
