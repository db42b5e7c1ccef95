import type { Finding } from '../../content/check/finding.ts';
import { type RulesDraft, rulebookOf } from '../../content/screening-rules.ts';
import type { Rule } from '../../domain/rule.ts';
import { normalise } from '../../safety/normalise.ts';
import { createScreener } from '../../safety/screen.ts';
import { createSignReader } from '../../safety/signs.ts';

/**
 * Everything wrong with the screening rules: what stops their load, and where all load the examples of each that it does not
 * hear, or hears and must not. Pure.
 */
export function checkRules({ rules, signs, problems }: RulesDraft): readonly Finding[] {
  if (problems.length > 0) return problems.map((problem): Finding => ({ severity: 'error', ...problem }));
  const screen = createScreener(rulebookOf({ rules, signs }));
  const read = createSignReader(signs.map(({ sign }) => sign));
  return [
    ...rules.flatMap(({ rule, file, line }) =>
      examplesOf(rule, { file, line }, (text) => screen(text).matches.some((match) => match.rule === rule.id)),
    ),
    ...signs.flatMap(({ sign, file, line }) =>
      examplesOf(sign, { file, line }, (text) => read(text).some(({ id }) => id === sign.id)),
    ),
  ];
}

function examplesOf(
  rule: Pick<Rule, 'id' | 'matches' | 'ignores'>,
  { file, line }: Pick<Finding, 'file' | 'line'>,
  hears: (text: string) => boolean,
): readonly Finding[] {
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
