import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/catalog/load-dialogs.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import { daysBetween, localDate, localTime, weekday } from '../../../src/domain/local-time.ts';
import type { AlertMirror, Partner } from '../../../src/domain/partner.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { defineDialog, hours, later, say, z } from '../../../src/engine/kit.ts';
import { defaultLimits } from '../../../src/engine/limits.ts';
import type { DialogDefinition, OwnNudge } from '../../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { planNudge } from '../../../src/engine/time/plan-nudges.ts';
import { dueBy, dueEvent, nextWake, reschedule } from '../../../src/engine/time/timers.ts';
import { theContent } from '../../support/content.ts';
import { aCouple, noon } from '../../support/engine.ts';
import { dialogsDir } from '../../support/places.ts';
import { playing } from '../shared-dialog.ts';

const hour = 3_600_000;
const day = 24 * hour;
const zone = 'America/Chicago';

/** A dialog that says one thing and is over. */
const saying = (nudge?: OwnNudge, by = {}): DialogDefinition =>
  defineDialog({
    version: 1,
    context: z.strictObject(by),
    ...(nudge ? { nudge } : {}),
    initial: 'over',
    states: { over: { type: 'final', entry: [say('said')] } },
  });
/** Opened by its word, it has another one opened a day to three days from now. */
const lapsed = defineDialog({
  version: 1,
  context: z.strictObject({}),
  initial: 'over',
  states: { over: { type: 'final', entry: [later('chain', { from: hours(24), until: hours(72) })] } },
});
const weekly = saying({ every: 'week', at: '18:30' }, { by: z.literal('nudge').nullable().default(null) });

/** Plays a couple with these dialogs beside the real ones. */
let playingWith: (own: Readonly<Record<string, DialogDefinition>>, couple?: Couple) => ReturnType<typeof play>;
beforeAll(async () => {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const { words } = content;
  const opening = [['lapsed', { dialog: 'lapsed' }]] as const;
  const phrases = { en: new Map([...words.phrases.en, ...opening]), es: new Map([...words.phrases.es, ...opening]) };
  playingWith = (own, couple = aCouple()) => {
    const dialogs = createDialogs(new Map([...definitions, ...Object.entries(own)]));
    return play(
      createEngine({ dialogs, words: { ...words, phrases }, limits: { ...defaultLimits, jitter: 0 } }),
      couple,
    );
  };
});

function play(engine: Parameters<typeof playing>[0], start: Couple) {
  const played = playing(engine, start);
  let count = 0;
  return {
    ...played,
    /** When something was said unasked until an instant, to whom, and its key: in the lane of nudges alone. */
    unasked(until: number) {
      const found: { readonly at: number; readonly to: string; readonly key: string }[] = [];
      for (let at = nextWake(played.couple()); at !== null && at <= until; at = nextWake(played.couple())) {
        const due = dueBy(played.couple(), at)[0];
        if (!due) break;
        for (const effect of played.due(dueEvent(due, `due-${count++}`, at)).effects) {
          if (effect.type !== 'send' || !('key' in effect.say)) continue;
          expect(effect.lane).toBe('nudge');
          found.push({ at, to: effect.to, key: effect.say.key });
        }
      }
      return found;
    },
  };
}
const withA = (couple: Couple, fields: Partial<Partner>): Couple => ({ ...couple, a: { ...couple.a, ...fields } });
const alertOf = (status: AlertMirror['status']): AlertMirror => ({
  version: 1,
  status,
  level: 'urgent',
  holder: null,
  pagedAt: noon,
});

