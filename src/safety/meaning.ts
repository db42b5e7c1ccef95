import type { Rule } from '../domain/rule.ts';
import { compareLevels, type Level, type Match } from '../domain/screening.ts';
import { bearsOn, type HeardSign } from './signs.ts';

/** What a rule heard, as far as its meaning is not settled. */
export type Named = Pick<Rule, 'category' | 'about' | 'level' | 'firm'>;

/** A place in a normalised text: [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What was heard, as what it is: an intent and no event, the other's body and not the writer's, a defence and no attack
 * (safety.md, "What a message means, before what it is called"). The first sign that bears on it decides. Pure.
 */
export function turned(named: Named, span: Span, signs: readonly HeardSign[]): Named {
  const sign = signs.find((heard) => heard.sign.turns && bearsOn(heard, { ...named, ...span }));
  const turns = sign?.sign.turns;
  if (!turns) return named;
  const { category = named.category, about = named.about, level = named.level } = turns;
  return { ...named, category, about, level };
}

/** The most that what is neither event nor intent counts: a question asks, a story and an old grief are to be watched. */
const most: Readonly<Record<NonNullable<Match['neither']>, Level>> = {
  if: 'check',
  dream: 'check',
  story: 'watch',
  figure: 'watch',
  denied: 'watch',
  past: 'watch',
  grief: 'watch',
};

/** Why what was heard is neither event nor intent, and the level it has then; null where it is one of them. Pure. */
export function neitherOf(
  named: Named,
  span: Span,
  signs: readonly HeardSign[],
): { readonly neither: NonNullable<Match['neither']>; readonly level: Level } | null {
  const sign = signs.find((heard) => heard.sign.neither && bearsOn(heard, { ...named, ...span }));
  const neither = sign?.sign.neither;
  if (!neither) return null;
  return { neither, level: compareLevels(named.level, most[neither]) > 0 ? most[neither] : named.level };
}
