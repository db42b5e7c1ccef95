import {
  answered,
  barredTo,
  defineDialog,
  flawed,
  inTurn,
  keep,
  minutes,
  question,
  say,
  set,
  z,
} from '../src/engine/kit.ts';

const silence = { wait: 'over' } as const;
const writing = { write: 'over' } as const;

/** One says what they need, the other says which of it they can answer, and how; then the first says a word to that. */
const turn = <const Turn extends '' | '2', const Next extends string>(
  n: Turn,
  by: Turn extends '' ? 'first' : 'second',
  to: Turn extends '' ? 'second' : 'first',
  next: Next,
) => {
  const own = { to: by } as const;
  const other = { to } as const;
  const written = [
    ...barredTo(by, { again: `again${n}`, stopped: `stopped${n}` }),
    {
      guard: flawed('always', 'names', 'mind'),
      target: `preview${n}`,
      actions: [keep('words'), say('blame', own)],
    },
    { target: `preview${n}`, actions: [keep('words')] },
  ] as const;
  return inTurn(n, {
    choose: question('choose', {
      ask: own,
      next: [
        { guard: answered('none'), target: `none${n}` },
        { guard: answered('own'), target: `write${n}` },
        { target: `which${n}`, actions: [keep('needs'), say('passed', own)] },
      ],
      skip: 'over',
      expiry: silence,
    }),
    // Nothing today is an answer, too: the other has their turn.
    none: { entry: [say('fine', own)], always: [next] },
    write: question('write', { ask: own, next: written, skip: 'over', back: `choose${n}`, expiry: writing }),
    again: { always: [`write${n}`] },
    // To the other it is silence, as always.
    stopped: { entry: [say('not-this', own)], after: { write: 'over' } },
    preview: question('consent', {
      before: [say('exactly', own), say('words', { ...own, with: ['words'] })],
      ask: own,
      next: [
        { guard: answered('send'), target: `read${n}`, actions: [say('passed', own)] },
        { guard: answered('change'), target: `write${n}` },
        `choose${n}`,
      ],
      skip: `choose${n}`,
      back: `write${n}`,
      expiry: writing,
    }),
    which: question('which', {
      ask: { ...other, only: ['needs', 'also'] },
      keep: 'which',
      next: [{ guard: answered('hear'), target: `heard${n}` }, `how${n}`],
      skip: 'over',
      expiry: silence,
    }),
    how: question('how', { ask: other, keep: 'how', next: `told${n}`, skip: 'over', expiry: silence }),
    read: question('answer', {
      before: [say('from', other), say('words', { ...other, with: ['words'] })],
      ask: other,
      keep: 'how',
      next: [
        { guard: answered('hear'), target: `heard${n}` },
        { target: `told${n}`, actions: [set('which', 'own')] },
      ],
      skip: 'over',
      expiry: silence,
    }),
    heard: { entry: [say('heard', own)], always: [next] },
    told: question('thanks', {
      before: [say('sent', other), say('told', { ...own, with: ['which', 'how'] })],
      ask: own,
      keep: 'thanks',
      next: [{ guard: answered('nothing'), target: next }, `line${n}`],
      skip: next,
      expiry: silence,
    }),
    line: { entry: [say('line', { ...other, with: ['thanks'] })], always: [next] },
  } as const);
};

/**
 * Each chooses what they need now; the other chooses one thing of it that they can answer, and how, or says that they hear it. What
 * crosses was chosen from our lines, or approved in a preview. Source: product.md rows 17 and 62; exercises.md 7.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    needs: z.array(z.string()).nullable().default(null),
    // What can always be answered.
    also: z.array(z.string()).default(['hear']),
    words: z.string().nullable().default(null),
    which: z.string().nullable().default(null),
    how: z.string().nullable().default(null),
    thanks: z.string().nullable().default(null),
  }),
  lane: 'mediated',
  shared: { ending: 'over' },
  exercise: {
    minutes: 5,
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['a chosen line', 'approved words', 'that both are there'],
    ritual: 'talk',
    source: 'product rows 17 and 62, exercise 7',
  },
  delays: { wait: minutes(5), write: minutes(6) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin'), say('wait', { to: 'second' })], always: ['choose'] },
    ...turn('', 'first', 'second', 'swap'),
    // Of the first turn nothing is left to be read.
    swap: {
      entry: [say('swap'), say('wait', { to: 'first' })],
      always: [{ target: 'choose2', actions: [set('needs', null), set('words', null), set('which', null)] }],
    },
    ...turn('2', 'second', 'first', 'over'),
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
