import { z } from 'zod';
import type { Json } from './frame.ts';
import { type Recipient, recipients } from './partner.ts';
import type { TurnRecord } from './record.ts';

/** What can stand in an audit chain, in the clear. A new event needs its name here. */
export const auditEvents = [
  'first-contact',
  'enrolled',
  'consent-given',
  'consent-declined',
  'texts-agreed',
  'texts-declined',
  'invited',
  'pin-set',
  'shared',
  'unshared',
  'passed-on',
  'opted-out',
  'opted-in',
  'language-changed',
  'zone-changed',
  'quiet-hours-changed',
  'private-phone-changed',
  'addresses-changed',
  'address-moved',
  'hold-placed',
  'hold-cancelled',
  'address-ended',
  'address-revived',
  'pin-locked',
  'outside-given',
  'outside-declined',
  'outside-withdrawn',
  'asked-outside',
  'paged',
  'requested',
  'taken-back',
  'delivery-given-up',
  'sent-elsewhere',
  'delivered',
  'undelivered',
  'withheld',
  'raised',
  'reopened',
  'joined',
  'notified',
  'notice-failed',
  'nobody-called',
  'noted',
  'act-refused',
  'task-opened',
  'task-done',
  'acknowledged',
  'claimed',
  'taken-over',
  'released',
  'handed-back',
  'words-sent',
  'escalated',
  'reassigned',
  'call-logged',
  'decision-logged',
  'closed',
  'false-alarm',
  'co-signed',
  'sheet-set',
  'sheet-read',
  'detox-set',
  'detox-read',
  'person-set',
  'person-removed',
  'way-added',
  'way-removed',
  'way-works',
  'way-ended',
  'way-reached',
  'way-tried',
  'code-sent',
  'code-wrong',
  'rota-changed',
  'drill-moved',
  'drill-started',
  'drill-answered',
  'drill-missed',
  'told',
  'not-told',
  'couple-act',
  'couple-ended',
  'went-live',
  'viewed',
  'caseload-set',
  'account-set',
  'link-issued',
  'link-used',
  'password-set',
  'factor-set',
  'signed-in',
  'signed-out',
  'sign-in-failed',
  'restored',
  'started-over',
  'other',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** Who did it: a partner, a counselor (whose name is a sealed fact), or the machinery. */
export const auditActors = ['a', 'b', 'counselor', 'system'] as const;
export type AuditActor = (typeof auditActors)[number];

/** Something to be audited. `facts` are codes and counts, sealed under the key of `of`. */
export interface Audited {
  readonly of: Recipient;
  readonly event: AuditEvent;
  readonly by: AuditActor;
  /** Domain time, epoch ms. */
  readonly at: number;
  readonly facts?: Readonly<Record<string, Json>>;
  /** Somebody's own words. Only their digest is kept. */
  readonly words?: string;
}

/** The record by which a turn, or the app, adds an entry to its aggregate's audit chain. Pure. */
export const audited = ({ of, event, by, at, facts = {}, words }: Audited): TurnRecord => ({
  of,
  kind: 'audit',
  data: { ...facts, event, by, at, ...(words === undefined ? {} : { words }) },
});

/** The last entry of a chain. It is kept in the aggregate's sealed state, so that a chain cut short is found. */
export interface ChainHead {
  readonly n: number;
  readonly hash: string;
}

/** What a chain begins behind. */
export const chainStart: ChainHead = { n: 0, hash: '' };

const digest = z.string().regex(/^[\w-]{43}$/);

/**
 * One entry as it is stored in the clear: no name, word, number or category. `digest` binds the sealed details, `hash` all
 * of the entry, and `prev` the entry before it.
 */
export const chainEntry = z.strictObject({
  n: z.int().min(1),
  at: z.number(),
  of: z.enum(recipients),
  by: z.enum(auditActors),
  event: z.string().max(40),
  digest,
  prev: z.union([digest, z.literal('')]),
  hash: digest,
});
export type ChainEntry = z.infer<typeof chainEntry>;

/** JSON of a value with its keys in order, so that equal values have equal text. Pure. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
