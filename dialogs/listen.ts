import { answered, ask, barredTo, defineDialog, flawed, is, keep, minutes, say, set, z } from '../src/engine/kit.ts';

type Role = 'first' | 'second';
type Field = 'words' | 'echo';

/** Where a partner writes: nothing that would frighten goes on, and silence is the ordinary ending. */
const writes = <const Preview extends string, const Again extends string>(
  key: string,
  by: Role,
  field: Field,
  to: { readonly preview: Preview; readonly again: Again },
) =>
  ({
    entry: [ask(key, { to: by })],
    on: {
      ANSWER: [
        ...barredTo(by, { again: to.again, stopped: by === 'first' ? 'stopped' : 'stopped2' }),
        {
          guard: flawed('always', 'names', 'mind'),
          target: to.preview,
          actions: [keep(field), say('blame', { to: by })],
        },
        { target: to.preview, actions: [keep(field)] },
      ],
      SKIP: ['over'],
    },
    after: { write: 'over' },
  }) as const;

/** What was written, exactly as it would be read, to its writer alone. */
const approves = <const Sent extends string, const Again extends string>(
  by: Role,
  field: Field,
  to: { readonly sent: Sent; readonly again: Again },
) =>
  ({
    entry: [say('exactly', { to: by }), say(field, { to: by, with: [field] }), ask('consent', { to: by })],
    on: {
      ANSWER: [
        { guard: answered('send'), target: to.sent, actions: [say('sent', { to: by })] },
        { guard: answered('change'), target: to.again },
        'over',
      ],
      SKIP: ['over'],
      BACK: [to.again],
    },
    after: { write: 'over' },
  }) as const;

/** Who listens reads it, and is to say in other words what was heard. */
const hears = <const Next extends string>(by: Role, next: Next) =>
  ({ entry: [say('from', { to: by }), say('words', { to: by, with: ['words'] })], always: [next] }) as const;

const across = { first: 'second', second: 'first' } as const;

/** Who spoke reads what was heard, and says whether that is it. Not quite: another try, and after that it is close enough. */
const confirms = <const Again extends string, const Next extends string>(
  by: Role,
  to: { readonly again: Again; readonly next: Next },
) => {
  const listener = { to: across[by] };
  return {
    entry: [say('heard', { to: by }), say('echo', { to: by, with: ['echo'] }), ask('confirm', { to: by })],
    on: {
      ANSWER: [
        { guard: answered('yes'), target: to.next, actions: [say('was-it', listener)] },
        { guard: is('tries', 'first'), target: to.again, actions: [set('tries', 'last'), say('not-quite', listener)] },
        { target: to.next, actions: [say('close', listener)] },
      ],
      SKIP: [to.next],
    },
    after: { wait: 'over' },
  } as const;
};

/** Who listened chooses a line, or none. */
const answers = <const Sent extends string, const Next extends string>(
  by: Role,
  to: { readonly sent: Sent; readonly next: Next },
) =>
  ({
    entry: [ask('kind', { to: by })],
    on: {
      ANSWER: [
        { guard: answered('nothing'), target: to.next },
        { target: to.sent, actions: [keep('kind')] },
      ],
      SKIP: [to.next],
    },
    after: { wait: 'over' },
  }) as const;

const line = <const Next extends string>(to: Role, next: Next) =>
  ({ entry: [say('line', { to, with: ['kind'] })], always: [next] }) as const;

/**
 * One speaks, the other says in other words what was heard, the first tells whether that is it; then they change places. All that
 * crosses was approved in a preview, or is a line of ours that was chosen. Source: exercises.md 5; product.md row 59.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    words: z.string().nullable().default(null),
    echo: z.string().nullable().default(null),
    kind: z.string().nullable().default(null),
    tries: z.enum(['first', 'last']).default('first'),
  }),
  lane: 'mediated',
  shared: { ending: 'over' },
  exercise: {
    minutes: 20,
    subject: 'feelings',
    notFor: ['protective-order', 'fear', 'coercive-control', 'suicidal-crisis', 'use-within-24-hours', 'withdrawal'],
    crosses: ['approved words', 'a chosen line', 'that both are there'],
    ritual: 'talk',
    source: 'product row 59, exercise 5',
  },
  delays: { write: minutes(6), wait: minutes(5) },
  initial: 'begin',
  states: {
    begin: { entry: [say('begin'), say('you-listen', { to: 'second' })], always: ['speak'] },
    speak: writes('speak', 'first', 'words', { preview: 'spoken', again: 'respeak' }),
    respeak: writes('rewrite', 'first', 'words', { preview: 'spoken', again: 'speakOnce' }),
    speakOnce: { always: ['respeak'] },
    spoken: approves('first', 'words', { sent: 'hear', again: 'respeak' }),
    hear: hears('second', 'echo'),
    echo: writes('echo-it', 'second', 'echo', { preview: 'echoed', again: 'reecho' }),
    reecho: writes('rewrite', 'second', 'echo', { preview: 'echoed', again: 'echoOnce' }),
    echoOnce: { always: ['reecho'] },
    echoed: approves('second', 'echo', { sent: 'confirm', again: 'reecho' }),
    confirm: confirms('first', { again: 'reecho', next: 'kind' }),
    kind: answers('second', { sent: 'kindSent', next: 'swap' }),
    kindSent: line('first', 'swap'),
    swap: { entry: [say('swap'), say('you-listen', { to: 'first' })], always: ['swapped'] },
    // Of the first turn nothing is left to be read.
    swapped: {
      always: [{ target: 'speak2', actions: [set('words', null), set('echo', null), set('tries', 'first')] }],
    },
    speak2: writes('speak', 'second', 'words', { preview: 'spoken2', again: 'respeak2' }),
    respeak2: writes('rewrite', 'second', 'words', { preview: 'spoken2', again: 'speakOnce2' }),
    speakOnce2: { always: ['respeak2'] },
    spoken2: approves('second', 'words', { sent: 'hear2', again: 'respeak2' }),
    hear2: hears('first', 'echo2'),
    echo2: writes('echo-it', 'first', 'echo', { preview: 'echoed2', again: 'reecho2' }),
    reecho2: writes('rewrite', 'first', 'echo', { preview: 'echoed2', again: 'echoOnce2' }),
    echoOnce2: { always: ['reecho2'] },
    echoed2: approves('first', 'echo', { sent: 'confirm2', again: 'reecho2' }),
    confirm2: confirms('second', { again: 'reecho2', next: 'kind2' }),
    kind2: answers('first', { sent: 'kindSent2', next: 'over' }),
    kindSent2: line('second', 'over'),
    // To the other it is silence, as always.
    stopped: { entry: [say('not-this', { to: 'first' })], after: { write: 'over' } },
    stopped2: { entry: [say('not-this', { to: 'second' })], after: { write: 'over' } },
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});
