import type { Sign } from '../domain/rule.ts';
import { atLeast, type Level, levels, type Match } from '../domain/screening.ts';
import { concerns } from './signs.ts';

/**
 * What was heard, one level higher where the message names an ex, a separation, a pregnancy or a gun in the home (safety.md,
 * "Raised, never lowered"). What only asks for a question stays one. Pure.
 */
export function raised(matches: readonly Match[], signs: readonly Sign[]): readonly Match[] {
  const raising = signs.filter(({ raises }) => raises);
  if (raising.length === 0) return matches;
  return matches.map((match) =>
    atLeast(match.level, 'same-day') && raising.some((sign) => concerns(sign, match))
      ? { ...match, level: oneHigher(match.level) }
      : match,
  );
}

const oneHigher = (level: Level): Level => levels[levels.indexOf(level) + 1] ?? level;
