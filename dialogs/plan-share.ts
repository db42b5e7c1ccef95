import { answered, defineDialog, is, knows, minutes, question, say, share, z } from '../src/engine/kit.ts';

type OfPlan = 'triggers' | 'signs' | 'coping' | 'place';
type OfCard = 'warning' | 'helped' | 'where' | 'company' | 'lines' | 'away';

const silence = { expiry: { expiry: 'over' } } as const;
const empty = z.string().default('none');
const known = z.record(z.string(), z.string()).default({});

/** One part, as the other would read it, and whether it is passed on. */
const preview = <const Part extends OfPlan | OfCard, const Sent extends string>(part: Part, sent: Sent) =>
  question('consent', {
    before: [say('exactly'), say(`share-${part}`, { with: [part] })],
    next: [{ guard: answered('share'), target: sent }, 'kept'],
    skip: 'kept',
    back: 'which',
    ...silence,
  });

const sent = <const Part extends OfPlan | OfCard>(part: Part) =>
  ({
    type: 'final',
    entry: [share(`share-${part}`, { with: [part], framed: true }), say('sent')],
  }) as const;

/** A part that stands in the plan and that nothing speaks against passing on. */
const ofPlan = <const Part extends OfPlan>(part: Part) =>
  ({ always: [{ guard: knows('open', part), target: `show-${part}` }, 'notThis'] }) as const;
const ofCard = <const Part extends OfCard>(part: Part) =>
  ({ always: [{ guard: knows('cardOpen', part), target: `show-${part}` }, 'notThis'] }) as const;

/**
 * One part of the own plan for the other partner, exactly as it stands there, by a preview and a yes. People to call and signs that the other told of are no
 * part of it. Source: safety.md, "Two partners" ("each part is private unless shared"); product.md rows 34 and 37.
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({
    sharesNothing: z.boolean().default(false),
    sharedEnough: z.boolean().default(false),
    ...{ triggers: empty, signs: empty, coping: empty, place: empty, open: known },
    ...{ warning: empty, helped: empty, where: empty, company: empty, lines: empty, away: empty, cardOpen: known },
  }),
  recalls: {
    triggers: 'relapse-plan.triggers',
    signs: 'relapse-plan.signs',
    coping: 'relapse-plan.coping',
    place: 'relapse-plan.place',
    open: 'relapse-plan.open',
    warning: 'crisis-card.warning',
    helped: 'crisis-card.helped',
    where: 'crisis-card.where',
    company: 'crisis-card.company',
    lines: 'crisis-card.lines',
    away: 'crisis-card.away',
    cardOpen: 'crisis-card.open',
  },
  exercise: {
    minutes: 2,
    notFor: ['protective-order', 'fear', 'coercive-control'],
    crosses: ['approved words'],
    planned: false,
    source: 'product rows 34 and 37',
  },
  delays: { expiry: minutes(30) },
  initial: 'start',
  states: {
    start: {
      always: [
        { guard: is('sharesNothing', true), target: 'own' },
        { guard: is('sharedEnough', true), target: 'enough' },
        'which',
      ],
    },
    which: question('which', {
      next: [
        { guard: answered('triggers'), target: 'triggers' },
        { guard: answered('signs'), target: 'signs' },
        { guard: answered('coping'), target: 'coping' },
        { guard: answered('place'), target: 'place' },
        { guard: answered('crisis'), target: 'whichCard' },
        'kept',
      ],
      skip: 'kept',
      ...silence,
    }),
    whichCard: question('which-card', {
      next: [
        { guard: answered('warning'), target: 'warning' },
        { guard: answered('helped'), target: 'helped' },
        { guard: answered('where'), target: 'where' },
        { guard: answered('company'), target: 'company' },
        { guard: answered('lines'), target: 'lines' },
        'away',
      ],
      skip: 'kept',
      back: 'which',
      ...silence,
    }),
    triggers: ofPlan('triggers'),
    signs: ofPlan('signs'),
    coping: ofPlan('coping'),
    place: ofPlan('place'),
    warning: ofCard('warning'),
    helped: ofCard('helped'),
    where: ofCard('where'),
    company: ofCard('company'),
    lines: ofCard('lines'),
    away: ofCard('away'),
    'show-triggers': preview('triggers', 'sent-triggers'),
    'show-signs': preview('signs', 'sent-signs'),
    'show-coping': preview('coping', 'sent-coping'),
    'show-place': preview('place', 'sent-place'),
    'show-warning': preview('warning', 'sent-warning'),
    'show-helped': preview('helped', 'sent-helped'),
    'show-where': preview('where', 'sent-where'),
    'show-company': preview('company', 'sent-company'),
    'show-lines': preview('lines', 'sent-lines'),
    'show-away': preview('away', 'sent-away'),
    'sent-triggers': sent('triggers'),
    'sent-signs': sent('signs'),
    'sent-coping': sent('coping'),
    'sent-place': sent('place'),
    'sent-warning': sent('warning'),
    'sent-helped': sent('helped'),
    'sent-where': sent('where'),
    'sent-company': sent('company'),
    'sent-lines': sent('lines'),
    'sent-away': sent('away'),
    notThis: { type: 'final', entry: [say('not-this')] },
    kept: { type: 'final', entry: [say('kept')] },
    own: { type: 'final', entry: [say('own')] },
    enough: { type: 'final', entry: [say('enough')] },
    over: { type: 'final' },
  },
});
