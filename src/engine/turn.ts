import type { PageReason } from '../domain/alert.ts';
import { type Couple, partnerOf } from '../domain/couple.ts';
import type { CounselorWords, Effect, PageEffect, RequestEffect, Say, SendEffect, Written } from '../domain/effect.ts';
import { unreachedParams } from '../domain/effect.ts';
import { CoachError } from '../domain/errors.ts';
import type { CoachFile } from '../domain/file.ts';
import type { Asked, Json, Lane, SharedFrame } from '../domain/frame.ts';
import type { Hold } from '../domain/hold.ts';
import { spokenTime } from '../domain/local-time.ts';
import type { AlertMirror, Partner, RequestMirror, Side } from '../domain/partner.ts';
import { type RecentText, withRecent } from '../domain/recent.ts';
import type { Silence, TurnRecord } from '../domain/record.ts';
import type { RequestReason } from '../domain/request.ts';
import { type About, atLeast, type Category, family, higher, isOfFear, type Level } from '../domain/screening.ts';
import type { Together } from '../domain/together.ts';
import type { Words } from '../domain/words.ts';
import type { TurnEvent } from './events.ts';
import type { Limits } from './limits.ts';
import type { Dialogs } from './machine/dialog.ts';

/** What an engine is made of. */
export interface EngineParts {
  readonly dialogs: Dialogs;
  readonly words: Words;
  readonly limits: Limits;
}

/** A turn being made: what both conversations know of it. Lives for one `runTurn`. */
export class Turn {
  readonly dialogs: Dialogs;
  readonly words: Words;
  readonly limits: Limits;
  readonly couple: Couple;
  readonly event: TurnEvent;
  readonly at: number;
  steps = 0;
  /** The dialogs that both partners are in, as they stand now. */
  frames: readonly SharedFrame[];
  /** What a counselor asked for and can still take back, as it stands now. */
  holds: readonly Hold[];
  /** What both take part in, as it stands now. */
  together: Together;
  readonly conversations = new Map<Side, Conversation>();

  constructor({ dialogs, words, limits }: EngineParts, couple: Couple, event: TurnEvent) {
    this.dialogs = dialogs;
    this.words = words;
    this.limits = limits;
    this.couple = couple;
    this.event = event;
    this.at = event.at;
    this.frames = couple.shared.frames ?? [];
    this.holds = couple.shared.holds ?? [];
    this.together = couple.shared.together ?? {};
  }
}

/**
 * One partner's conversation in a turn, and what has been decided in it so far. Whatever a partner can see is counted
 * here and not in the turn, so that nothing of it depends on the other.
 */
export class Conversation {
  readonly turn: Turn;
  readonly side: Side;
  readonly effects: Effect[] = [];
  readonly records: TurnRecord[] = [];
  partner: Partner;
  ids = 0;
  silence: Silence | null = null;
  /** The message was a secret: its text is not kept. */
  secret = false;
  /** Whether the couple is to hear that what is said from here on has gone out. */
  isCounted = false;
  /** When what is said from here on in this turn is no longer wanted: a nudge, a quiet question. */
  expiresAt: number | null = null;

  constructor(turn: Turn, side: Side, partner: Partner) {
    this.turn = turn;
    this.side = side;
    this.partner = partner;
  }
}

/** A side's conversation in this turn, opened when it is first needed; undefined when that side is empty. */
export function conversationOf(turn: Turn, side: Side): Conversation | undefined {
  const known = turn.conversations.get(side);
  const partner = known ? null : partnerOf(turn.couple, side);
  if (!partner) return known;
  const opened = new Conversation(turn, side, partner);
  turn.conversations.set(side, opened);
  return opened;
}

/** The next id of a conversation in this turn. In the one that the event is not about it has its side's letter. */
export function nextId(conversation: Conversation): string {
  const { event } = conversation.turn;
  const letter = conversation.side === event.side ? '' : conversation.side;
  return `${event.id}.${letter}${conversation.ids++}`;
}

