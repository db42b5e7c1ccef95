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
