import { type Category, compareLevels, type Match, type Screening } from '../domain/screening.ts';

/** Characters that are screened in one go, and how much two windows share: more than any rule's match is long. */
const windowSize = 50_000;
const shared = 2_000;

/**
 * Screens a text of any length, window by window: the work stays linear and nothing of it goes unheard. A text of one
 * window is screened as it is. Pure.
 */
export function inWindows(screen: (text: string) => Screening): (text: string) => Screening {
  return (text) => {
    if (text.length <= windowSize) return screen(text);
    const found: Match[] = [];
    for (let from = 0; from < text.length; from += windowSize - shared) {
      const { matches } = screen(text.slice(from, from + windowSize));
      found.push(...matches.map((match) => moved(match, from)));
    }
    return summary(found);
  };
}

const moved = (match: Match, by: number): Match => ({ ...match, span: [match.span[0] + by, match.span[1] + by] });

/** Per rule its highest match, highest first. */
function summary(found: readonly Match[]): Screening {
  const sorted = [...found].sort((left, right) => compareLevels(right.level, left.level));
  const matches = sorted.filter((match, index) => sorted.findIndex(({ rule }) => rule === match.rule) === index);
  const categories = [...new Set<Category>(matches.map(({ category }) => category))];
  return { level: matches[0]?.level ?? 'none', categories, matches };
}
