import {
  answered,
  barredTo,
  defineDialog,
  flawed,
  hours,
  inTurn,
  is,
  keep,
  later,
  minutes,
  question,
  say,
  z,
} from '../src/engine/kit.ts';

const silence = { wait: 'over' } as const;
const writing = { write: 'over' } as const;

/** Words for the other: what nobody bargains about is refused by its subject alone, what would frighten goes nowhere. */
const written = <
  const Field extends 'wish' | 'cond',
  const Again extends string,
  const Stopped extends string,
  const Next extends string,
>(
  by: 'first' | 'second',
  field: Field,
  to: { readonly again: Again; readonly stopped: Stopped; readonly next: Next },
) => {
  const own = { to: by } as const;
  const [threat, ...barred] = barredTo(by, to);
  return [
    threat,
    { guard: flawed('safety', 'sex', 'sobriety', 'contact'), target: to.again, actions: [say('not-here', own)] },
    ...barred,
    { guard: flawed('always', 'names', 'mind'), target: to.next, actions: [keep(field), say('blame', own)] },
    { target: to.next, actions: [keep(field)] },
  ] as const;
};

/** One small thing to ask for, and how often in the next seven days; shown to its writer as it would be read. */
const request = <
  const N extends '' | '2',
  const Key extends string,
  const Sent extends string,
  const Left extends string,
>(
  n: N,
  by: N extends '' ? 'first' : 'second',
  key: Key,
  to: { readonly sent: Sent; readonly left: Left },
) => {
  const own = { to: by } as const;
  const next = written(by, 'wish', { again: `again${n}`, stopped: `stopped${n}`, next: `often${n}` });
  return inTurn(n, {
    wish: question(key, { ask: own, next, skip: to.left, expiry: writing }),
    again: { always: [`rewrite${n}`] },
    rewrite: question('rewrite', { ask: own, next, skip: to.left, expiry: writing }),
    // To the other it is silence, as always.
    stopped: { entry: [say('not-this', own)], after: { write: 'over' } },
    often: question('often', {
      ask: own,
      keep: 'often',
      next: `preview${n}`,
      skip: to.left,
      back: `rewrite${n}`,
      expiry: writing,
    }),
    preview: question('consent', {
      before: [
        say('exactly', own),
        say('wish-words', { ...own, with: ['wish'] }),
        say('how-often', { ...own, with: ['often'] }),
      ],
      ask: own,
      next: [
        { guard: answered('send'), target: to.sent, actions: [say('passed', own)] },
        { guard: answered('change'), target: `rewrite${n}` },
        to.left,
      ],
      skip: to.left,
      back: `often${n}`,
      expiry: writing,
    }),
  } as const);
};

const across = { first: 'second', second: 'first' } as const;

/** What is asked for, as its reader gets it. */
const asked = <const By extends 'first' | 'second'>(by: By) =>
  [
    say('wish-words', { to: across[by], with: ['wish'] }),
    say('how-often', { to: across[by], with: ['often'] }),
  ] as const;

/** Who asked first says whether it is one they can agree to. */
const accept = { ask: { to: 'first' }, skip: 'none', expiry: silence } as const;

const both = [say('agreed'), say('wish-words', { with: ['wish'] }), say('how-often', { with: ['often'] })] as const;
const week = [say('review'), later('agreement', { from: hours(168), until: hours(192) })] as const;

/**
 * One asks for something small, positive, of the next seven days; the other says yes, yes if, or not now with something else. Two yeses
 * make an agreement that both get in writing, and each is asked about it a week later in private. Safety, sex, sobriety and contact are
 * no subject of it. Source: exercises.md 7; product.md rows 11 and 60.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    wish: z.string().nullable().default(null),
    often: z.string().nullable().default(null),
    cond: z.string().nullable().default(null),
  }),
  lane: 'mediated',
  shared: { ending: 'over' },
  exercise: {
    minutes: 15,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['approved words', 'a chosen line', 'that both are there'],
    ritual: 'talk',
    source: 'product rows 11 and 60, exercise 7',
  },
  delays: { wait: minutes(5), write: minutes(10) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin'), say('wait', { to: 'second' })], always: ['wish'] },
    ...request('', 'first', 'wish', { sent: 'answer', left: 'over' }),
    answer: question('answer', {
      before: [say('from', { to: 'second' }), ...asked('first')],
      ask: { to: 'second' },
      next: [{ guard: answered('yes'), target: 'agreed' }, { guard: answered('if'), target: 'cond' }, 'wish2'],
      skip: 'later',
      expiry: silence,
    }),
    cond: question('cond', {
      ask: { to: 'second' },
      next: written('second', 'cond', { again: 'condOnce', stopped: 'stopped2', next: 'condShown' }),
      skip: 'later',
      back: 'answerAgain',
      expiry: writing,
    }),
    condOnce: { always: ['condAgain'] },
    condAgain: question('rewrite', {
      ask: { to: 'second' },
      next: written('second', 'cond', { again: 'condOnce', stopped: 'stopped2', next: 'condShown' }),
      skip: 'later',
      expiry: writing,
    }),
    answerAgain: question('answer', {
      ask: { to: 'second' },
      next: [{ guard: answered('yes'), target: 'agreed' }, { guard: answered('if'), target: 'cond' }, 'wish2'],
      skip: 'later',
      expiry: silence,
    }),
    condShown: question('consent', {
      before: [
        say('exactly', { to: 'second' }),
        say('yes-if', { to: 'second' }),
        say('cond-words', { to: 'second', with: ['cond'] }),
      ],
      ask: { to: 'second' },
      next: [
        { guard: answered('send'), target: 'condAsked', actions: [say('passed', { to: 'second' })] },
        { guard: answered('change'), target: 'condAgain' },
        'later',
      ],
      skip: 'later',
      back: 'condAgain',
      expiry: writing,
    }),
    condAsked: question('accept', {
      before: [
        say('from', { to: 'first' }),
        say('yes-if', { to: 'first' }),
        say('cond-words', { to: 'first', with: ['cond'] }),
      ],
      ...accept,
      next: [{ guard: answered('yes'), target: 'agreed' }, 'none'],
    }),
    ...request('2', 'second', 'counter', { sent: 'countered', left: 'later' }),
    countered: question('accept', {
      before: [say('from', { to: 'first' }), say('instead', { to: 'first' }), ...asked('second')],
      ...accept,
      next: [{ guard: answered('yes'), target: 'agreed' }, 'none'],
    }),
    agreed: { entry: [...both], always: [{ guard: is('cond', null), target: 'week' }, 'agreedIf'] },
    agreedIf: { entry: [say('yes-if'), say('cond-words', { with: ['cond'] })], always: ['week'] },
    week: { entry: [...week], always: ['over'] },
    // A plain "not now" of the one who was asked, told as the line that it is.
    later: { entry: [say('not-now', { to: 'first' })], always: ['over'] },
    none: { entry: [say('no-deal')], always: ['over'] },
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
