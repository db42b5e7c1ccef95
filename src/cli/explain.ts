import { type RulesDraft, rulebookOf } from '../content/screening-rules.ts';
import type { Rule } from '../domain/rule.ts';
import type { Match, Screening } from '../domain/screening.ts';
import { clausesOf } from '../safety/clauses.ts';
import { type Normalised, normalise } from '../safety/normalise.ts';
import { createScreener } from '../safety/screen.ts';

/** What was heard in a text, and how: see `explain`. */
export interface Explained extends Pick<Screening, 'level' | 'categories' | 'tells'> {
  /** The text as patterns see it. */
  readonly normalised: string;
  readonly clauses: readonly string[];
  readonly rules: readonly HeardRule[];
}

/** A rule that heard something, with its own level, where it stands, and what it heard in the text as it was sent. */
export interface HeardRule extends Match {
  readonly ruleLevel: Rule['level'];
  readonly heard: string;
  readonly file: string;
  readonly line: number;
}

/** What the screening hears in a text: corrected text, clauses, rules with their spans and what lowered them. Pure. */
export function explain(draft: Pick<RulesDraft, 'rules' | 'signs'>, text: string): Explained {
  const normalised = normalise(text);
  const { level, categories, matches, tells } = createScreener(rulebookOf(draft))(text);
  const rules = matches.flatMap((match): HeardRule[] => {
    const found = draft.rules.find(({ rule }) => rule.id === match.rule && rule.language === match.language);
    if (!found) return [];
    const { rule, file, line } = found;
    return [{ ...match, ruleLevel: rule.level, heard: text.slice(...match.span), file, line }];
  });
  const whole = { level, categories, normalised: normalised.text, clauses: clauseTexts(normalised), rules };
  return tells ? { ...whole, tells } : whole;
}

function clauseTexts({ tokens }: Normalised): readonly string[] {
  const clauses: string[][] = [];
  const numbers = clausesOf(tokens);
  tokens.forEach(({ word }, at) => {
    const number = numbers[at] ?? 0;
    clauses[number] = [...(clauses[number] ?? []), word];
  });
  return clauses.filter(Boolean).map((words) => words.filter((word) => word !== '|').join(' '));
}

/** The same for a reader. `near` writes a path as one writes it here. Pure. */
export function describeExplained(found: Explained, near: (file: string) => string): string {
  const { level, categories, normalised, clauses, rules, tells } = found;
  const lines = [
    `Level:    ${level}${categories.length > 0 ? ` (${categories.join(', ')})` : ''}`,
    `Text:     ${normalised}   (patterns see this corrected text)`,
    `Clauses:  ${clauses.join(' / ')}`,
    ...(rules.length === 0 ? ['No rule heard anything.'] : rules.flatMap((rule) => ruleLines(rule, near))),
    ...(tells ? [`Tells:    ${JSON.stringify(tells)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function ruleLines(rule: HeardRule, near: (file: string) => string): readonly string[] {
  const [start, end] = rule.span;
  const lowered = rule.downgraded ? `  lowered from ${rule.ruleLevel}: ${reasons[rule.downgraded]}` : null;
  return [
    `Rule:     ${rule.rule} (${rule.language}, ${rule.category}, about ${rule.about}): ${rule.level}`,
    `  heard "${rule.heard}", letters ${start} to ${end}; ${near(rule.file)}, line ${rule.line}`,
    ...(lowered ? [lowered] : []),
    ...(rule.neither ? [`  neither event nor intent: ${rule.neither}`] : []),
  ];
}

const reasons: Readonly<Record<NonNullable<Match['downgraded']>, string>> = {
  negated: 'one of the four words before it in its clause negates it',
  past: 'the eight words around it say that it was long ago',
  'third-person': 'its clause is about somebody else, and no word near it is the first person',
};