describe('a dialog that is opened by itself', () => {
  test('comes each week at its hour on one weekday, to whoever was enrolled before it was there', () => {
    const it = playingWith({ weekly });
    it.write('a', 'thank you', noon);
    const found = it.unasked(noon + 29 * day);
    expect(found).toHaveLength(4);
    expect(
      found.every(({ to, key, at }) => to === 'a' && key === 'weekly.said' && localTime(at, zone) === '18:30'),
    ).toBe(true);
    const dates = found.map(({ at }) => localDate(at, zone));
    for (const [index, date] of dates.slice(1).entries()) expect(daysBetween(dates[index] ?? '', date)).toBe(7);
  });

  test('comes each month on one day of it', () => {
    const it = playingWith({ monthly: saying({ every: 'month', at: '11:00' }) });
    it.write('a', 'thank you', noon);
    const dates = it.unasked(noon + 100 * day).map(({ at }) => localDate(at, zone));
    expect(dates.length).toBeGreaterThanOrEqual(3);
    expect(new Set(dates.map((date) => date.slice(8))).size).toBe(1);
    expect(new Set(dates.map((date) => date.slice(0, 7))).size).toBe(dates.length);
  });

  test('takes its day from the partner alone: whoever writes first, and whatever the other does', () => {
    const one = playingWith({ weekly });
    one.write('a', 'thank you', noon);
    one.write('b', 'thank you', noon + hour);
    const other = playingWith({ weekly });
    other.write('b', 'thank you', noon + hour);
    const toB = (found: ReturnType<typeof one.unasked>) => found.filter(({ to }) => to === 'b');
    const until = noon + 29 * day;
    const found = toB(other.unasked(until));
    expect(found).toHaveLength(4);
    expect(toB(one.unasked(until))).toEqual(found);
  });

  test('is spread over all days of the week', () => {
    const quietHours = { from: '21:00', to: '09:00' };
    const nudge = { id: 'week:weekly', dialog: 'weekly', localTime: '18:30', every: 'week' } as const;
    const days = Array.from({ length: 60 }, (_, index) =>
      weekday(localDate(planNudge(nudge, `couple-${index}/a`, { zone, quietHours }, noon, 0).next, zone)),
    );
    expect(new Set(days).size).toBe(7);
  });

  test('comes no more with a build that does not say so, and at the new hour with one that says another', () => {
    const before = playingWith({ weekly });
    before.write('a', 'thank you', noon);
    const without = playingWith({}, before.couple());
    expect(without.unasked(noon + 29 * day)).toEqual([]);
    expect(without.couple().a.nudges).toEqual([]);
    const moved = playingWith({ weekly: saying({ every: 'week', at: '10:15' }) }, before.couple());
    moved.write('a', 'thank you', noon + hour);
    const found = moved.unasked(noon + 29 * day);
    expect(found.map(({ at }) => localTime(at, zone))).toEqual(['10:15', '10:15', '10:15', '10:15']);
  });

  test.each<[string, Partial<Partner>]>([
    ['PAUSE', { nudgePause: { until: null } }],
    ['STOP', { optedOut: true }],
    ['an open alert', { alerts: { self: alertOf('open') } }],
    ['a counselor who answers', { request: { version: 1, status: 'taken-over', holder: 'dana', askedAt: noon } }],
    ['no consent', { consent: { status: 'declined', version: 1, at: 0, until: 0 } }],
  ])('stays away with %s', (_, fields) => {
    const it = playingWith({ weekly });
    it.write('a', 'thank you', noon);
    it.change(withA(it.couple(), fields));
    const found = it.unasked(noon + 29 * day);
    expect(found).toEqual([]);
  });

  test('waits for the next of its days after a turn that threw', () => {
    const it = playingWith({ weekly });
    it.write('a', 'thank you', noon);
    const at = nextWake(it.couple()) ?? 0;
    const [due] = dueBy(it.couple(), at);
    if (!due) throw new Error('nothing is due');
    it.change(reschedule(it.couple(), due, at).couple);
    expect(nextWake(it.couple())).toBeGreaterThan(at + 6 * day);
  });
});

