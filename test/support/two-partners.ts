import type { Content } from '../../src/content/content.ts';
import type { Couple } from '../../src/domain/couple.ts';
import type { SendEffect } from '../../src/domain/effect.ts';
import type { Json } from '../../src/domain/frame.ts';
import type { Side } from '../../src/domain/partner.ts';
import type { Category, Level } from '../../src/domain/screening.ts';
import { newPlan } from '../../src/engine/couple/plan.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnEvent, TurnResult } from '../../src/engine/events.ts';
import { type Due, dueBy, nextWake } from '../../src/engine/time/timers.ts';
import { aCouple, heard, message, noon } from './engine.ts';

/** Something that is done at a minute after noon: words of a partner, or what a counselor does. */
export interface Deed {
  readonly minute: number;
  readonly text?: string;
  readonly crisis?: readonly [Category, Level];
  readonly counselor?: 'takes-over' | 'closes' | 'holds' | 'assigns';
}

/** What both partners live through in a few days. */
export interface Story {
  readonly seed: string;
  readonly a: readonly Deed[];
  readonly b: readonly Deed[];
  readonly both: readonly Deed[];
  readonly days: number;
}

/** What B was sent, as it stands on the wire, with its instant; and what of A's was relayed. */
export interface Played {
  readonly seen: readonly object[];
  readonly relayed: readonly Json[];
}

const minute = 60_000;
const day = 1_440 * minute;

/** How an event of a story is named: by what it is, never by how many came before it. */
export function eventOf(due: Due, at: number): TurnEvent {
  const { side } = due;
  switch (due.type) {
    case 'hold':
      return { type: 'hold', id: `hold-${due.hold}`, at, side, hold: due.hold };
    case 'nudge':
      return { type: 'nudge', id: `nudge-${side}-${at}`, at, side, nudge: due.nudge };
    case 'together':
      return { type: 'together', id: `together-${due.what}-${at}`, at, side, what: due.what };
    case 'share':
      return { type: 'share', id: `share-${due.share}-${at}`, at, side, share: due.share };
    case 'timer':
      return {
        ...({ type: 'timer', id: `timer-${due.frame}-${due.timer}-${at}`, at, side } as const),
        frame: due.frame,
        timer: due.timer,
      };
  }
}

function deedOf({ text, crisis, counselor }: Deed, side: Side, at: number, nth: number, couple: Couple): TurnEvent {
  const id = `${side}-${nth}`;
  if (counselor === 'assigns') {
    const act = { type: 'assign', exercise: 'breathe-together', at: at + 5 * minute, first: 'b', by: 'Dana' } as const;
    return { type: 'couple-act', id, at, side: 'a', act };
  }
  if (counselor === 'holds') return { type: 'couple-act', id, at, side: 'a', act: { type: 'hold', side, by: 'Dana' } };
  if (counselor) {
    const isTaken = counselor === 'takes-over';
    const update = {
      ...({ family: 'self', version: nth + 1, level: 'urgent', holder: isTaken ? 'Dana' : null, pagedAt: at } as const),
      ...({ status: isTaken ? 'taken-over' : 'closed', what: isTaken ? 'taken-over' : 'closed' } as const),
    };
    return { type: 'alert-update', id, at, side, update };
  }
  const from = couple[side]?.addresses[0];
  const screening = crisis ? { screening: heard(...crisis) } : {};
  return message(text ?? '', {
    id,
    at,
    side,
    from: { channel: from?.channel ?? 'sms', id: from?.id ?? '' },
    ...screening,
  });
}

