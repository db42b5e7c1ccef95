import type { Json } from './frame.ts';
import type { Recipient } from './partner.ts';
import type { Screening } from './screening.ts';

/**
 * A stored fact, append-only. `of` names whose key seals it. `turn` is what happened in a turn, `fact` a value
 * a partner gave, `occurrence` a closed alert. `audit` (made by `audited`) becomes an entry of the audit chain; a bare turn
 * has none.
 */
export interface TurnRecord {
  readonly of: Recipient;
  readonly kind: 'turn' | 'fact' | 'occurrence' | 'audit';
  readonly data: Readonly<Record<string, Json>>;
}

/** What the turn log keeps of what was heard in a message: at most this many matches. */
const mostHeard = 10;

/** What was heard in a message, for its entry in the turn log; nothing where nothing was. Pure. */
export function heardIn({ matches }: Screening): { readonly heard?: readonly Json[] } {
  const heard = matches.slice(0, mostHeard).map((match): Json => ({ ...match, span: [...match.span] }));
  return heard.length > 0 ? { heard } : {};
}

/** Why a message got no answer. Recorded, never guessed. */
export type Silence =
  | 'counselor-answers'
  | 'opted-out'
  | 'frozen'
  | 'carrier-answers'
  | 'quiet-question'
  | 'quiet-crisis'
  | 'too-many'
  | 'echo'
  | 'tapped-twice'
  | 'auto-reply';
