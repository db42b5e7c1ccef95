import { type ChannelName, channelNames } from '../../domain/channel.ts';
import { languages } from '../../domain/language.ts';
import { isZone, writtenInstant } from '../../domain/local-time.ts';
import { relationships } from '../../domain/relationship.ts';
import { unreadable } from './invalid.ts';
import type { Header, ScriptPartner } from './script.ts';

const example = 'couple: alex=sms sam=teams zone=America/Chicago relationship=romantic locale=en';

/** What each option may be. */
const options: Readonly<Record<string, { readonly allows: (value: string) => boolean; readonly like: string }>> = {
  zone: { allows: isZone, like: 'an IANA zone such as America/Chicago' },
  country: { allows: (value) => /^[A-Z]{2}$/u.test(value), like: 'two capital letters such as US' },
  'check-in': { allows: (value) => /^(none|([01]\d|2[0-3]):[0-5]\d)$/u.test(value), like: 'HH:MM or none' },
  detox: { allows: (value) => writtenInstant(value, '12:00', 'UTC') !== null, like: 'a day as YYYY-MM-DD' },
  locale: oneOf(languages),
  private: oneOf(['yes', 'no']),
  also: oneOf(channelNames),
  relationship: oneOf(relationships),
  mode: oneOf(['open', 'closed']),
  outside: oneOf(['on', 'off']),
  plan: { allows: (value) => /^[\w-]+$/u.test(value), like: 'the seed of a plan, such as spring' },
  days: {
    allows: (value) => /^\d{1,5}(,\d{1,5})*$/u.test(value),
    like: 'days of the clinic’s own to note, such as 14,45',
  },
  alone: oneOf(['yes', 'no']),
  enrolled: { allows: () => true, like: '' },
};
const perPartner = ['zone', 'country', 'check-in', 'detox', 'locale', 'private', 'also'];
const reserved = [
  'at',
  'alert',
  'coach',
  'counselor',
  'couple',
  'delivery',
  'fact',
  'language',
  'never',
  'nudge',
  'oncall',
  'request',
  'restart',
  'task',
];

function oneOf(values: readonly string[]) {
  return { allows: (value: string) => values.includes(value), like: values.join(', ') };
}

/**
 * Reads what follows `couple:`. Pure.
 * @throws CoachError `SCRIPT_INVALID` with everything that is wrong in the line.
 */
export function readHeader(written: string): Header {
  const pairs = written.split(/\s+/u).filter(Boolean).map(readPair);
  const names = pairs.filter(([key, value]) => isName(key) && isChannel(value)).map(([key]) => key);
  const said = new Map(pairs);
  const problems = pairs.flatMap(([key, value]) => problemOf(key, value, names));
  if (said.size < pairs.length) problems.push('something is said twice; keep one of them');
  const [first, second] = names;
  if (names.length !== 2) problems.push(`name two partners and their channels, as in: ${example}`);
  if (problems.length > 0 || !first || !second) throw unreadable(problems.join('; '));
  return headerOf(said, [first, second]);
}

function readPair(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

const isChannel = (value: string): value is ChannelName => channelNames.some((name) => name === value);
const isName = (key: string): boolean => /^[a-z][a-z0-9-]*$/u.test(key) && !reserved.includes(key) && !options[key];

function problemOf(key: string, value: string, names: readonly string[]): readonly string[] {
  const [, owner, own] = /^([^.]+)\.(.+)$/u.exec(key) ?? [];
  if (names.includes(key)) return [];
  if (key === 'enrolled') return ['both', 'none', ...names].includes(value) ? [] : [`${key} is both, none or a name`];
  if (owner && !names.includes(owner)) return [`${key}: no partner has this name`];
  const option = owner
    ? perPartner.includes(own ?? '') && options[own ?? '']
    : Object.hasOwn(options, key) && options[key];
  if (option) return option.allows(value) ? [] : [`${key} must be ${option.like}`];
  return [`${key} is no option (${Object.keys(options).join(', ')}), nor a partner on ${channelNames.join(', ')}`];
}

function headerOf(said: ReadonlyMap<string, string>, [first, second]: readonly [string, string]): Header {
  return {
    partners: [partnerOf(first, said), partnerOf(second, said)],
    zone: said.get('zone') ?? 'America/Chicago',
    relationship: relationships.find((each) => each === said.get('relationship')) ?? 'romantic',
    mode: said.get('mode') === 'open' ? 'open' : 'closed',
    outside: said.get('outside') === 'on',
    plan: said.get('plan') ?? null,
    alone: said.get('alone') === 'yes',
    days: (said.get('days') ?? '').split(',').filter(Boolean).map(Number),
  };
}

function partnerOf(name: string, said: ReadonlyMap<string, string>): ScriptPartner {
  const own = (key: string): string | undefined => said.get(`${name}.${key}`) ?? said.get(key);
  const checkIn = own('check-in') ?? '20:00';
  const also = said.get(`${name}.also`);
  return {
    name,
    channel: channelNames.find((each) => each === said.get(name)) ?? 'sms',
    also: channelNames.find((each) => each === also) ?? null,
    language: languages.find((each) => each === own('locale')) ?? 'en',
    zone: own('zone') ?? 'America/Chicago',
    country: own('country') ?? 'US',
    privatePhone: own('private') !== 'no',
    checkIn: checkIn === 'none' ? null : checkIn,
    detox: own('detox') ?? null,
    enrolled: ['both', name].includes(said.get('enrolled') ?? 'both'),
  };
}
