import { answered, defineDialog, hours, is, open, parts, question, say, set, without, z } from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;
/** A part that nothing is written in. */
const empty = z.string().default('none');

const chosen = [
  { guard: answered('write'), target: 'which', actions: [set('all', false)] },
  { guard: answered('remove'), target: 'whichOut' },
  { guard: answered('done'), target: 'done' },
  'opened',
] as const;

/**
 * PLAN: what makes it hard, what shows it early, what helps, whom to call, where medicine and naloxone are. It is filled in over days if
 * that is wanted, and is there at once at any time. It belongs to whoever wrote it: nobody is watched with it, and a part reaches the
 * other by a preview and a yes alone (`plan-share`). Source: product.md row 34; exercises.md 14; safety.md, "No tool polices".
 */
export default defineDialog({
  version: 1,
  anew: true,
  context: z.strictObject({
    sharesNothing: z.boolean().default(false),
    begun: z.boolean().default(false),
    /** The parts come one after the other. */
    all: z.boolean().default(false),
    triggers: empty,
    signs: empty,
    seen: empty,
    coping: empty,
    people: empty,
    place: empty,
    /** The parts that could be passed on as they are. */
    open: z.record(z.string(), z.string()).default({}),
    cardBegun: z.boolean().default(false),
    warning: empty,
    helped: empty,
    where: empty,
    company: empty,
    lines: empty,
    away: empty,
    chosen: z.string().nullable().default(null),
  }),
  recalls: {
    begun: 'relapse-plan.begun',
    triggers: 'relapse-plan.triggers',
    signs: 'relapse-plan.signs',
    seen: 'relapse-plan.seen',
    coping: 'relapse-plan.coping',
    people: 'relapse-plan.people',
    place: 'relapse-plan.place',
    open: 'relapse-plan.open',
    cardBegun: 'crisis-card.begun',
    warning: 'crisis-card.warning',
    helped: 'crisis-card.helped',
    where: 'crisis-card.where',
    company: 'crisis-card.company',
    lines: 'crisis-card.lines',
    away: 'crisis-card.away',
  },
  exercise: {
    minutes: 10,
    notFor: ['withdrawal'],
    crosses: ['nothing'],
    planned: false,
    source: 'product row 34, exercises 14',
  },
  delays: { expiry: hours(3) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('begun', true), target: 'whole' },
        { guard: is('cardBegun', true), target: 'cardAlone' },
        'intro',
      ],
    },
    cardAlone: {
      entry: [say('card', { with: ['warning', 'helped', 'where', 'company', 'lines', 'away'] })],
      always: ['intro'],
    },
    intro: { entry: [set('all', true), say('intro')], always: ['triggers'] },
    ...parts(['triggers', 'signs', 'seen', 'coping', 'people', 'place']),
    filled: { always: [{ guard: is('begun', true), target: 'whole' }, 'left'] },
    whole: {
      entry: [say('plan', { with: ['people', 'coping', 'place', 'signs', 'seen', 'triggers'] })],
      always: [{ guard: is('cardBegun', true), target: 'card' }, 'choosing'],
    },
    card: {
      entry: [say('card', { with: ['warning', 'helped', 'where', 'company', 'lines', 'away'] })],
      always: ['choosing'],
    },
    choosing: { always: [{ guard: is('sharesNothing', true), target: 'chooseOwn' }, 'choose'] },
    choose: question('choose', { keep: 'chosen', next: chosen, skip: 'done', ...over }),
    chooseOwn: question('choose-own', { keep: 'chosen', next: chosen, skip: 'done', ...over }),
    which: question('which', {
      next: [
        { guard: answered('triggers'), target: 'triggers' },
        { guard: answered('signs'), target: 'signs' },
        { guard: answered('seen'), target: 'seen' },
        { guard: answered('coping'), target: 'coping' },
        { guard: answered('people'), target: 'people' },
        'place',
      ],
      skip: 'done',
      back: 'choosing',
      ...over,
    }),
    saved: { entry: [say('saved')], always: ['choosing'] },
    whichOut: question('which-out', {
      next: [
        { guard: answered('triggers'), target: 'removed', actions: without('triggers') },
        { guard: answered('signs'), target: 'removed', actions: without('signs') },
        { guard: answered('seen'), target: 'removed', actions: without('seen') },
        { guard: answered('coping'), target: 'removed', actions: without('coping') },
        { guard: answered('people'), target: 'removed', actions: without('people') },
        { target: 'removed', actions: without('place') },
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
