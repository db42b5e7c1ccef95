import { atLeast, type Level, type Match, type Screening, screeningOf } from '../domain/screening.ts';
import type { Tells } from '../domain/tells.ts';

/** What is told at one time weighs more than each alone: a goodbye and the pills, the rope and tonight, voices and a roof, a wish to die and the gun. */
const together: readonly { readonly is: (tells: Tells, wishes: boolean) => boolean; readonly level: Level }[] = [
  { is: ({ farewell, means }) => farewell === true && means === true, level: 'emergency' },
  { is: ({ farewell, begun }) => farewell === true && begun === true, level: 'emergency' },
  { is: (tells) => tells.farewell === true && isSoon(tells), level: 'emergency' },
  { is: (tells) => tells.means === true && isSoon(tells) && tells.method !== 'pills', level: 'emergency' },
  { is: ({ voices, method }) => voices === true && method !== undefined, level: 'emergency' },
  { is: ({ means }, wishes) => means === true && wishes, level: 'emergency' },
  { is: ({ farewell, method }) => farewell === true && method !== undefined, level: 'urgent' },
];

/** The writer's own wish, heard by a rule. */
const isOwnWish = ({ category, about }: Match): boolean => category === 'suicide' && about === 'self';

const isSoon = ({ when }: Tells): boolean => when === 'now' || when === 'today';

/**
 * What was heard, and a suicide where what is told beside says one together, though no rule names it (safety.md, "After
 * the first word": means with tonight, goodbye said, voices that command). `length` is the message's. Pure.
 */
export function withTogether(screening: Screening, length: number): Screening {
  const { tells, level, matches, language = 'en' } = screening;
  if (!tells) return screening;
  const wishes = matches.some((match) => isOwnWish(match) && atLeast(match.level, 'same-day'));
  const found = together.find((each) => each.is(tells, wishes));
  if (!found || atLeast(level, found.level)) return screening;
  const match: Match = {
    rule: 'context.together',
    category: 'suicide',
    level: found.level,
    about: 'self',
    language,
    span: [0, length],
  };
  return { ...screening, ...screeningOf([...matches, match]) };
}
