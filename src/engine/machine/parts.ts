import { question } from './define.ts';
import type { Action, AnyState, Transition, Use } from './dialog.ts';
import { fact, flawed, forget, is, keep, learn, remember, say, set, unlearn } from './vocabulary.ts';

/** The states of a part: its question, where it leads on and back to, and where it is asked for again. */
type StateOf<Part extends string> = Part | `after-${Part}` | `before-${Part}` | `again-${Part}`;

/** What a dialog of parts has in its context: a field for each, `none` where nothing is written, and what is known of all. */
type Fields<Part extends string> =
  | { readonly field: Part; readonly value: 'none' }
  | { readonly field: 'begun' | 'all'; readonly value: true }
  | { readonly field: 'open'; readonly value: Readonly<Record<string, string>> };

interface PartsOptions {
  /** What is written is told to the counselors, too: as a fact of this name and the part's. */
  readonly facts?: string;
}

/**
 * The states in which a partner writes something in several parts, each of them into the own book at once: SKIP, BACK and silence keep
 * what is there. The first time (`all`) one part follows the other and then `filled`; later one part is written, and `saved` follows.
 * `open` knows the parts that nothing speaks against passing on as they are. The dialog says `too-long` and asks a question of each
 * part's name; its other states are `which`, `saved`, `filled` and `over`, its delay `expiry`.
 */
export function parts<const Part extends string>(names: readonly Part[], options: PartsOptions = {}) {
  const states = names.flatMap((name, at) =>
    Object.entries(statesOf(name, names[at + 1] ?? 'filled', names[at - 1] ?? name, options)),
  );
  return Object.fromEntries(states) as {
    readonly [State in StateOf<Part>]: AnyState<
      Fields<Part>,
      StateOf<Part> | 'which' | 'saved' | 'filled' | 'over',
      'expiry'
    >;
  };
}

/** A part is taken out: of the plan, of the own book, and of what could be passed on. */
export const without = <const Part extends string>(part: Part) =>
  [set(part, 'none'), forget(part), unlearn('open', part), remember('open')] as const;

function statesOf(part: string, next: string, before: string, { facts }: PartsOptions) {
  const kept: readonly Action<Use>[] = [
    keep(part),
    remember(part),
    set('begun', true),
    remember('begun'),
    ...(facts ? [fact(`${facts}-${part}`, part)] : []),
  ];
  const ways: readonly Transition<Use>[] = [
    { guard: flawed('long'), target: `again-${part}`, actions: [say('too-long')] },
    {
      guard: flawed('threat', 'control', 'unsafe'),
      target: `after-${part}`,
      actions: [...kept, unlearn('open', part), remember('open')],
    },
    { target: `after-${part}`, actions: [...kept, learn('open', { [part]: 'said' }), remember('open')] },
  ];
  return {
    [part]: question(part, { next: ways, skip: `after-${part}`, back: `before-${part}`, expiry: { expiry: 'over' } }),
    [`after-${part}`]: { always: [{ guard: is('all', true), target: next }, 'saved'] },
    [`before-${part}`]: { always: [{ guard: is('all', true), target: before }, 'which'] },
    [`again-${part}`]: { always: [part] },
  };
}
