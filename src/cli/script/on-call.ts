import type { RehearsedPerson } from '../../adapters/rehearsal/on-call.ts';
import { languages } from '../../domain/language.ts';
import { isZone } from '../../domain/local-time.ts';
import { type WayKind, wayKinds } from '../../domain/staff/person.ts';
import { duties } from '../../domain/staff/rota.ts';
import { unreadable } from './invalid.ts';
import { readPattern } from './pattern.ts';
import type { OnCallRoster, Step } from './script.ts';

const hours = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/u;
const form =
  'write oncall: dana primary by teams,sms · lee backup by sms [22:00-08:00] [zone=…] [quiet=22:00-08:00] [locale=es]';

/**
 * Reads what follows `oncall:`, people apart from each other by `·`; `(nobody)`; `(not live)` before them where the clinic has not
 * gone live. Pure. @throws CoachError `SCRIPT_INVALID`.
 */
export function readRoster(written: string): OnCallRoster {
  const [, notLive, rest = ''] = /^(\(not live\))?\s*(.*)$/u.exec(written) ?? [];
  const live = notLive === undefined;
  if (rest === '(nobody)') return { live, people: [] };
  return { live, people: rest.split('·').map((each) => readPerson(each.trim())) };
}

function readPerson(written: string): RehearsedPerson {
  const [, name, duty, kinds = '', more = ''] =
    /^([a-z][a-z0-9-]*)(?: +([a-z]+))? +by +([a-z,]+)((?: +\S+)*)$/u.exec(written) ?? [];
  if (name === undefined) throw unreadable(form);
  const found = duties.find((each) => each === duty);
  if (duty !== undefined && !found) throw unreadable(`a duty is ${duties.join(', ')}; leave it out for none`);
  const options = more.trim().split(/ +/u).filter(Boolean).map(readOption);
  return {
    name: capital(name),
    duty: found ?? null,
    ways: kinds.split(',').map(readKind),
    ...Object.assign({}, ...options),
  };
}

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

function readKind(written: string): WayKind {
  const kind = wayKinds.find((each) => each === written);
  if (!kind) throw unreadable(`a way is one of ${wayKinds.join(', ')}`);
  return kind;
}

function readOption(written: string): Partial<RehearsedPerson> {
  const [key = '', value = ''] = written.split('=');
  const language = languages.find((each) => each === value);
  if (hours.test(written)) return { hours: spanOf(written) };
  if (key === 'quiet' && hours.test(value)) return { quietHours: spanOf(value) };
  if (key === 'zone' && isZone(value)) return { zone: value };
  if (key === 'locale' && language) return { language };
  throw unreadable(form);
}

const spanOf = (written: string) => {
  const [from = '', to = ''] = written.split('-');
  return { from, to };
};

/** How a person and a way are named in lines: `dana by sms`. Pure. */
export const placeOf = (name: string, way: string): string => `${name} by ${way}`;

/**
 * Reads a line about somebody on call: `oncall: …`, `oncall > dana by sms: …`, `never > dana by sms: …`, `dana by sms: …` and
 * `delivery: dana by sms fails 403`. Null for every other. `known` are the people of the `oncall:` lines before it. Pure.
 * @throws CoachError `SCRIPT_INVALID`.
 */
export function readOnCall(source: string, known: readonly RehearsedPerson[]): Step | null {
  const [, roster] = /^oncall\s*:\s*(.*)$/u.exec(source) ?? [];
  if (roster !== undefined) return { type: 'on-call', roster: readRoster(roster) };
  const [, voice, to = '', by = '', expected = ''] =
    /^(oncall|never)\s*>\s*(\S+) +by +([a-z]+)\s*:\s*(.*)$/u.exec(source) ?? [];
  if (voice !== undefined) return readExpected(voice, placeOf(...person(to, by, known)), expected);
  const [, failing, how, what, code] =
    /^delivery\s*:\s*(\S+) +by +([a-z]+) +(?:(fails|blocked) +([\w-]+)|works)$/u.exec(source) ?? [];
  if (failing !== undefined && how !== undefined) {
    const [name, way] = person(failing, how, known);
    const type = what as 'fails' | 'blocked' | undefined;
    return { type: 'on-call-delivery', name, way, what: type ? { type, code: code ?? '' } : { type: 'works' } };
  }
  const [, who, which, text] = /^(\S+) +by +([a-z]+)\s*:\s*(.+)$/u.exec(source) ?? [];
  if (who === undefined || which === undefined || text === undefined) return null;
  const [name, way] = person(who, which, known);
  return { type: 'on-call-says', name, way, text };
}

function readExpected(voice: string, name: string, expected: string): Step {
  if (voice === 'never') return { type: 'never', name, what: readPattern(expected) };
  if (expected === '(nothing)') return { type: 'silence', voice: 'oncall', name };
  return { type: 'hears', voice: 'oncall', name, what: readPattern(expected), loose: false };
}

function person(name: string, way: string, known: readonly RehearsedPerson[]): readonly [string, WayKind] {
  const kind = readKind(way);
  const found = known.find((each) => each.name === capital(name));
  if (!found) throw unreadable('nobody on call has this name; say who is on call first: oncall: dana primary by sms');
  if (!found.ways.includes(kind)) throw unreadable(`${name} is reached by ${found.ways.join(', ')}`);
  return [name, kind];
}
