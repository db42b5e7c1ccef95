import { blankPartner } from '../../app/inbound/strangers.ts';
import type { Couple } from '../../domain/couple.ts';
import type { Language } from '../../domain/language.ts';
import type { Partner } from '../../domain/partner.ts';
import type { Level, Screening } from '../../domain/screening.ts';
import type { Words } from '../../domain/words.ts';
import { createEngine } from '../../engine/engine.ts';
import type { TurnEvent, TurnResult } from '../../engine/events.ts';
import { defaultLimits } from '../../engine/limits.ts';
import type { Dialogs } from '../../engine/machine/dialog.ts';
import { dueBy, dueEvent } from '../../engine/time/timers.ts';

/** What a talk is made of: no store, no channel, no clock. */
export interface TalkParts {
  readonly dialogs: Dialogs;
  readonly words: Words;
  readonly screen: (text: string) => Screening;
}

/** What one turn came to for the partner who writes. */
export interface Turned {
  /** What was written; null where time went by. */
  readonly text: string | null;
  readonly said: readonly string[];
  readonly paged: readonly Level[];
  readonly silence: string | null;
}

/** One partner's talk with the coach, turn by turn. */
export interface Talk {
  readonly couple: Couple;
  /** The partner writes, a minute after what was before. */
  say(text: string): Turned;
  /** Time goes by: what is due runs. */
  wait(minutes: number): readonly Turned[];
}

const minute = 60_000;
/** A Saturday noon in Chicago. */
const noon = Date.UTC(2026, 2, 7, 18, 0);

/** A talk from its beginning, or from a couple as it stands. The same words always come to the same. Pure, but for what it holds. */
export function createTalk(
  { dialogs, words, screen }: TalkParts,
  { language = 'en', from, at = noon }: { language?: Language; from?: Couple; at?: number } = {},
): Talk {
  const engine = createEngine({ dialogs, words, limits: { ...defaultLimits, jitter: 0 } });
  let couple = from ?? coupleOf(language);
  let now = at;
  let count = 0;
  const run = (event: TurnEvent, text: string | null): Turned => {
    const result = engine.runTurn(couple, event);
    couple = result.couple;
    return turned(result, text);
  };
  return {
    get couple() {
      return couple;
    },
    say(text) {
      now += minute;
      const event = { type: 'message', id: `t${count++}`, at: now, side: 'a', text, unreadable: false } as const;
      return run({ ...event, from: { channel: 'direct-line', id: 'a' }, screening: screen(text) }, text);
    },
    wait(minutes) {
      now += minutes * minute;
      return dueBy(couple, now)
        .filter(({ side }) => side === 'a')
        .map((due) => run(dueEvent(due, `t${count++}`, now), null));
    },
  };
}

function turned({ effects, records }: TurnResult, text: string | null): Turned {
  const silence = records.find(({ kind }) => kind === 'turn')?.data['silence'];
  return {
    text,
    said: effects.flatMap((each) => (each.type === 'send' && 'key' in each.say ? [each.say.key] : [])),
    paged: effects.flatMap((each) => (each.type === 'page' ? [each.level] : [])),
    silence: typeof silence === 'string' ? silence : null,
  };
}

function coupleOf(language: Language): Couple {
  const partner: Partner = {
    ...blankPartner,
    name: 'A',
    language,
    zone: 'America/Chicago',
    privatePhone: true,
    consent: { status: 'given', version: 1, at: 0, until: Number.MAX_SAFE_INTEGER },
    addresses: [{ channel: 'direct-line', id: 'a', verified: true }],
  };
  const shared = { status: 'active', caseCode: 'C-001', relationship: 'romantic' } as const;
  return { id: 'couple-1', shared, a: partner, b: null };
}
