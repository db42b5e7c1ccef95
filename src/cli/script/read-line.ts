import type { RehearsedPerson } from '../../adapters/rehearsal/on-call.ts';
import { taskKinds } from '../../domain/alert.ts';
import { type OnCall, onCallSteps } from '../../domain/call.ts';
import { type Category, categories, type Level, levels } from '../../domain/screening.ts';
import { unreadable } from './invalid.ts';
import { readOnCall } from './on-call.ts';
import { readPattern } from './pattern.ts';
import { readAct, readSigning } from './read-act.ts';
import { readCoupleAct } from './read-couple-act.ts';
import { type Header, requestCalls, type ScriptedAct, type Step, type Voice } from './script.ts';
import { readMoment, readSpan } from './times.ts';

/** What a line may refer to. `now` is the instant of the last `at:`; null before the first. */
export interface Setting {
  readonly header: Header;
  /** Everybody whom an `oncall:` line has named. */
  readonly onCall: readonly RehearsedPerson[];
  readonly now: number | null;
  /** The keys of the content; none: they are not looked at. */
  readonly keys?: ReadonlySet<string> | undefined;
}

type Reader = (rest: string, setting: Setting, to: string) => Step;

const lines: Readonly<Record<string, Reader>> = {
  at: (rest, { header, now }) => ({ type: 'at', instant: readMoment(rest, now, header.zone) }),
  alert: (rest, setting) => (rest === '(none)' ? { type: 'no-alert' } : readAlert(rest, setting)),
  counselor: (rest, setting) => readCoupleAct(rest, setting) ?? { type: 'counselor', ...readActOn(rest) },
  supervisor: (rest) => ({ type: 'counselor', act: readSigning(rest), on: 'alert' }),
  request: (rest, setting) => (rest === '(none)' ? { type: 'no-request' } : readRequest(rest, setting)),
  called: (rest) => ({ type: 'called', steps: rest === '(none)' ? [] : readSteps(rest) }),
  delivery: (rest, setting) => {
    const form = 'write delivery: NAME fails CODE, or blocked CODE, down CODE, works';
    const [, name, what, code] = known(/^(\S+) +(?:(fails|down|blocked) +([\w-]+)|works)$/u.exec(rest), form);
    const type = what as 'fails' | 'down' | 'blocked' | undefined;
    const delivery = type ? { type, code: code ?? '' } : ({ type: 'works' } as const);
    return { type: 'delivery', name: partner(name, setting), what: delivery };
  },
  language: (rest, setting) => {
    const form = 'write language: NAME negative 0.95, or language: fails CODE';
    const [, name, share, code] = known(/^(?:(\S+) +negative +(0|1|0?\.\d+)|fails +([\w-]+))$/u.exec(rest), form);
    if (!setting.header.outside) throw unreadable('there is no language service here: write outside=on in the header');
    if (code) return { type: 'language', opinion: { code } };
    return { type: 'language', opinion: { name: partner(name, setting), negative: Number(share) } };
  },
  task: (rest, setting) => {
    if (rest === '(none)') return { type: 'no-task' };
    const [, kind, name] = known(/^(\S+) +(\S+)$/u.exec(rest), 'write task: KIND NAME, or task: (none)');
    const found = taskKinds.find((each) => each === kind);
    if (!found) throw unreadable(`this is no kind of task; write one of ${taskKinds.join(', ')}`);
    return { type: 'task', kind: found, name: partner(name, setting) };
  },
  restart: (rest) => {
    if (rest !== '') throw unreadable('write restart: with nothing behind it');
    return { type: 'restart' };
  },
  fact: (rest, setting) => {
    const [, name, fact, value = ''] = known(
      /^(\S+) +([\w.-]+) *= *(\S.*)$/u.exec(rest),
      'write fact: NAME craving = 7, or = (none)',
    );
    const pattern = value === '(none)' ? null : readPattern(value);
    return { type: 'fact', name: partner(name, setting), fact: fact ?? '', value: pattern };
  },
};

const linesTo: Readonly<Record<string, Reader>> = {
  coach: (rest, setting, to) => readHears('coach', rest, setting, to),
  nudge: (rest, setting, to) => readHears('nudge', rest, setting, to),
  never: (rest, setting, to) => ({ type: 'never', name: partner(to, setting), what: readPattern(rest, setting.keys) }),
  counselor: (rest, setting, to) => ({ type: 'counselor-says', name: partner(to, setting), words: words(rest) }),
};