/** Changes some of the partner's fields. */
export function change(conversation: Conversation, fields: Partial<Partner>): void {
  conversation.partner = { ...conversation.partner, ...fields };
}

/** Adds an effect. @throws CoachError `TURN_TOO_LONG` */
function push(conversation: Conversation, effect: Effect): void {
  conversation.effects.push(effect);
  if (conversation.effects.length > conversation.turn.limits.effects) throw tooLong('effects');
}

/** Counts a machine step. @throws CoachError `TURN_TOO_LONG` */
export function countStep(conversation: Conversation): void {
  conversation.turn.steps += 1;
  if (conversation.turn.steps > conversation.turn.limits.steps) throw tooLong('steps');
}

/** What a text is given, with whether anybody can be called. */
const withReach = ({ turn }: Conversation, params: Say['params']): Say['params'] =>
  turn.event.unreached ? { ...params, ...unreachedParams } : params;

/** Sends a text to the partner of this conversation. `asked`: the question that it is. */
export function send(
  conversation: Conversation,
  lane: Lane,
  key: string,
  params: Say['params'] = {},
  carrier = false,
  asked: Pick<Asked, 'id' | 'offered'> = {},
): void {
  const { side: to, expiresAt, isCounted } = conversation;
  const said = withReach(conversation, params);
  const { id: question, offered } = asked;
  const say: Say = {
    ...{ key, params: said },
    ...(question === undefined ? {} : { question }),
    ...(offered === undefined ? {} : { offered }),
  };
  const plainly: SendEffect = { id: nextId(conversation), type: 'send', to, lane, say };
  const told: SendEffect = isCounted ? { ...plainly, counted: true } : plainly;
  const lasting = expiresAt === null ? told : { ...told, expiresAt };
  push(conversation, carrier ? { ...lasting, carrier } : lasting);
}

/** Sends a text with a file of this partner's own: its mark opens it. */
export function sendFile(conversation: Conversation, lane: Lane, key: string, file: CoachFile): void {
  const { side: to, expiresAt } = conversation;
  const said: SendEffect = { id: nextId(conversation), type: 'send', to, lane, say: { key, params: {}, file } };
  push(conversation, expiresAt === null ? said : { ...said, expiresAt });
}

/** Sends the very message that the other partner was shown and approved. */
export function sendShared(conversation: Conversation, { key, params, language }: Say): void {
  const say: Say = language === undefined ? { key, params } : { key, params, language };
  push(conversation, { id: nextId(conversation), type: 'send', to: conversation.side, lane: 'mediated', say });
}

/** Sends a crisis text that did not arrive at one address to another. */
export function sendElsewhere(conversation: Conversation, key: string, avoid: NonNullable<SendEffect['avoid']>): void {
  const say = { key, params: withReach(conversation, {}) };
  push(conversation, { id: nextId(conversation), type: 'send', to: conversation.side, lane: 'crisis', say, avoid });
}

/** What the partner's clock shows now, for a text that says it. */
export const clockParams = ({ partner, turn }: Conversation): { readonly time: string } => ({
  time: spokenTime(turn.at, partner.zone, partner.language),
});

/** Sends a counselor's own words to the partner of this conversation. */
export function sendWords(conversation: Conversation, say: CounselorWords): void {
  push(conversation, { id: nextId(conversation), type: 'send', to: conversation.side, lane: 'counselor', say });
  remember(conversation, say.words, 'counselor');
}

/** Asks a language service about this partner's words, once this turn is committed. */
export function askOutside(conversation: Conversation, text: string, guess: boolean, written: Written): void {
  const { side: to } = conversation;
  push(conversation, { id: nextId(conversation), type: 'ask', to, lane: 'language', text, guess, written });
}

/** Remembers for a while what somebody wrote in this chat. A secret is not kept. */
export function remember(conversation: Conversation, text: string, by: RecentText['by']): void {
  if (text === '' || conversation.secret) return;
  const recent = withRecent(conversation.partner.recent ?? [], { at: conversation.turn.at, text, by });
  change(conversation, { recent });
}

