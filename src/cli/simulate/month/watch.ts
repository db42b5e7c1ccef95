import { daysLater, localDate, localInstant, localTime, quietUntil } from '../../../domain/local-time.ts';
import type { Person } from './people.ts';
import { privateWordsIn } from './says.ts';

/** A text that a provider took. */
export interface Taken {
  readonly effect: string;
  readonly lane: string;
  /** The address. */
  readonly to: string;
  readonly key: string | null;
  readonly text: string;
  /** Domain time. */
  readonly at: number;
}

/** How long a page may wait for its first notice, ms: a crisis lease, and one more for each thing that broke since. */
const longestWait = 10_000;
const perFault = 11_000;

const hour = 3_600_000;
/** The quiet hours that everybody has. */
const quiet = { from: '21:00', to: '09:00' } as const;
/** How old a nudge may be: three hours, and what spreads the nudges of one minute. */
const freshFor = 3.5 * hour;

/** Whether the daily nudge of a time was due too long ago. Pure. */
const isStale = (at: number, zone: string, checkIn: string): boolean =>
  ![0, 1].some((days) => {
    const planned = localInstant(daysLater(localDate(at, zone), -days), checkIn, zone);
    const due = quietUntil(planned, quiet, zone) ?? planned;
    return at >= due && at - due <= freshFor;
  });

/** An instant, real time, and how much had broken by then. */
interface Moment {
  readonly at: number;
  readonly faults: number;
}

/** A page that nobody is known to have been called for. */
interface Awaited extends Moment {
  /** Its message waits in the spool: a notice of what waits there is its notice. */
  spooled: boolean;
  /** The first notice since that could not name its case. */
  unnamed: Moment | null;
}

/**
 * Sees everything that leaves while a month runs, and holds it against what must hold (design: "What must hold", 2, 3, 4, 6). In memory;
 * touches nothing.
 */
export function createWatch(people: readonly Person[]) {
  const known = new Map(people.map((person) => [person.key, person]));
  const wrong: string[] = [];
  /** Of each effect that was taken: whether it may be taken again. */
  const effects = new Map<string, 'open' | 'doubtful' | 'settled'>();
  const taken = new Map<string, Set<string>>();
  const stopped = new Set<string>();
  const secrets = new Map<string, string>();
  const awaited = new Map<string, Awaited>();
  let back = Number.NEGATIVE_INFINITY;
  const counts = { taken: 0, twice: 0, nudges: 0, notices: 0, slowest: 0 };

  function repeat({ effect, lane, key }: Taken): void {
    const before = effects.get(effect);
    if (before === undefined) return;
    counts.twice += 1;
    if (lane === 'nudge') wrong.push(`2: a nudge was sent twice (${key})`);
    else if (before !== 'doubtful') wrong.push(`2: ${key} was sent again although it was ${before}`);
  }

  function nudge({ key, at }: Taken, { key: to, zone, checkIn }: Person): void {
    counts.nudges += 1;
    if (quietUntil(at, quiet, zone) !== null) wrong.push(`4: a nudge (${key}) at ${localTime(at, zone)} in ${zone}`);
    // What one partner gave the other waits for days; the daily question does not.
    const daily = key?.startsWith('check-in.') === true;
    if (daily && at - back < hour && isStale(at, zone, checkIn))
      wrong.push(`4: a nudge (${key}) of long ago after two days down`);
    if (stopped.has(to)) wrong.push(`4: a nudge (${key}) after STOP`);
  }

  function secret(text: string, reader: string | null): void {
    for (const word of privateWordsIn(text)) {
      const writer = secrets.get(word.toLowerCase());
      if (writer !== reader)
        wrong.push(reader === null ? '6: private words left the chat' : '6: private words reached the other');
    }
  }

  function answered(caseCode: string, page: Moment, { at, faults }: Moment): void {
    awaited.delete(caseCode);
    const waited = at - page.at;
    counts.slowest = Math.max(counts.slowest, waited);
    if (waited > longestWait + perFault * (faults - page.faults))
      wrong.push(`3: a page waited ${waited} ms for its notice`);
  }

  return {
    /** What does not hold, so far. */
    wrong,
    counts,
    /** A provider took a text. */
    took(sent: Taken): void {
      counts.taken += 1;
      repeat(sent);
      effects.set(sent.effect, 'open');
      if (sent.lane !== 'nudge') taken.set(sent.to, (taken.get(sent.to) ?? new Set()).add(sent.effect));
      const person = known.get(sent.to);
      if (!person) return void wrong.push('4: a text went to an address that is nobody’s');
      if (sent.lane === 'nudge') nudge(sent, person);
      secret(sent.text, sent.to);
    },
    /** Nobody knows that it did: its answer, or the settling, was not heard of. */
    doubted(effect: string): void {
      if (effects.get(effect) === 'open') effects.set(effect, 'doubtful');
    },
    /** Its process died: what was sent and not settled may be sent again. */
    died(): void {
      for (const [effect, state] of effects) if (state === 'open') effects.set(effect, 'doubtful');
    },
    settled: (effect: string): void => void effects.set(effect, 'settled'),
    /** What was taken of texts to somebody that are no nudges, each counted once. */
    takenBy: (key: string): number => taken.get(key)?.size ?? 0,
    isStopped: (key: string): boolean => stopped.has(key),
    /** The service runs again after it was down: what was due long ago is not said now. */
    returned(now: number): void {
      back = now;
    },
    stops: (key: string): void => void stopped.add(key),
    starts: (key: string): void => void stopped.delete(key),
    writes: (key: string, word: string): void => void secrets.set(word.toLowerCase(), key),
    /**
     * Somebody without an open alert writes what pages. Said before the message is delivered: one copy of it may have called
     * somebody before all are answered. False where the case is waited for already.
     */
    pages(caseCode: string, { at, faults }: Moment): boolean {
      if (awaited.has(caseCode)) return false;
      awaited.set(caseCode, { at, faults, spooled: false, unnamed: null });
      return true;
    },
    /** The message of a page was spooled. */
    spooled(caseCode: string): void {
      const page = awaited.get(caseCode);
      if (page) page.spooled = true;
      if (page?.unnamed) answered(caseCode, page, page.unnamed);
    },
    /** A notice was on its way; `caseCode` null: one that could not name its case. */
    noticed(caseCode: string | null, text: string, at: number, faults: number): void {
      counts.notices += 1;
      secret(text, null);
      for (const [code, page] of awaited)
        if (caseCode === null ? page.spooled : code === caseCode) answered(code, page, { at, faults });
        else if (caseCode === null) page.unnamed ??= { at, faults };
    },
    /** A line of the log. */
    logged: (line: string): void => secret(line, null),
    /** After a recovery nothing is still waited for. */
    recovered(): void {
      for (const [code] of awaited) wrong.push(`3: nobody was called for a page in ${code}`);
      awaited.clear();
    },
  };
}

export type Watch = ReturnType<typeof createWatch>;