/**
 * Reads one line that is neither empty, nor a comment, nor the header. A partner's text comes with its braces. Pure.
 * @throws CoachError `SCRIPT_INVALID`.
 */
export function readLine(source: string, setting: Setting): Step {
  const onCall = readOnCall(source, setting.onCall);
  if (onCall) return onCall;
  const [, who = '', to, rest = ''] = known(
    /^([^\s:>]+)\s*(?:>\s*([^\s:>]+)\s*)?:\s*(.*)$/u.exec(source),
    'cannot read this line; it begins with NAME:, coach > NAME:, at:, alert: or the like',
  );
  const table = to === undefined ? lines : linesTo;
  const reader = Object.hasOwn(table, who) ? table[who] : undefined;
  if (reader) return reader(rest, setting, to ?? '');
  if (to !== undefined) throw unreadable(`${who} > is not known; write coach >, nudge >, never > or counselor >`);
  if (Object.hasOwn(linesTo, who)) throw unreadable(`write to whom: ${who} > NAME: …`);
  return { type: 'says', name: partner(who, setting), text: words(rest) };
}

function readHears(voice: Voice, rest: string, setting: Setting, to: string): Step {
  const name = partner(to, setting);
  if (rest === '(nothing)') return { type: 'silence', voice, name };
  const [, dots, written = ''] = /^(\.\.\.|…)?\s*(.*)$/u.exec(rest) ?? [];
  return { type: 'hears', voice, name, what: readPattern(written, setting.keys), loose: dots !== undefined };
}

function readAlert(rest: string, setting: Setting): Step {
  const form = 'write alert: LEVEL CATEGORY NAME [within 5s], or alert: (none)';
  const [, level, category, name, span] = known(
    /^(\([^()]*\)|\S+) +(\([^()]*\)|\S+) +(\S+)(?: +within +(\S+))?$/u.exec(rest),
    form,
  );
  return {
    type: 'alert',
    levels: anyOf<Level>(level, levels.slice(1), 'level'),
    categories: anyOf<Category>(category, categories, 'category'),
    name: partner(name, setting),
    within: span === undefined ? null : readSpan(span),
  };
}

function readSteps(rest: string): readonly OnCall[] {
  return rest.split(',').map((written) => {
    const found = onCallSteps.find((each) => each === written.trim());
    if (!found) throw unreadable(`write called: ${onCallSteps.join(', ')} in the order they were called, or (none)`);
    return found;
  });
}

function anyOf<T extends string>(written = '', allowed: readonly T[], what: string): readonly T[] {
  const wanted = written.replace(/^\(|\)$/gu, '').split('|');
  return wanted.map((each) => {
    const found = allowed.find((value) => value === each.trim());
    if (!found) throw unreadable(`this is no ${what}; write one of ${allowed.join(', ')}, or (one|other)`);
    return found;
  });
}

/** `claim request`, `close request OUTCOME`: the same acts on a request for a person. */
function readActOn(rest: string): { readonly act: ScriptedAct; readonly on: 'alert' | 'request' } {
  const [, verb, behind = ''] = /^(\S+) +request(?: +(\S.*))?$/u.exec(rest) ?? [];
  if (verb && verb !== 'done') return { act: readAct(`${verb} ${behind}`.trim()), on: 'request' };
  return { act: readAct(rest), on: 'alert' };
}

function readRequest(rest: string, setting: Setting): Step {
  const form = `write request: NAME [within 5s], request: NAME calls ${requestCalls.join('|')}, or request: (none)`;
  const [, name, called, span] = known(/^(\S+)(?: +calls +(\S+)| +within +(\S+))?$/u.exec(rest), form);
  if (called === undefined)
    return { type: 'request', name: partner(name, setting), within: span === undefined ? null : readSpan(span) };
  const who = known(requestCalls.find((each) => each === called) ?? null, form);
  return { type: 'request-calls', name: partner(name, setting), who };
}

function partner(name: string | undefined, { header }: Setting): string {
  const found = header.partners.find((each) => each.name === name);
  if (!found)
    throw unreadable(
      `no partner has this name; the couple is ${header.partners.map((each) => each.name).join(' and ')}`,
    );
  return found.name;
}

function words(rest: string): string {
  if (rest === '') throw unreadable('nothing is written behind the colon');
  return rest;
}

function known<T>(match: T | null, help: string): T {
  if (match === null) throw unreadable(help);
  return match;
}
