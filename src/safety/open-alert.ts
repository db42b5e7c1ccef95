import {
  type Category,
  compareLevels,
  type Family,
  type Level,
  type Match,
  type Screening,
  screeningOf,
} from '../domain/screening.ts';
import type { Tells } from '../domain/tells.ts';

/** What something that was told means while an alert of a family is open. */
interface Worse {
  readonly category: Category;
  readonly level: Level;
}

const suicide = (level: Level): Worse => ({ category: 'suicide', level });
const overdose: Worse = { category: 'overdose', level: 'emergency' };

/** A thing that can be told, as `name` or `name:value`. */
const inOwn: Readonly<Record<string, Worse>> = {
  means: suicide('emergency'),
  begun: suicide('emergency'),
  farewell: suicide('emergency'),
  voices: suicide('emergency'),
  'when:now': suicide('emergency'),
  'when:today': suicide('emergency'),
  'attempt:recent': suicide('emergency'),
  method: suicide('urgent'),
  'company:alone': suicide('urgent'),
  'awake:drowsy': suicide('emergency'),
  'awake:no': suicide('emergency'),
  'breathing:no': suicide('emergency'),
  'breathing:badly': suicide('emergency'),
};

const inSubstance: Readonly<Record<string, Worse>> = {
  'awake:drowsy': overdose,
  'awake:no': overdose,
  'breathing:no': overdose,
  'breathing:badly': overdose,
  'company:alone': { category: 'lapse', level: 'urgent' },
  farewell: suicide('urgent'),
};

const inOthers: Readonly<Record<string, Worse>> = {
  means: { category: 'harm-to-others', level: 'emergency' },
  voices: { category: 'harm-to-others', level: 'emergency' },
  'when:now': { category: 'harm-to-others', level: 'emergency' },
  'when:today': { category: 'harm-to-others', level: 'emergency' },
};

/** In a violence case only what a rule hears counts: the phone may not be private. */
const worseIn: Readonly<Record<Family, Readonly<Record<string, Worse>>>> = {
  self: inOwn,
  substance: inSubstance,
  others: inOthers,
  violence: {},
};

/**
 * What was heard in a message while alerts of these families are open: means, a goodbye, "it's tonight", "alone", "falling
 * asleep" raise them, whatever question is open (safety.md, "What a message means"). What takes something back raises
 * nothing here, and nothing is ever lowered. `length` is the message's. Pure.
 */
export function inOpenAlert(screening: Screening, open: readonly Family[], length: number): Screening {
  const { tells } = screening;
  if (!tells || open.length === 0) return screening;
  const told = namesOf(tells);
  const worse = open.flatMap((family) => told.flatMap((name) => worseIn[family][name] ?? []));
  const news = worse.filter(({ category, level }) => isNews(screening, category, level));
  if (news.length === 0) return screening;
  const found = news.map(
    (each): Match => ({ ...each, ...context, language: screening.language ?? 'en', span: [0, length] }),
  );
  return { ...screening, ...screeningOf([...screening.matches, ...highestOf(found)]) };
}

const context = { rule: 'context.open-alert', about: 'self' } as const;

const namesOf = (tells: Tells): readonly string[] =>
  Object.entries(tells).flatMap(([name, value]) => (typeof value === 'string' ? [name, `${name}:${value}`] : [name]));

const isNews = ({ matches }: Screening, category: Category, level: Level): boolean =>
  !matches.some((match) => match.category === category && compareLevels(match.level, level) >= 0);

/** Each category once, by its highest level. */
function highestOf(matches: readonly Match[]): readonly Match[] {
  const highest = new Map<Category, Match>();
  for (const match of matches) {
    const known = highest.get(match.category);
    if (!known || compareLevels(match.level, known.level) > 0) highest.set(match.category, match);
  }
  return [...highest.values()];
}
