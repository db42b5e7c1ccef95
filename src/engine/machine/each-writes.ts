import { z } from 'zod';
import type { Role } from '../../domain/frame.ts';
import { all, answered, ask, by, flawed, is, keep, page, say, set } from './vocabulary.ts';

/** Where one of them is in a stretch of writing: still to write, before the preview, approved, or done without. */
export const stretch = z.enum(['write', 'seen', 'sent', 'done']).default('write');

const places = { first: 'at1', second: 'at2' } as const;

/** What one of them writes, sees exactly as it would be read, and approves or not. The other is told none of it. */
const answers = <const Field extends string>(role: Role, field: Field) => {
  const at = places[role];
  const to = { to: role } as const;
  const preview = [say('exactly', to), say(field, { ...to, with: [field] }), ask('consent', to)] as const;
  return [
    {
      guard: all(by(role), is(at, 'write'), flawed('threat')),
      actions: [set(at, 'done'), page('urgent', 'answer', 'harm-to-others'), say('not-this', to)],
    },
    {
      guard: all(by(role), is(at, 'write'), flawed('control', 'unsafe')),
      actions: [say('not-this', to), ask('rewrite', to)],
    },
    { guard: all(by(role), is(at, 'write'), flawed('long')), actions: [say('too-long', to), ask('rewrite', to)] },
    {
      guard: all(by(role), is(at, 'write'), flawed('always', 'names', 'mind')),
      actions: [keep(field), set(at, 'seen'), say('blame', to), ...preview],
    },
    { guard: all(by(role), is(at, 'write')), actions: [keep(field), set(at, 'seen'), ...preview] },
    { guard: all(by(role), answered('send')), actions: [set(at, 'sent'), say('waits', to)] },
    { guard: all(by(role), answered('change')), actions: [set(at, 'write'), ask('rewrite', to)] },
    { guard: by(role), actions: [set(at, 'done'), say('kept', to)] },
  ] as const;
};

interface Stretch<
  First extends string,
  Second extends string,
  Delay extends string,
  Next extends string,
  Used extends string,
> {
  /** The question both are asked; left out where a way into the state asks those who have one. */
  readonly ask?: string;
  /** What its text uses of the context. */
  readonly with?: readonly Used[];
  /** The fields that keep what each writes: also the keys of the texts that show it. */
  readonly first: First;
  readonly second: Second;
  /** When it is over, for both, whatever was written, and where it leads. */
  readonly until: Delay;
  readonly next: Next;
}

/**
 * A stretch of a dialog for two in which both write at once, each in private: it is over at its own instant, and until then nothing of it
 * crosses. What was not approved by then is gone, so a field that holds something holds what may be shown (`crosses`). Fields: `at1`,
 * `at2` (`stretch`), and `first`, `second`, which belong in `shared.own`. Texts: `rewrite`, `consent` (send, change, keep), `exactly`,
 * `waits`, `kept`, `blame`, `not-this`, `too-long`. Source: ADR 39.
 */
export const eachWrites = <
  const First extends string,
  const Second extends string,
  const Delay extends string,
  const Next extends string,
  const Used extends string = never,
>({
  ask: key,
  with: used,
  first,
  second,
  until,
  next,
}: Stretch<First, Second, Delay, Next, Used>) => {
  const anew = [set('at1', 'write'), set('at2', 'write')] as const;
  const over = [
    { guard: all(is('at1', 'sent'), is('at2', 'sent')), target: next, actions: anew },
    { guard: is('at1', 'sent'), target: next, actions: [set(second, null), ...anew] },
    { guard: is('at2', 'sent'), target: next, actions: [set(first, null), ...anew] },
    { target: next, actions: [set(first, null), set(second, null), ...anew] },
  ] as const;
  const leaves = (role: Role) =>
    ({ guard: by(role), actions: [set(places[role], 'done'), say('kept', { to: role })] }) as const;
  const rewrites = (role: Role) => {
    const at = places[role];
    return { guard: all(by(role), is(at, 'seen')), actions: [set(at, 'write'), ask('rewrite', { to: role })] } as const;
  };
  return {
    ...(key === undefined ? {} : { entry: [used ? ask(key, { with: used }) : ask(key)] }),
    on: {
      ANSWER: [...answers('first', first), ...answers('second', second)],
      SKIP: [leaves('first'), leaves('second')],
      BACK: [rewrites('first'), rewrites('second')],
    },
    after: { [until]: over } as Readonly<Record<Delay, typeof over>>,
  } as const;
};

/** Shows one of them what the other approved, where there is something; the same instant passes where there is nothing. */
export const crosses = <const Field extends string, const Next extends string>(
  field: Field,
  { to, from, next }: { readonly to: Role; readonly from: string; readonly next: Next },
) =>
  ({
    always: [
      { guard: is(field, null), target: next },
      { target: next, actions: [say(from, { to }), say(field, { to, with: [field] })] },
    ],
  }) as const;
