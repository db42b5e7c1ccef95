import type { Role } from '../../domain/frame.ts';
import { flawed, page, say } from './vocabulary.ts';

/**
 * What is never passed on to the other partner, as the first ways on from a question for their words: a threat pages, and the words
 * are asked for once more. The dialog says `not-this` and `too-long`; the texts do not say which of them it was.
 */
export const barred = <const Again extends string>(again: Again) =>
  [
    {
      guard: flawed('threat'),
      target: again,
      actions: [page('same-day', 'answer', 'harm-to-others'), say('not-this')],
    },
    { guard: flawed('control', 'unsafe'), target: again, actions: [say('not-this')] },
    { guard: flawed('long'), target: again, actions: [say('too-long')] },
  ] as const;

/** The same in a dialog for two: who threatens is asked nothing more there, and to the other it is silence. */
export const barredTo = <const Again extends string, const Stopped extends string>(
  by: Role,
  { again, stopped }: { readonly again: Again; readonly stopped: Stopped },
) =>
  [
    { guard: flawed('threat'), target: stopped, actions: [page('urgent', 'answer', 'harm-to-others')] },
    { guard: flawed('control', 'unsafe'), target: again, actions: [say('not-this', { to: by })] },
    { guard: flawed('long'), target: again, actions: [say('too-long', { to: by })] },
  ] as const;

/** Blame, told to its writer once: it is theirs to leave it or to find other words. The dialog says `names`, `always` and `mind`. */
export const blamed = <const Again extends string>(again: Again) =>
  [
    { guard: flawed('names'), target: again, actions: [say('names')] },
    { guard: flawed('always'), target: again, actions: [say('always')] },
    { guard: flawed('mind'), target: again, actions: [say('mind')] },
  ] as const;