/** Plays a story through an engine. */
export function play(engine: Engine, content: Content, story: Story, render = content.render): Played {
  const start = aCouple({
    a: { addresses: [{ channel: 'teams', id: 'alex', verified: true }] },
    b: { language: 'es' },
  });
  const nudges = [
    { id: 'check-in', dialog: 'check-in', localTime: '20:00', next: noon + 480 * minute, planned: noon + 480 * minute },
  ];
  const plan = newPlan(story.seed, 'America/Chicago', noon);
  let couple: Couple = {
    ...start,
    b: start.b && { ...start.b, nudges },
    shared: { ...start.shared, together: { plan } },
  };
  const seen: object[] = [];
  const relayed: Json[] = [];

  const run = (event: TurnEvent): void => {
    const before = couple;
    const result = engine.runTurn(couple, event);
    couple = result.couple;
    relayed.push(...relayedIn(before, result, event));
    for (const effect of result.effects) {
      if (effect.to !== 'b' || effect.type !== 'send') continue;
      seen.push({ at: event.at, ...seenOf(effect) });
    }
  };
  const seenOf = ({ id, lane, say, expiresAt }: SendEffect): object => {
    const shown = 'key' in say ? render(say, { language: 'es', channel: 'teams', country: 'US', name: 'Sam' }) : {};
    return { id, lane, say, shown, expiresAt: expiresAt ?? null };
  };
  const pass = (until: number): void => {
    for (let at = nextWake(couple); at !== null && at <= until; at = nextWake(couple)) {
      const due = dueBy(couple, at)[0];
      if (!due) return;
      run(eventOf(due, at));
    }
  };
  const deeds = [
    ...story.both.map((deed, nth) => ({ deed, side: 'a' as const, nth: 1_000 + nth })),
    ...story.b.map((deed, nth) => ({ deed, side: 'b' as const, nth })),
    ...story.a.map((deed, nth) => ({ deed, side: 'a' as const, nth })),
  ].sort((one, other) => one.deed.minute - other.deed.minute);
  for (const { deed, side, nth } of deeds) {
    const at = noon + deed.minute * minute;
    pass(at);
    run(deedOf(deed, side, at, nth, couple));
  }
  pass(noon + story.days * day);
  return { seen, relayed };
}

/**
 * What crossed in a turn, or was read of both: verdicts, approved messages and whether they were offered, the time of a break, whether a
 * slot was for two. Of two stories in which all of this is the same nothing else may differ for the other partner.
 */
function relayedIn(before: Couple, { couple: after, effects }: TurnResult, event: TurnEvent): Json[] {
  const [was, is] = [before.shared.together ?? {}, after.shared.together ?? {}];
  const found: Json[] = [];
  const frames = (couple: Couple): Json => (couple.shared.frames ?? []).map(({ id }) => id);
  const isTogether = event.type === 'together';
  if (isTogether && event.what === 'slot') found.push(['slot', event.at, is.gate?.exercise ?? null]);
  if (isTogether && event.what === 'gate') found.push(['gate', event.at, frames(after)]);
  if (isTogether && event.what === 'time-out')
    found.push(['break', event.at, is.timeOut?.returnsAt ?? null, frames(after)]);
  if (!was.timeOut && is.timeOut) found.push(['heat', is.timeOut.at]);
  if (event.type === 'share' && event.side === 'a') found.push(['offer', event.at, after.b?.stack.length ?? 0]);
  for (const { key, params, at } of after.a.shares ?? [])
    if (!before.a.shares?.some((each) => each.at === at)) found.push(['approved', key, { ...params }, at]);
  // Whether an approved message is still there when it is asked for: it was taken back, or a hold stands against it.
  for (const effect of effects)
    if (
      effect.type === 'send' &&
      effect.to === 'b' &&
      'key' in effect.say &&
      /^note\.(from|gone)$/.test(effect.say.key)
    )
      found.push(['read', event.at, effect.say.key]);
  // What one of them says in an exercise that both are in is there for the other.
  if (
    event.type === 'message' &&
    event.side === 'a' &&
    JSON.stringify(before.shared.frames) !== JSON.stringify(after.shared.frames) &&
    (after.shared.frames ?? []).length > 0
  )
    found.push(['said', event.at, (after.shared.frames ?? []).map(({ snapshot }) => snapshot.value)]);
  return found;
}
