import {
  answered,
  ask,
  beside,
  defineDialog,
  is,
  knows,
  lacks,
  learn,
  minutes,
  open,
  page,
  say,
  stay,
  type Transition,
  z,
} from '../src/engine/kit.ts';

/** The first texts say that a program writes: it is not said again by itself. */
const told = learn('known', { program: 'said' });

/** What could stop them from using a line was named. */
const eased = learn('known', { easier: 'said' });

/** Whatever else keeps from help: one step is named. */
const orElse = [
  { guard: knows('known', 'place'), target: 'over', actions: [say('hurdle-place')] },
  { target: 'over', actions: [say('hurdle-else')] },
] as const;

/** What is learned is kept in one field. */
type Learning = { readonly field: 'known'; readonly value: Readonly<Record<string, string>> };

const no = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'no']));

/**
 * A question of the screener. What else the words told is learned with its answer, and the next question is one about
 * which nothing is known yet. Words that told something without an answer lead on as well.
 */
function screen(id: string, [name, level]: readonly [name: string, level: 'urgent' | 'emergency'], ifNo = no(name)) {
  const unsure = { [name]: 'unsure' };
  // A wish, thoughts or an attempt that stay unclear count as a yes for the page.
  const unclear = name === 'wish' || name === 'thoughts' || name === 'behaviour' ? [page('urgent', 'answer')] : [];
  return {
    entry: [ask(id)],
    on: {
      ANSWER: [
        {
          guard: answered('yes'),
          target: 'next',
          actions: [learn('known', { [name]: 'yes' }), page(level, 'answer')],
        },
        { guard: answered('no'), target: 'next', actions: [learn('known', ifNo)] },
        { target: 'next', actions: [learn('known', unsure), ...unclear] },
      ],
      TOLD: [{ target: 'next', actions: [learn('known')] }],
      NOTED: [{ actions: [learn('known')] }],
      UNCLEAR: [{ target: 'next', actions: [learn('known', unsure), ...unclear] }],
    },
    after: { soon: [{ guard: is('level', 'emergency'), target: 'silent' }], late: 'silent' },
  } as const;
}

/** A question about help. It decides nothing about the danger; new danger told in it leads to what helps at once. */
function help<const State extends string>(id: string, ways: readonly Transition<Learning, State>[], otherwise: State) {
  return {
    entry: [ask(id)],
    on: {
      ANSWER: ways,
      // Told here is only what makes the danger imminent.
      TOLD: [{ target: 'imminent', actions: [learn('known')] }],
      UNCLEAR: [otherwise],
    },
    after: { late: 'silent' },
  } as const;
}

/**
 * Suicide and self-harm: what helps first, then a short screener: wish, thoughts, method, intent, plan, reach, behaviour;
 * then who and what makes the next hours safer. No thoughts jumps to behaviour. Imminent danger ends the questions: one
 * message, then what keeps from help. Silence is told to the counselor as silence, after 3 min in an emergency and 10 min
 * else. Source: safety.md, "What is said at once" and "After the first word".
 */
