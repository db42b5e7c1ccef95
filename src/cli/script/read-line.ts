import { type Category, categories, type Level, levels } from '../../domain/screening.ts';
import { unreadable } from './invalid.ts';
import { readPattern } from './pattern.ts';
import { type Header, type ScriptedAct, type Step, taskKinds, type Voice } from './script.ts';
import { readMoment, readSpan } from './times.ts';

/** What a line may refer to. `now` is the instant of the last `at:`; null before the first. */
export interface Setting {
  readonly header: Header;
  readonly now: number | null;
  /** The keys of the content; none: they are not looked at. */
  readonly keys?: ReadonlySet<string> | undefined;
}

type Reader = (rest: string, setting: Setting, to: string) => Step;

const lines: Readonly<Record<string, Reader>> = {
  at: (rest, { header, now }) => ({ type: 'at', instant: readMoment(rest, now, header.zone) }),
  alert: (rest, setting) => (rest === '(none)' ? { type: 'no-alert' } : readAlert(rest, setting)),
  counselor: (rest) => ({ type: 'counselor', act: readAct(rest) }),
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
    const [, kind, name] = known(/^(\S+) +(\S+)$/u.exec(rest), 'write task: undeliverable NAME, or task: (none)');
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

function anyOf<T extends string>(written = '', allowed: readonly T[], what: string): readonly T[] {
  const wanted = written.replace(/^\(|\)$/gu, '').split('|');
  return wanted.map((each) => {
    const found = allowed.find((value) => value === each.trim());
    if (!found) throw unreadable(`this is no ${what}; write one of ${allowed.join(', ')}, or (one|other)`);
    return found;
  });
}

const plainActs = ['acknowledge', 'claim', 'take-over', 'release', 'hand-back', 'done'] as const;

function readAct(rest: string): ScriptedAct {
  const [, outcome] = /^close +(\S.*)$/u.exec(rest) ?? [];
  if (outcome) return { type: 'close', outcome };
  const act = plainActs.find((each) => each === rest);
  if (act) return { type: act };
  throw unreadable('write counselor: acknowledge, claim, take-over, hand-back, release, done or close OUTCOME');
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
