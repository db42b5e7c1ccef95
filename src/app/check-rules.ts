import type { Finding } from '../content/check/finding.ts';
import type { PlacedRule, RulesDraft } from '../content/screening-rules.ts';
import type { Screening } from '../domain/screening.ts';
import { normalise } from '../safety/normalise.ts';
import { createScreener } from '../safety/screen.ts';

/**
 * Everything wrong with the screening rules: what stops their load, and where all load the examples of each that it does not
 * hear, or hears and must not. Pure.
 */
export function checkRules({ rules, problems }: RulesDraft): readonly Finding[] {
  if (problems.length > 0) return problems.map((problem): Finding => ({ severity: 'error', ...problem }));
  const screen = createScreener(rules.map(({ rule }) => rule));
  return rules.flatMap((placed) => examplesOf(placed, screen));
}

function examplesOf({ rule, file, line }: PlacedRule, screen: (text: string) => Screening): readonly Finding[] {
  const hears = (text: string): boolean => screen(text).matches.some((match) => match.rule === rule.id);
  const finding = (text: string, what: string): Finding => {
    const seen = `patterns see corrected text, here "${normalise(text).text}"`;
    const whole = `rule ${rule.id} ${what} "${text}"; ${seen}: correct the pattern or the example`;
    return { severity: 'error', file, line, code: 'rule-example', what: whole };
  };
  return [
    ...rule.matches.filter((text) => !hears(text)).map((text) => finding(text, 'does not hear its own example')),
    ...rule.ignores.filter(hears).map((text) => finding(text, 'hears what it must ignore:')),
  ];
}
