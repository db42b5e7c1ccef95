import {
  answered,
  crisis,
  defineDialog,
  is,
  minutes,
  open,
  question,
  say,
  set,
  setting,
  z,
} from '../src/engine/kit.ts';

const over = { expiry: { expiry: 'over' } } as const;

const chosen = [
  { guard: answered('anew'), target: 'anew' },
  { guard: answered('fix'), target: 'fix' },
  { guard: answered('end'), target: 'end' },
  'kept',
] as const;

/**
 * Days counted from a date that this partner chooses, for them alone. A new beginning takes nothing away, and tells a human, as each
 * lapse does. Source: product.md, "Milestones"; safety.md, the level table (lapse).
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    counts: z.boolean().default(false),
    hasEarlier: z.boolean().default(false),
    days: z.number().default(0),
    total: z.number().default(0),
    longest: z.number().default(0),
    isToday: z.boolean().default(false),
    nextUnit: z.enum(['hours', 'days', 'months', 'years']).nullable().default(null),
    nextAmount: z.number().default(0),
    nextDate: z.string().nullable().default(null),
    date: z.string().nullable().default(null),
    category: z.string().nullable().default(null),
    milestone: z.string().default('milestone'),
  }),
  fits: ['own-day'],
  delays: { expiry: minutes(30) },
  initial: 'start',
  states: {
    start: { always: [{ guard: is('counts', true), target: 'shown' }, 'offer'] },
    offer: question('offer', {
      next: [{ guard: answered('yes'), target: 'begin' }, 'kept'],
      skip: 'kept',
      ...over,
    }),
    begin: question('begin', { keep: 'date', next: 'begun', skip: 'kept', back: 'offer', ...over }),
    begun: { type: 'final', entry: [setting('count-from', 'date'), say('begun')] },
    shown: {
      entry: [say('days', { with: ['days'] })],
      always: [{ guard: is('hasEarlier', true), target: 'all' }, 'next'],
    },
    all: { entry: [say('all', { with: ['total', 'longest'] })], always: ['next'] },
    next: {
      always: [{ guard: is('nextDate', null), target: 'choosing' }, 'coming'],
    },
    coming: { entry: [say('next', { with: ['nextUnit', 'nextAmount', 'nextDate'] })], always: ['choosing'] },
    choosing: { always: [{ guard: is('isToday', true), target: 'chooseToday' }, 'choose'] },
    choose: question('choose', { next: chosen, skip: 'kept', ...over }),
    chooseToday: question('choose-today', {
      next: [{ guard: answered('today'), target: 'today' }, ...chosen],
      skip: 'kept',
      ...over,
    }),
    today: { type: 'final', entry: [open('milestone')] },
    anew: question('anew', { keep: 'date', next: 'restarted', skip: 'kept', back: 'choosing', ...over }),
    restarted: {
      type: 'final',
      entry: [setting('count-anew', 'date'), say('restarted'), set('category', 'lapse'), crisis('same-day')],
    },
    fix: question('fix', { keep: 'date', next: 'fixed', skip: 'kept', back: 'choosing', ...over }),
    fixed: { type: 'final', entry: [setting('count-from', 'date'), say('begun')] },
    end: question('end', {
      keep: 'date',
      next: [{ guard: answered('yes'), target: 'ended' }, 'kept'],
      skip: 'kept',
      back: 'choosing',
      ...over,
    }),
    ended: { type: 'final', entry: [setting('count-end', 'date'), say('ended')] },
    kept: { type: 'final', entry: [say('kept')] },
    over: { type: 'final' },
  },
});
