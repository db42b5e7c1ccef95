import { CoachError } from '../domain/errors.ts';
import type { Branch, Needs } from '../domain/rule.ts';
import { branchesOf } from './needs.ts';
import { createPrefilter } from './prefilter.ts';

/** What has a pattern: a rule, a sign. */
interface Patterned {
  readonly id: string;
  readonly language: string;
  readonly pattern: string;
  readonly branches?: readonly Branch[];
}

/** One top-level alternative of a pattern, and whose it is. */
export interface Compiled<Entry> {
  readonly entry: Entry;
  readonly pattern: RegExp;
  readonly needs: Needs;
}

/**
 * Which patterns may match a normalised text at all, in the order of their entries. Pure.
 *
 * @throws CoachError SCREENING_INVALID when a pattern does not compile.
 */
export function createPatterns<Entry extends Patterned>(
  entries: readonly Entry[],
): (text: string) => readonly Compiled<Entry>[] {
  const compiled = entries.flatMap((entry) => compile(entry));
  const prefilter = createPrefilter(compiled.map(({ needs }) => needs));
  return (text) => prefilter(text).map((number) => compiled[number] as Compiled<Entry>);
}

function compile<Entry extends Patterned>(entry: Entry): Compiled<Entry>[] {
  try {
    new RegExp(entry.pattern);
    return (entry.branches ?? branchesOf(entry.pattern)).map(({ source, needs }) => {
      const pattern = new RegExp(`(?<![a-z0-9])(?:${source})(?!(?<=[a-z0-9])[a-z0-9])`, 'g');
      return { entry, pattern, needs };
    });
  } catch (cause) {
    throw new CoachError(
      'SCREENING_INVALID',
      `The pattern of screening rule ${entry.id} (${entry.language}) is no regular expression. Correct it in content/screening/${entry.language}.`,
      { rule: entry.id, language: entry.language },
      cause,
    );
  }
}
