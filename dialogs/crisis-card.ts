import {
  answered,
  defineDialog,
  fact,
  hours,
  is,
  open,
  parts,
  question,
  say,
  set,
  without,
  z,
} from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;
/** A part that nothing is written in. */
const empty = z.string().default('none');

const chosen = [
  { guard: answered('write'), target: 'which', actions: [set('all', false)] },
  { guard: answered('remove'), target: 'whichOut' },
  { guard: answered('plan-share'), target: 'opened' },
  'done',
] as const;

const [write, remove] = chosen;
const chosenOwn = [write, remove, 'done'] as const;

/** What the counselors see in place of a part that was taken out. */
const gone = <const Part extends string>(part: Part) => [...without(part), fact(`crisis-${part}`, 'gone')] as const;

/**
 * The crisis plan, made on a quiet day, for use and for thoughts of dying alone: the three questions of `crisis-plan` (where, with whom,
 * what is put away), and what warns, what helped, who is trained to help. A plan against violence is made by voice with a person and never
 * stands in a chat. The counselors have a copy; a part reaches the other by `plan-share` alone. Source: product.md row 37; safety.md,
 * "Two partners" and "Once each, in their place".
 */
export default defineDialog({
  version: 1,
  anew: true,
  context: z.strictObject({
    sharesNothing: z.boolean().default(false),
    begun: z.boolean().default(false),
    /** The parts come one after the other. */
    all: z.boolean().default(false),
    warning: empty,
    helped: empty,
    where: empty,
    company: empty,
    lines: empty,
    away: empty,
    /** The parts that could be passed on as they are. */
    open: z.record(z.string(), z.string()).default({}),
    gone: z.string().default('–'),
    chosen: z.string().nullable().default(null),
  }),
  recalls: {
    begun: 'crisis-card.begun',
    warning: 'crisis-card.warning',
    helped: 'crisis-card.helped',
    where: 'crisis-card.where',
    company: 'crisis-card.company',
    lines: 'crisis-card.lines',
    away: 'crisis-card.away',
    open: 'crisis-card.open',
  },
  exercise: {
    minutes: 10,
    notFor: ['suicidal-crisis', 'withdrawal'],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 37',
  },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('begun', true), target: 'whole' }, 'intro'] },
    intro: { entry: [set('all', true), say('intro'), say('by-voice')], always: ['warning'] },
    ...parts(['warning', 'helped', 'where', 'company', 'lines', 'away'], { facts: 'crisis' }),
    filled: { always: [{ guard: is('begun', true), target: 'whole' }, 'left'] },
    whole: {
      entry: [say('card', { with: ['warning', 'helped', 'where', 'company', 'lines', 'away'] })],
      always: ['choosing'],
    },
    choosing: { always: [{ guard: is('sharesNothing', true), target: 'chooseOwn' }, 'choose'] },
    choose: question('choose', { keep: 'chosen', next: chosen, skip: 'done', ...over }),
    chooseOwn: question('choose-own', { next: chosenOwn, skip: 'done', ...over }),
    which: question('which', {
      next: [
        { guard: answered('warning'), target: 'warning' },
        { guard: answered('helped'), target: 'helped' },
        { guard: answered('where'), target: 'where' },
        { guard: answered('company'), target: 'company' },
        { guard: answered('lines'), target: 'lines' },
        'away',
      ],
      skip: 'done',
      back: 'choosing',
      ...over,
    }),
    saved: { entry: [say('saved')], always: ['choosing'] },
    whichOut: question('which-out', {
      next: [
        { guard: answered('warning'), target: 'removed', actions: gone('warning') },
        { guard: answered('helped'), target: 'removed', actions: gone('helped') },
        { guard: answered('where'), target: 'removed', actions: gone('where') },
        { guard: answered('company'), target: 'removed', actions: gone('company') },
        { guard: answered('lines'), target: 'removed', actions: gone('lines') },
        { target: 'removed', actions: gone('away') },
      ],
      skip: 'done',
      back: 'choosing',
      ...over,
    }),
    removed: { entry: [say('removed')], always: ['choosing'] },
    opened: { type: 'final', entry: [open('chosen')] },
    done: { type: 'final', entry: [say('done')] },
    left: { type: 'final', entry: [say('left')] },
    over: { type: 'final' },
  },
});