/** Why a human is called. */
interface Page {
  readonly level: Level;
  readonly category: Category;
  readonly also?: readonly Category[];
  readonly about: About;
  readonly reason: PageReason;
  readonly rules?: readonly string[];
  readonly task?: NonNullable<PageEffect['task']>;
}

/** Whether the message of this turn has called for the same, and as severely, by itself: what it also answers is no second call. */
const isPaged = ({ effects }: Conversation, { level, category, about, reason }: Page): boolean =>
  reason === 'answer' &&
  effects.some(
    (each) => each.type === 'page' && each.category === category && each.about === about && atLeast(each.level, level),
  );

/** Calls a human, once for what one message tells. The alert of the category's family is open from this turn on. */
export function pageHuman(conversation: Conversation, page: Page): void {
  if (isPaged(conversation, page)) return;
  const { level, category, also = [], about, reason, rules = [], task } = page;
  push(conversation, {
    id: nextId(conversation),
    type: 'page',
    to: 'system',
    lane: 'crisis',
    side: conversation.side,
    level,
    category,
    also,
    about,
    reason,
    at: conversation.turn.at,
    ...(rules.length > 0 ? { rules } : {}),
    ...(task ? { task } : {}),
  });
  if ([category, ...also].some(isOfFear)) holdCouple(conversation, null);
  const group = family(category);
  change(conversation, {
    alerts: {
      ...conversation.partner.alerts,
      [group]: opened(conversation.partner.alerts[group], level, conversation.turn.at),
    },
  });
}

/**
 * A sign of fear or violence: from now on nothing is done for two. `until` is an instant, or null until a counselor lifts it; what
 * holds longer stays. Source: safety.md, "Two partners, one of them perhaps afraid".
 */
export function holdCouple(conversation: Conversation, until: number | null): void {
  const { held } = conversation.partner;
  const isLonger = held && (held.until === null || (until !== null && held.until >= until));
  if (!isLonger) change(conversation, { held: { since: held?.since ?? conversation.turn.at, until } });
}

/** Asks for a person, or takes that back: the partner's request is open, or closed, from this turn on. The rest changes nothing here. */
export function askPerson(conversation: Conversation, what: RequestEffect['what'], reason: RequestReason): void {
  const { side, turn, partner } = conversation;
  const to = { type: 'request', to: 'system', lane: 'counselor' } as const;
  push(conversation, { ...to, id: nextId(conversation), side, what, reason, at: turn.at });
  if (what !== 'asked' && what !== 'taken-back') return;
  const known: RequestMirror = partner.request ?? { version: 0, status: 'closed', holder: null, askedAt: turn.at };
  const free = { ...known, status: what === 'asked' ? 'open' : 'closed', holder: null } as const;
  const request = what === 'asked' && known.status === 'claimed' ? known : free;
  change(conversation, { request: what === 'asked' ? { ...request, askedAt: turn.at } : request });
}

function opened(known: AlertMirror | undefined, level: Level, pagedAt: number): AlertMirror {
  if (!known || known.status === 'closed')
    return { version: known?.version ?? 0, status: 'open', level, holder: null, pagedAt };
  return { ...known, level: higher(known.level, level), pagedAt };
}

/** Remembers a value the partner gave. */
export function rememberFact(conversation: Conversation, name: string, value: Json): void {
  conversation.records.push({ of: conversation.side, kind: 'fact', data: { name, value, at: conversation.turn.at } });
}

/** Gives no answer, for a reason that is recorded. */
export function keepSilent(conversation: Conversation, silence: Silence): void {
  conversation.silence = silence;
}

const tooLong = (what: string): CoachError =>
  new CoachError('TURN_TOO_LONG', `A turn made too many ${what}: a dialog runs in a circle.`, { what });

/** Whether this turn has said something to the partner by now. Pure. */
export const hasSaid = ({ effects }: Conversation): boolean => effects.some((effect) => effect.type === 'send');
