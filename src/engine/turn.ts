import type { PageReason } from '../domain/alert.ts';
import type { Couple } from '../domain/couple.ts';
import type { CounselorWords, Effect, PageEffect, Say } from '../domain/effect.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json, Lane } from '../domain/frame.ts';
import type { AlertMirror, Partner, Side } from '../domain/partner.ts';
import type { Silence, TurnRecord } from '../domain/record.ts';
import { type About, type Category, family, higher, type Level } from '../domain/screening.ts';
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

/** A turn being made: the partner it is about, and what has been decided so far. Lives for one `runTurn`. */
export class Turn {
  readonly dialogs: Dialogs;
  readonly words: Words;
  readonly limits: Limits;
  readonly couple: Couple;
  readonly event: TurnEvent;
  readonly side: Side;
  readonly at: number;
  readonly effects: Effect[] = [];
  readonly records: TurnRecord[] = [];
  partner: Partner;
  steps = 0;
  ids = 0;
  silence: Silence | null = null;
  /** The message was a secret: its text is not kept. */
  secret = false;
  /** When what is said from here on in this turn is no longer wanted: a nudge, a quiet question. */
  expiresAt: number | null = null;

  constructor({ dialogs, words, limits }: EngineParts, couple: Couple, partner: Partner, event: TurnEvent) {
    this.dialogs = dialogs;
    this.words = words;
    this.limits = limits;
    this.couple = couple;
    this.event = event;
    this.side = event.side;
    this.at = event.at;
    this.partner = partner;
  }
}

/** The next id of this turn. */
export const nextId = (turn: Turn): string => `${turn.event.id}.${turn.ids++}`;

/** Changes some of the partner's fields. */
export function change(turn: Turn, fields: Partial<Partner>): void {
  turn.partner = { ...turn.partner, ...fields };
}

/** Adds an effect. @throws CoachError `TURN_TOO_LONG` */
function push(turn: Turn, effect: Effect): void {
  turn.effects.push(effect);
  if (turn.effects.length > turn.limits.effects) throw tooLong('effects');
}

/** Counts a machine step. @throws CoachError `TURN_TOO_LONG` */
export function countStep(turn: Turn): void {
  turn.steps += 1;
  if (turn.steps > turn.limits.steps) throw tooLong('steps');
}

/** Sends a text to the partner of this turn. */
export function send(turn: Turn, lane: Lane, key: string, params: Say['params'] = {}, carrier = false): void {
  const expiry = turn.expiresAt === null ? {} : { expiresAt: turn.expiresAt };
  const id = nextId(turn);
  push(turn, {
    id,
    type: 'send',
    to: turn.side,
    lane,
    say: { key, params },
    ...expiry,
    ...(carrier ? { carrier } : {}),
  });
}

/** Sends a counselor's own words to the partner of this turn. */
export function sendWords(turn: Turn, say: CounselorWords): void {
  push(turn, { id: nextId(turn), type: 'send', to: turn.side, lane: 'counselor', say });
}

/** Calls a human. The alert of the category's family is open from this turn on. */
export function pageHuman(
  turn: Turn,
  page: {
    level: Level;
    category: Category;
    also?: readonly Category[];
    about: About;
    reason: PageReason;
    task?: NonNullable<PageEffect['task']>;
  },
): void {
  const { level, category, also = [], about, reason, task } = page;
  push(turn, {
    id: nextId(turn),
    type: 'page',
    to: 'system',
    lane: 'crisis',
    side: turn.side,
    ...{ level, category, also, about, reason },
    at: turn.at,
    ...(task ? { task } : {}),
  });
  const group = family(category);
  change(turn, { alerts: { ...turn.partner.alerts, [group]: opened(turn.partner.alerts[group], level, turn.at) } });
}

function opened(known: AlertMirror | undefined, level: Level, pagedAt: number): AlertMirror {
  if (!known || known.status === 'closed')
    return { version: known?.version ?? 0, status: 'open', level, holder: null, pagedAt };
  return { ...known, level: higher(known.level, level), pagedAt };
}

/** Remembers a value the partner gave. */
export function rememberFact(turn: Turn, name: string, value: Json): void {
  turn.records.push({ of: turn.side, kind: 'fact', data: { name, value, at: turn.at } });
}

/** Gives no answer, for a reason that is recorded. */
export function keepSilent(turn: Turn, silence: Silence): void {
  turn.silence = silence;
}

const tooLong = (what: string): CoachError =>
  new CoachError('TURN_TOO_LONG', `A turn made too many ${what}: a dialog runs in a circle.`, { what });