describe('a dialog that is opened once, later', () => {
  const lapse = (couple?: Couple) => {
    const it = playingWith({ lapsed, chain: saying() }, couple);
    it.write('a', 'lapsed', noon);
    return it;
  };

  test('comes once, as the window begins', () => {
    expect(lapse().unasked(noon + 30 * day)).toEqual([{ at: noon + day, to: 'a', key: 'chain.said' }]);
  });

  test('waits for the end of quiet hours', () => {
    const it = playingWith({ lapsed, chain: saying() });
    const night = noon + 11 * hour;
    it.write('a', 'lapsed', night);
    const [only] = it.unasked(night + 30 * day);
    expect([only && localTime(only.at, zone), it.couple().a.nudges]).toEqual(['09:00', []]);
  });

  test('said again, the newer takes its place', () => {
    const it = lapse();
    it.write('a', 'lapsed', noon + 6 * hour);
    expect(it.unasked(noon + 30 * day).map(({ at }) => at)).toEqual([noon + 30 * hour]);
  });

  test('PAUSE without an end puts it off until RESUME, even after its window', () => {
    const it = lapse();
    it.change(withA(it.couple(), { nudgePause: { until: null } }));
    expect(it.unasked(noon + 9 * day)).toEqual([]);
    it.write('a', 'resume', noon + 10 * day);
    expect(it.unasked(noon + 30 * day)).toEqual([{ at: noon + 10 * day + hour / 2, to: 'a', key: 'chain.said' }]);
  });

  test('a pause until a date puts it off to the first waking hour of that date', () => {
    const it = lapse();
    it.change(withA(it.couple(), { nudgePause: { until: '2026-03-15' } }));
    const found = it.unasked(noon + 30 * day);
    expect(found.map(({ at }) => `${localDate(at, zone)} ${localTime(at, zone)}`)).toEqual(['2026-03-15 09:00']);
  });

  test('an alert that closes within the window only puts it off; one that stays open lets it go', () => {
    const it = lapse();
    it.change(withA(it.couple(), { alerts: { substance: alertOf('open') } }));
    expect(it.unasked(noon + 30 * hour)).toEqual([]);
    it.change(withA(it.couple(), { alerts: { substance: alertOf('closed') } }));
    expect(it.unasked(noon + 72 * hour)).toHaveLength(1);

    const open = lapse();
    open.change(withA(open.couple(), { alerts: { substance: alertOf('open') } }));
    expect(open.unasked(noon + 30 * day)).toEqual([]);
    expect(open.couple().a.nudges).toEqual([]);
  });

  test('after STOP nothing comes; START in time brings it, START too late does not', () => {
    for (const [startAt, times] of [
      [noon + 48 * hour, 1],
      [noon + 80 * hour, 0],
    ] as const) {
      const it = lapse();
      it.write('a', 'STOP', noon + hour);
      expect(it.unasked(startAt)).toEqual([]);
      it.write('a', 'START', startAt);
      expect(it.unasked(noon + 30 * day)).toHaveLength(times);
    }
  });

  test('does not come where its dialog was finished that day by the partner’s own word', () => {
    const it = lapse();
    it.change(withA(it.couple(), { finished: { chain: localDate(noon + day, zone) } }));
    expect(it.unasked(noon + 30 * day)).toEqual([]);
  });

  test('is let go with a build that has no such dialog', () => {
    const without = playingWith({}, lapse().couple());
    expect(without.unasked(noon + 30 * day)).toEqual([]);
    expect(without.couple().a.nudges).toEqual([]);
  });
});

describe('the load refuses', () => {
  const told = (own: Readonly<Record<string, DialogDefinition>>): string => {
    try {
      playingWith(own);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const shared = (nudge: OwnNudge | undefined) =>
    defineDialog({
      version: 1,
      context: z.strictObject({}),
      shared: { ending: 'over' },
      ...(nudge ? { nudge } : {}),
      initial: 'over',
      states: { over: { type: 'final' } },
    });
  const opening = (dialog: string, span = { from: hours(24), until: hours(72) }) =>
    defineDialog({
      version: 1,
      context: z.strictObject({}),
      initial: 'over',
      states: { over: { type: 'final', entry: [later(dialog, span)] } },
    });

  test('an hour or a rhythm that is none', () => {
    expect(told({ day: saying({ every: 'week', at: '24:10' }) })).toBe(
      "dialogs/day.ts, nudge: give { every: 'week' or 'month', at: 'HH:MM' }.",
    );
    // @ts-expect-error no such rhythm
    expect(told({ day: saying({ every: 'year', at: '10:00' }) })).toContain('dialogs/day.ts, nudge: give');
  });
  test('what is for two', () => {
    expect(told({ day: shared({ every: 'week', at: '10:00' }) })).toContain('dialogs/day.ts, nudge: what is for two');
    expect(told({ day: opening('two'), two: shared(undefined) })).toBe(
      'dialogs/day.ts, state over: later: "two" is for two, and never opened for one alone.',
    );
  });
  test('a dialog that is not there, and a window that is none', () => {
    expect(told({ day: opening('chian'), chain: saying() })).toBe(
      'dialogs/day.ts, state over: later: there is no dialog "chian". Did you mean "chain"?',
    );
    expect(told({ day: opening('chain', { from: hours(2), until: hours(1) }), chain: saying() })).toContain(
      'from has to be before until',
    );
  });
});
