import { z } from 'zod';
import { CoachError } from '../domain/errors.ts';
import { enough, type Lack } from '../domain/staff/readiness.ts';
import { define } from './define.ts';

const by = z.string().trim().min(1).max(100);

/** Begins a drill, or tells of the one that waits for its answer. @throws CoachError `NOT_READY` where no service runs to send it. */
export const drill = define(z.strictObject({ by }), async ({ app, since }, { by: who }) => {
  if (since === null)
    throw new CoachError('NOT_READY', 'No service runs here to send a drill: start it, then coach drill.');
  return { drill: (await (await app()).roster.act({ type: 'drill-started' }, who)).drill ?? null };
});

/** The newest drill; null before the first. */
export const drillStatus = define(z.strictObject({}), async ({ app }) => ({
  drill: (await (await app()).roster.roster()).drill ?? null,
}));

/**
 * Goes live, once; with `check`, only says how it stands. `lacks`: what is to be done, each with its code.
 * @throws CoachError `NOT_READY`.
 */
export const goLive = define(z.strictObject({ by, check: z.boolean() }), async ({ app }, { by: who, check }) => {
  const { roster } = await app();
  const { liveAt } = await roster.roster();
  const lacks = (await roster.lacks()).map((lack) => ({ code: lack.code, todo: todoOf(lack) }));
  if (check || liveAt !== null) return { liveAt: liveAt === null ? null : iso(liveAt), lacks };
  if (lacks.length > 0) {
    const message = ['The clinic cannot go live yet:', ...lacks.map(({ todo }) => `- ${todo}`)].join('\n');
    throw new CoachError('NOT_READY', message, { lacks: lacks.map(({ code }) => code).join(' ') });
  }
  const live = await roster.goLive(who);
  return { liveAt: live.liveAt === null ? null : iso(live.liveAt), lacks: [] };
});

const iso = (instant: number): string => new Date(instant).toISOString();

/** What to do about it, in one sentence. Pure. */
export function todoOf(lack: Lack): string {
  switch (lack.code) {
    case 'ROTA_GAP': {
      const { gap, count } = lack;
      const whom = {
        nobody: 'has nobody',
        unknown: 'names somebody who is not there',
        'no-way': 'has somebody without a working way',
      };
      const more = count > 1 ? ` (and ${count - 1} more)` : '';
      return `The rota ${whom[gap.why]} as primary from ${iso(gap.from)} to ${iso(gap.until)}${more}: "coach rota set", or "coach rota override".`;
    }
    case 'WAYS_FEW':
      return `${lack.people} of ${enough.people} people have ${enough.ways} working contact ways: "coach staff way add", and send the code back.`;
    case 'WAY_ENDED':
      return `A contact way of ${lack.person} has ended, and fewer than ${enough.ways} are left: "coach staff way test" sends a new code, or add another.`;
    case 'DRILL_MISSING':
      return 'No drill has been acknowledged: "coach drill", and answer it.';
    case 'DRILL_MISSED':
      return 'Nobody answered the last drill in 15 minutes: look at the rota and the ways, then "coach drill".';
    case 'DRILL_OVERDUE':
      return 'The last drill is more than a week old: is the service running? "coach drill" begins one.';
  }
}
