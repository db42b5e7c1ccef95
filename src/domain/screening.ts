import type { Language } from './language.ts';
import type { Tells } from './tells.ts';

/** How much a message needs a human, least first. Clocks and meanings: safety.md, "Levels and clocks". */
export const levels = ['none', 'watch', 'check', 'same-day', 'urgent', 'emergency'] as const;
export type Level = (typeof levels)[number];

export const categories = [
  'suicide',
  'self-harm',
  'overdose',
  'withdrawal',
  'lapse',
  'violence',
  'harm-to-others',
  'child',
] as const;
export type Category = (typeof categories)[number];

/** Whether it is a sign of fear or violence, after which nothing is done for two. Pure. */
export const isOfFear = (category: Category): boolean => category === 'violence' || category === 'harm-to-others';

/** Whether it says that the writer, or the one they love, is a minor (ADR 27). Pure. */
export const isMinor = ({ category, about }: { readonly category: Category; readonly about: About }): boolean =>
  category === 'child' && about === 'self';

/** One alert exists per partner and family. */
export const families = ['violence', 'substance', 'self', 'others'] as const;
export type Family = (typeof families)[number];

/** Whom the message is about: the writer, somebody else, or something the writer does to another. */
export type About = 'self' | 'other' | 'own-act';

/** One rule that heard something. `span` is [start, end) in the text as it was sent. */
export interface Match {
  readonly rule: string;
  readonly category: Category;
  readonly level: Level;
  readonly about: About;
  readonly language: Language;
  readonly span: readonly [start: number, end: number];
  /** Why the level is lower than the rule's own, where it is. */
  readonly downgraded?: 'negated' | 'past' | 'third-person';
  /** Why it is neither an event nor an intent: `check` at most, and silence to the question is `watch`. */
  readonly neither?: Neither;
}

/** A question or condition ("what if"), a dream, a story (film, song, game), a figure of speech, what is denied, what somebody else lived through, a death in the past. */
export const neithers = ['if', 'dream', 'story', 'figure', 'denied', 'past', 'grief'] as const;
export type Neither = (typeof neithers)[number];

/** What the screening heard in one message. The highest match decides; nothing can lower it. */
export interface Screening {
  readonly level: Level;
  /** Most severe first. Empty when nothing was heard. */
  readonly categories: readonly Category[];
  readonly matches: readonly Match[];
  /** What the message tells beside; absent where it tells nothing. */
  readonly tells?: Tells;
  /** The language of the words; absent where they do not say. */
  readonly language?: Language;
}

/** One thing that was heard, by its highest level. */
export interface Subject {
  readonly category: Category;
  readonly about: About;
  readonly level: Level;
}

export const silentScreening: Screening = { level: 'none', categories: [], matches: [] };

/** What these matches come to, highest first. Pure. */
export function screeningOf(found: readonly Match[]): Screening {
  const matches = [...found].sort((left, right) => compareLevels(right.level, left.level));
  const categories = [...new Set<Category>(matches.map(({ category }) => category))];
  return { level: matches[0]?.level ?? 'none', categories, matches };
}

/** A page names at most this many rules. */
const mostRules = 8;

/** The ids of the rules that heard `check` or above in a message, highest first, bounded. They hold none of its words. Pure. */
export const rulesIn = ({ matches }: Screening): readonly string[] =>
  [...new Set(matches.filter(({ level }) => atLeast(level, 'check')).map(({ rule }) => rule))].slice(0, mostRules);

const rank: Record<Level, number> = { none: 0, watch: 1, check: 2, 'same-day': 3, urgent: 4, emergency: 5 };

/** The order of two levels: below, at, or above 0. Pure. */
export const compareLevels = (left: Level, right: Level): number => rank[left] - rank[right];

/** Whether `level` is `floor` or above. Pure. */
export const atLeast = (level: Level, floor: Level): boolean => rank[level] >= rank[floor];

/** The higher of two levels. Pure. */
export const higher = (left: Level, right: Level): Level => (rank[left] >= rank[right] ? left : right);

const familyOf: Record<Category, Family> = {
  suicide: 'self',
  'self-harm': 'self',
  overdose: 'substance',
  withdrawal: 'substance',
  lapse: 'substance',
  violence: 'violence',
  'harm-to-others': 'others',
  child: 'others',
};

/** The family whose alert a category belongs to. Pure. */
export const family = (category: Category): Family => familyOf[category];

/**
 * The match that decides: the highest level; of those the one that is answered first (safety.md, "Ties"). Pure.
 */
export function leadingMatch(screening: Screening): Match | undefined {
  return screening.matches.reduce<Match | undefined>((best, match) => {
    if (!best) return match;
    const byLevel = compareLevels(match.level, best.level);
    if (byLevel !== 0) return byLevel > 0 ? match : best;
    return turnOf(match) < turnOf(best) ? match : best;
  }, undefined);
}

/**
 * Everything that was heard, each category and subject once, in the order in which it is answered: a dying body, violence, a
 * child, harm to others, suicide and self-harm, a lapse; the highest level first (safety.md, "Ties"). Pure.
 */
export function subjectsOf({ matches }: Screening): readonly Subject[] {
  const highest = new Map<string, Subject>();
  for (const { category, about, level } of matches) {
    const key = `${category} ${about}`;
    const known = highest.get(key);
    if (!known || compareLevels(level, known.level) > 0) highest.set(key, { category, about, level });
  }
  return [...highest.values()].sort(
    (left, right) => compareLevels(right.level, left.level) || turnOf(left) - turnOf(right),
  );
}

const turns: readonly Category[] = [
  'violence',
  'child',
  'harm-to-others',
  'suicide',
  'self-harm',
  'overdose',
  'withdrawal',
  'lapse',
];

/** A body that may be dying comes first; below an emergency, overdose and withdrawal come before a lapse alone. An age is answered last. */
const turnOf = (subject: Subject): number => {
  const { category, level } = subject;
  if (isMinor(subject)) return turns.length;
  return level === 'emergency' && (category === 'overdose' || category === 'withdrawal') ? -1 : turns.indexOf(category);
};

/**
 * The level that silence after a safety check pages at: urgent about suicide, overdose or violence, else the same day
 * (safety.md, "Levels and clocks"). Pure.
 */
export const silenceLevel = (category: Category): Level =>
  category === 'suicide' || category === 'overdose' || category === 'violence' ? 'urgent' : 'same-day';
