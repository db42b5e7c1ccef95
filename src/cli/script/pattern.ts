import { smsLabel } from '../../content/sms.ts';
import { hint } from '../../domain/nearest.ts';
import { unreadable } from './invalid.ts';
import type { Pattern } from './script.ts';
import type { Sent } from './world.ts';

/**
 * Reads `*text* [A | B]` or `key:check-in.mood [A | B]`. Where the content's keys are given, one of them must fit. Pure.
 * @throws CoachError `SCRIPT_INVALID`.
 */
export function readPattern(written: string, keys?: ReadonlySet<string>): Pattern {
  const [, body = '', list] = /^(.*?)\s*(?:\[([^[\]]*)\])?$/u.exec(written.trim()) ?? [];
  const buttons = list === undefined ? null : readButtons(list);
  if (body === '') throw unreadable('write what the message should look like; `*` stands for any text');
  if (/^\(\w+\)$/u.test(body)) throw unreadable(`${body} is not known here; for no message write (nothing)`);
  if (!/^key:/iu.test(body)) return { by: 'text', glob: folded(body), buttons };
  const key = body.slice(4).trim();
  if (!/^[a-z0-9.*-]+$/u.test(key)) throw unreadable('write a content key such as key:check-in.mood');
  if (keys && ![...keys].some((each) => fits(key, each)))
    throw unreadable(`no content holds the key ${key}.${hint(key, [...keys])}`);
  return { by: 'key', glob: key, buttons };
}

function readButtons(list: string): readonly string[] {
  const labels = list.split('|').map((label) => label.trim());
  if (labels.includes('')) throw unreadable('a button has no label; write them as [Good | So-so | Hard]');
  return labels;
}

/**
 * Whether a message is what the pattern asks for. A key stands for what continues it as well, and for its other wordings. Case, spacing and typographic quotes and dashes are ignored. Pure.
 */
export function matches(pattern: Pattern, sent: Sent): boolean {
  if (pattern.by === 'key') {
    const names = sent.key === null ? [] : [sent.key, ...(sent.older ?? [])];
    return names.some((name) => fits(pattern.glob, name)) && showsButtons(pattern, sent);
  }
  const bare = pattern.buttons && withoutOptions(sent.text, pattern.buttons);
  const reads = matchesText(pattern, sent.text) || (bare !== null && matchesText(pattern, bare));
  return reads && showsButtons(pattern, sent);
}

/** Whether a text alone is what the pattern asks for. Pure. */
export const matchesText = (pattern: Pattern, text: string): boolean => fits(pattern.glob, folded(text));

function showsButtons(pattern: Pattern, sent: Sent): boolean {
  if (!pattern.buttons) return true;
  if (sent.buttons.length === 0) return withoutOptions(sent.text, pattern.buttons) !== null;
  return folded(pattern.buttons.join('|')) === folded(sent.buttons.map((label) => label.trim()).join('|'));
}

/** A text without the numbered options at its end (`1 Good 2 So-so`); null when it does not end in just these. */
function withoutOptions(text: string, labels: readonly string[]): string | null {
  let rest = folded(text);
  for (const [index, label] of [...labels.entries()].reverse()) {
    const ended = cut(rest, folded(label), /[\s.,;]+$/u) ?? cut(rest, folded(smsLabel(label)), /[\s.,;]+$/u);
    const before = cut(ended, `${index + 1}`, /[\s.:)-]+$/u);
    if (before === null || /\S$/u.test(before)) return null;
    rest = before;
  }
  return rest.trimEnd();
}

function cut(text: string | null, tail: string, ignored: RegExp): string | null {
  const end = text?.replace(ignored, '') ?? '';
  return end.endsWith(tail) ? end.slice(0, end.length - tail.length) : null;
}

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/[–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** Whether a text fits a glob, in linear time. */
function fits(glob: string, text: string): boolean {
  const [first = '', ...more] = glob.split('*');
  const last = more.pop();
  if (last === undefined) return first === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let rest = text.slice(first.length, text.length - last.length);
  for (const part of more) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return true;
}
