import { CoachError } from '../domain/errors.ts';
import type { Needs, Rule } from '../domain/rule.ts';
import { compareLevels, type Match, type Screening, screeningOf, silentScreening } from '../domain/screening.ts';
import { clausesOf } from './clauses.ts';
import { oneLower, type Place, reasonToLower } from './downgrade.ts';
import { branchesOf } from './needs.ts';
import { type Normalised, normaliseTokens } from './normalise.ts';
import { createPrefilter } from './prefilter.ts';
import { asOthers, fromWritersSide, isToWriter, type Quote, quotesOfOthers } from './quoted.ts';
import type { Token } from './tokens.ts';
import { windowsOf } from './windows.ts';

/** One top-level alternative of a rule's pattern. */
interface Compiled {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly needs: Needs;
}

/** Screening in steps of a few milliseconds: `next` does one. A text of one window is one step. */
export type Steps = Iterator<undefined, Screening, undefined>;

/** Says how much a message needs a human: at once, or in steps that leave room for others between them. */
export interface Screener {
  (text: string): Screening;
  readonly steps: (text: string) => Steps;
}

/**
 * The screening by these rules (safety.md, "Screening"). The rules of both languages always run over all of a text;
 * nothing in a message lowers what a rule heard below `check`. Pure.
 *
 * @throws CoachError SCREENING_INVALID when a rule does not compile.
 */
export function createScreener(rules: readonly Rule[]): Screener {
  const compiled = rules.flatMap(compile);
  const prefilter = createPrefilter(compiled.map(({ needs }) => needs));

  function hearWindow(window: readonly Token[], best: Map<Rule, Match>): void {
    const normalised = normaliseTokens(window);
    if (normalised.tokens.length === 0) return;
    const clauses = clausesOf(normalised.tokens);
    for (const number of prefilter(normalised.text)) {
      const one = compiled[number];
      if (one) hear(one, normalised, clauses, best);
    }
  }

  /** What others said is theirs; what they said to the writer is heard from the writer's side as well. */
  function withOthers(matches: readonly Match[], text: string, quotes: readonly Quote[]): Screening {
    const told = new Map<Rule, Match>();
    const reported = isToWriter(text, quotes) ? fromWritersSide(text, quotes) : '';
    for (const window of windowsOf(reported)) if (window) hearWindow(window, told);
    const [first] = quotes;
    const span = [first?.start ?? 0, first?.end ?? 0] as const;
    const known = new Set(matches.map(({ rule, level }) => `${rule} ${level}`));
    const done = [...told.values()].filter((each) => isDone(each) && !known.has(`${each.rule} ${each.level}`));
    return screeningOf([...asOthers(matches, quotes), ...done.map((each) => ({ ...each, span }))]);
  }

  function* steps(text: string): Generator<undefined, Screening, undefined> {
    const best = new Map<Rule, Match>();
    let begun = false;
    for (const window of windowsOf(text)) {
      if (begun) yield;
      begun = true;
      if (window) hearWindow(window, best);
    }
    const quotes = text.length > mostQuoting ? [] : quotesOfOthers(text);
    if (quotes.length > 0) return withOthers([...best.values()], text, quotes);
    return best.size === 0 ? silentScreening : screeningOf([...best.values()]);
  }

  const screen = (text: string): Screening => toEnd(steps(text));
  return Object.assign(screen, { steps });
}

/** Characters of a text in which the words of others are told apart: more than people write in a message. */
const mostQuoting = 4_000;

/** What one does to another, not what one wishes or takes. */
const isDone = ({ category }: Match): boolean =>
  category === 'violence' || category === 'harm-to-others' || category === 'child';

/** All steps at once. */
function toEnd(steps: Steps): Screening {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function compile(rule: Rule): Compiled[] {
  try {
    new RegExp(rule.pattern);
    return (rule.branches ?? branchesOf(rule.pattern)).map(({ source, needs }) => {
      const pattern = new RegExp(`(?<![a-z0-9])(?:${source})(?!(?<=[a-z0-9])[a-z0-9])`, 'g');
      return { rule, pattern, needs };
    });
  } catch (cause) {
    throw new CoachError(
      'SCREENING_INVALID',
      `The pattern of screening rule ${rule.id} (${rule.language}) is no regular expression. Correct it in content/screening/${rule.language}.`,
      { rule: rule.id, language: rule.language },
      cause,
    );
  }
}

/** Adds what one pattern hears; per rule the highest level stays. */
function hear({ rule, pattern }: Compiled, normalised: Normalised, clauses: Int32Array, best: Map<Rule, Match>): void {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(normalised.text); found; found = pattern.exec(normalised.text)) {
    const known = best.get(rule);
    if (known?.level === rule.level) return;
    const match = matchOf(rule, found.index, found.index + found[0].length, normalised, clauses);
    if (!known || compareLevels(match.level, known.level) > 0) best.set(rule, match);
    if (found[0] === '') pattern.lastIndex += 1;
  }
}

function matchOf(rule: Rule, from: number, to: number, normalised: Normalised, clauses: Int32Array): Match {
  const first = normalised.tokenAt(from);
  const last = normalised.tokenAt(Math.max(from, to - 1));
  const place: Place = { tokens: normalised.tokens, clauses, first, last };
  const downgraded = reasonToLower(rule, place);
  return {
    rule: rule.id,
    category: rule.category,
    level: downgraded ? oneLower(rule.level) : rule.level,
    about: rule.about,
    language: rule.language,
    span: [normalised.tokens[first]?.start ?? 0, normalised.tokens[last]?.end ?? 0],
    ...(downgraded ? { downgraded } : {}),
  };
}