export default defineDialog({
  version: 7,
  lane: 'crisis',
  uninterruptible: true,
  context: z.strictObject({
    level: z.enum(['same-day', 'urgent', 'emergency']).default('urgent'),
    category: z.enum(['suicide', 'self-harm']).default('suicide'),
    about: z.enum(['self', 'other', 'own-act']).default('self'),
    /** Other categories that were heard and are urgent. */
    also: z.array(z.string()).default([]),
    /** What is known, told or answered: `yes`, `no` or `unsure` by name. */
    known: z.record(z.string(), z.string()).default({}),
    /** It was answered a few hours ago, and something new is told now. */
    again: z.boolean().default(false),
    plan: z.string().default('crisis-plan'),
  }),
  delays: { soon: minutes(3), late: minutes(10) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('about', 'other'), target: 'named', actions: [say('other'), beside('also')] },
        { guard: knows('known', 'imminent'), target: 'actedOn' },
        { guard: is('again', true), target: 'first', actions: [say('again'), beside('also')] },
        { guard: is('level', 'emergency'), target: 'first', actions: [told, say('emergency'), beside('also')] },
        { guard: is('category', 'self-harm'), target: 'first', actions: [told, say('self-harm'), beside('also')] },
        { target: 'first', actions: [told, say('first'), beside('also')] },
      ],
    },
    // Whoever has hurt themselves is told first what stops the bleeding.
    actedOn: {
      always: [
        { guard: is('category', 'self-harm'), target: 'hurdle', actions: [say('hurt-now'), beside('also')] },
        { target: 'imminent', actions: [beside('also')] },
      ],
    },
    first: {
      always: [
        { guard: knows('known', 'thoughts'), target: 'next' },
        // In an emergency the first question is the direct one.
        { guard: knows('known', 'wish', 'unsure'), target: 'next' },
        { guard: knows('known', 'wish'), target: 'wishTold' },
        'next',
      ],
    },
    next: {
      always: [
        { guard: knows('known', 'imminent'), target: 'imminent' },
        { guard: lacks('known', 'wish'), target: 'wish' },
        { guard: lacks('known', 'thoughts'), target: 'thoughts' },
        { guard: lacks('known', 'method'), target: 'method' },
        { guard: lacks('known', 'intent'), target: 'intent' },
        { guard: lacks('known', 'plan'), target: 'plan' },
        { guard: lacks('known', 'reach'), target: 'reach' },
        { guard: lacks('known', 'behaviour'), target: 'behaviour' },
        // Danger that is told anew, once all was asked: what was said at the end is not said again.
        { guard: knows('known', 'line'), target: 'askedAll' },
        { target: 'line', actions: [learn('known', { line: 'said' }), say('thanks')] },
      ],
    },
    wish: screen('wish', ['wish', 'urgent']),
    wishTold: screen('wish-told', ['wish', 'urgent']),
    thoughts: screen('thoughts', ['thoughts', 'urgent'], no('thoughts', 'method', 'intent', 'plan', 'reach')),
    method: screen('method', ['method', 'urgent'], no('method', 'reach')),
    intent: screen('intent', ['intent', 'emergency']),
    plan: screen('plan', ['plan', 'emergency']),
    reach: screen('reach', ['reach', 'emergency']),
    behaviour: screen('behaviour', ['behaviour', 'emergency']),
    line: help(
      'line',
      [
        { guard: answered('yes'), target: 'done', actions: [say('line-yes')] },
        { target: 'done', actions: [eased, say('line-no')] },
      ],
      'done',
    ),
    imminent: {
      entry: [page('emergency', 'answer')],
      always: [
        { guard: knows('known', 'place'), target: 'hurdle', actions: [say('imminent-place')] },
        { target: 'hurdle', actions: [say('imminent')] },
      ],
    },
    hurdle: {
      entry: [ask('hurdle')],
      on: {
        ANSWER: [
          { guard: answered('going'), target: 'gone', actions: [say('hurdle-going')] },
          { guard: answered('ride'), target: 'over', actions: [say('hurdle-ride')] },
          { guard: answered('near'), target: 'over', actions: [say('hurdle-near')] },
          { guard: answered('police'), target: 'over', actions: [say('hurdle-police')] },
          ...orElse,
        ],
        UNCLEAR: [...orElse],
      },
      after: { soon: 'silent' },
    },
    named: {
      entry: [ask('other-named')],
      on: { ANSWER: 'otherThanks', UNCLEAR: 'otherThanks' },
      after: { late: 'silent' },
    },
    otherThanks: { type: 'final', entry: [say('other-thanks'), stay('others')] },
    done: { type: 'final', entry: [open('plan')] },
    askedAll: { type: 'final', entry: [stay('self')] },
    // Whoever goes for help now is told nothing else.
    gone: { type: 'final' },
    over: { always: [{ guard: knows('known', 'place'), target: 'overPlace' }, 'overSoon'] },
    overPlace: { type: 'final', entry: [stay('place')] },
    overSoon: { type: 'final', entry: [stay('soon')] },
    silent: { type: 'final', entry: [page('urgent', 'silence')] },
  },
});
