import { beyond, type Pattern, wordsOf } from '../domain/echo.ts';
import { readReaction } from '../domain/reaction.ts';
import type { RecentText } from '../domain/recent.ts';

/** What of a text is not known, where it begins like a known one; null where it does not. */
export type Known = (text: string) => string | null;

/** Words at least that count as a copy where nothing says that they are one. */
const leastCopied = 8;

/** Characters of a text in which quotes are looked for. */
const mostCharacters = 20_000;

const quotation = /["“”„«‹]([^"“”„«»‹›]{20,3000})["“”»›]/g;

/** A line that a client marked as quoted: `> …`. */
const quotedLine = /^[ \t]*>+(.*)$/gm;

/**
 * Knows the words that were lately written in a chat beside those that `ours` knows. A counselor's words come with the
 * name before them. Pure.
 */
export function knownIn(recent: readonly RecentText[], ours: Known): Known {
  const patterns = recent.map(
    ({ text, by }): Pattern => (by === 'counselor' ? [null, ...wordsOf(text)] : wordsOf(text)),
  );
  return (text) => {
    const words = wordsOf(text);
    const found = patterns.flatMap((pattern) => beyond(words, pattern)?.join(' ') ?? []);
    const shortest = [...found, ...[ours(text) ?? []].flat()].sort((left, right) => left.length - right.length);
    return shortest[0] ?? null;
  };
}

/** What a reaction to known words says beside them; null where a text is no such reaction. Pure. */
export function reactedTo(text: string, known: Known): string | null {
  const quoted = readReaction(text);
  return quoted === null ? null : known(quoted);
}

/**
 * A text without copies of what we said, whole or in quotation marks; null where there are none. What stands outside them
 * stays. Pure.
 */
export function withoutCopies(text: string, ours: Known): string | null {
  if (text.length > mostCharacters || wordsOf(text).length < leastCopied) return null;
  const whole = copiedOff(text, ours);
  if (whole !== null) return whole;
  const withoutCopy = (all: string, inner: string): string => copiedOff(inner, ours) ?? all;
  const rest = text.replaceAll(quotation, withoutCopy).replaceAll(quotedLine, withoutCopy);
  return rest === text ? null : rest;
}

/**
 * What is left of a text that copies one of ours; null where too little of it is ours: a single word at its end that fits
 * behind one of our unknown places is the writer's own.
 */
function copiedOff(text: string, ours: Known): string | null {
  const rest = ours(text);
  return rest === null || wordsOf(text).length - wordsOf(rest).length < leastCopied ? null : rest;
}
