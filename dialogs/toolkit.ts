import {
  answered,
  ask,
  defineDialog,
  finish,
  hours,
  is,
  open,
  question,
  remember,
  say,
  set,
  z,
} from '../src/engine/kit.ts';

/** The skills, each with its text: what is drawn for a week, in this order, and what a toolkit can hold. */
const skills = [
  'walk',
  'water',
  'call',
  'songs',
  'senses',
  'later',
  'muscles',
  'forward',
  'reasons',
  'hard-hour',
  'thanks',
  'evening',
] as const;

const over = { expiry: { expiry: 'over' } } as const;

/** Each skill is said where it was drawn for this week. */
const drawn = skills.map(
  (skill, nth) => ({ guard: is('week', nth), target: 'keep', actions: [set('skill', skill), say(skill)] }) as const,
);

/** Each skill is said where it was chosen; all else in a toolkit is a dialog. */
const chosen = skills.map((skill) => ({ guard: answered(skill), target: 'shown', actions: [say(skill)] }) as const);

/**
 * TOOLKIT: what helped and was kept, and a new skill every week: the same all week, another for each partner. Source: product.md row 33;
 * exercises.md 14.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    by: z.enum(['word', 'nudge']).default('word'),
    /** What was kept: of the skills here, of what passes the time there, and an exercise by its name. */
    kept: z.array(z.string()).nullable().default(null),
    things: z.array(z.string()).nullable().default(null),
    urge: z.string().nullable().default(null),
    /** Beside what was kept. */
    more: z.array(z.string()).default(['new']),
    week: z.number().default(0),
    skill: z.string().nullable().default(null),
    chosen: z.string().nullable().default(null),
  }),
  exercise: {
    minutes: 5,
    notFor: [],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 33, exercise 14',
  },
  recalls: { kept: 'toolkit.skill', things: 'delay.thing', urge: 'urge.tool' },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: {
      always: [{ guard: is('by', 'nudge'), target: 'ready' }, { guard: is('kept', null), target: 'ofDelay' }, 'choose'],
    },
    ofDelay: { always: [{ guard: is('things', null), target: 'ofUrge' }, 'choose'] },
    ofUrge: { always: [{ guard: is('urge', null), target: 'new', actions: [say('empty')] }, 'choose'] },
    ready: {
      entry: [ask('ready', { lane: 'nudge' })],
      on: { ANSWER: [{ guard: answered('start'), target: 'new' }, 'later'], SKIP: 'later' },
      after: { expiry: 'over' },
    },
    choose: question('choose', {
      ask: { only: ['kept', 'things', 'urge', 'more'] },
      keep: 'chosen',
      next: [{ guard: answered('new'), target: 'new' }, ...chosen, 'opened'],
      skip: 'left',
      ...over,
    }),
    new: { always: drawn },
    keep: question('keep', {
      next: [{ guard: answered('keep'), target: 'kept' }, 'left'],
      skip: 'left',
      ...over,
    }),
    kept: { type: 'final', entry: [remember('skill', { most: 100 }), say('kept'), finish()] },
    shown: { type: 'final' },
    opened: { type: 'final', entry: [open('chosen')] },
    left: { type: 'final', entry: [say('left'), finish()] },
    later: { type: 'final', entry: [say('later-ok')] },
    over: { type: 'final' },
  },
});
