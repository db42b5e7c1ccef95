import type { Rule, Rulebook, Sign } from '../domain/rule.ts';
import { compareLevels, type Match, type Screening, screeningOf, silentScreening } from '../domain/screening.ts';
import { oneLower, type Place, reasonToLower } from './downgrade.ts';
import { neitherOf, type Span, turned } from './meaning.ts';
import { normaliseTokens } from './normalise.ts';
import { type Compiled, createPatterns } from './patterns.ts';
import { asOthers, fromWritersSide, isToWriter, type Quote, quotesOfOthers } from './quoted.ts';
import { raised } from './raised.ts';
import { type Scene, sceneOf } from './scene.ts';
import { spokenIn } from './spoken.ts';
import { withTogether } from './together.ts';
import type { Token } from './tokens.ts';
import { toldBy } from './told.ts';
import { windowsOf } from './windows.ts';

/** Screening in steps of a few milliseconds: `next` does one. A text of one window is one step. */
export type Steps = Iterator<undefined, Screening, undefined>;

/** Says how much a message needs a human: at once, or in steps that leave room for others between them. */
export interface Screener {
  (text: string): Screening;
  readonly steps: (text: string) => Steps;
}

/** What was heard so far: by rule and category the highest match, and every sign. */
interface HeardSoFar {
  readonly best: Map<string, Match>;
  readonly signs: Set<Sign>;
}

/**
 * The screening by these rules and signs (safety.md, "Screening"). Those of both languages always run over all of a text.
 * Rules name words; the signs around them say what they mean. Pure.
 *
 * @throws CoachError SCREENING_INVALID when a pattern does not compile.
 */
export function createScreener({ rules, signs }: Rulebook): Screener {
  const patterns = createPatterns<Rule | Sign>([...signs, ...rules]);

  function hearWindow(window: readonly Token[], { best, signs: all }: HeardSoFar): void {
    const normalised = normaliseTokens(window);
    if (normalised.tokens.length === 0) return;
    const found = patterns(normalised.text);
    const scene = sceneOf(normalised, found.filter(isOfSign));
    for (const each of found) if (!isOfSign(each)) hear(each as Compiled<Rule>, scene, best);
    for (const sign of scene.heard()) all.add(sign);
  }

  /** What others said is theirs; what they said to the writer is heard from the writer's side as well. */
  function withOthers(matches: readonly Match[], text: string, quotes: readonly Quote[]): readonly Match[] {
    const told = soFar();
    const reported = isToWriter(text, quotes) ? fromWritersSide(text, quotes) : '';
    for (const window of windowsOf(reported)) if (window) hearWindow(window, told);
    const [first] = quotes;
    const span = [first?.start ?? 0, first?.end ?? 0] as const;
    const known = new Set(matches.map(({ rule, level }) => `${rule} ${level}`));
    const done = [...told.best.values()].filter((each) => isDone(each) && !known.has(`${each.rule} ${each.level}`));
    return [...asOthers(matches, quotes), ...done.map((each) => ({ ...each, span }))];
  }

  function* steps(text: string): Generator<undefined, Screening, undefined> {
    const heard = soFar();
    let first: readonly Token[] | undefined;
    for (const window of windowsOf(text)) {
      if (first) yield;
      first ??= window ?? [];
      if (window) hearWindow(window, heard);
    }
    const quotes = text.length > mostQuoting ? [] : quotesOfOthers(text);
    const own = [...heard.best.values()];
    const whole = wholeOf(quotes.length > 0 ? withOthers(own, text, quotes) : own, [...heard.signs], first ?? []);
    return withTogether(whole, text.length);
  }

  const screen = (text: string): Screening => toEnd(steps(text));
  return Object.assign(screen, { steps });
}

const soFar = (): HeardSoFar => ({ best: new Map(), signs: new Set() });

const isOfSign = (compiled: Compiled<Rule | Sign>): compiled is Compiled<Sign> => !('category' in compiled.entry);

/** All that was heard in a message. */
function wholeOf(matches: readonly Match[], signs: readonly Sign[], words: readonly Token[]): Screening {
  const screening = matches.length === 0 ? silentScreening : screeningOf(raised(matches, signs));
  const tells = toldBy(signs);
  const language = spokenIn(
    words,
    screening.matches.map((match) => match.language),
  );
  return { ...screening, ...(tells ? { tells } : {}), ...(language ? { language } : {}) };
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

/** Adds what one pattern hears; per rule and category the highest level stays. */
function hear({ entry: rule, pattern }: Compiled<Rule>, scene: Scene, best: Map<string, Match>): void {
  const { text } = scene.normalised;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const match = matchOf(rule, { from: found.index, to: found.index + found[0].length }, scene);
    const key = `${rule.id} ${match.category}`;
    const known = best.get(key);
    if (!known || compareLevels(match.level, known.level) > 0) best.set(key, match);
    if (match.category === rule.category && match.level === rule.level) return;
    if (found[0] === '') pattern.lastIndex += 1;
  }
}

function matchOf(rule: Rule, span: Span, { normalised, clauses, bearing }: Scene): Match {
  const first = normalised.tokenAt(span.from);
  const last = normalised.tokenAt(Math.max(span.from, span.to - 1));
  const place: Place = { tokens: normalised.tokens, clauses, first, last };
  const around = bearing();
  const named = turned(rule, span, around);
  const neither = neitherOf(named, span, around);
  const downgraded = neither ? undefined : reasonToLower(named, place);
  return {
    rule: rule.id,
    category: named.category,
    level: neither?.level ?? (downgraded ? oneLower(named.level) : named.level),
    about: named.about,
    language: rule.language,
    span: [normalised.tokens[first]?.start ?? 0, normalised.tokens[last]?.end ?? 0],
    ...(downgraded ? { downgraded } : {}),
    ...(neither ? { neither: neither.neither } : {}),
  };
}
