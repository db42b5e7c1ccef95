import { expect, test } from '@jest/globals';
import { checkRules } from '../../../src/app/catalog/check-rules.ts';
import type { Rule } from '../../../src/domain/rule.ts';

const rule: Rule = {
  ...({ id: 'suicide.one', category: 'suicide', level: 'urgent', about: 'self', firm: false, language: 'en' } as const),
  pattern: 'going to die',
  matches: ['I am gonna die', 'going to die', 'GOING TO DIE'],
  ignores: ['the plant', 'the dog', 'the cat'],
};
const checked = (change: Partial<Rule>) =>
  checkRules({ rules: [{ rule: { ...rule, ...change }, file: 'suicide.yaml', line: 4 }], signs: [], problems: [] });

test('a rule is checked against its own examples, named by its id, with the text that its pattern sees', () => {
  expect(checked({})).toEqual([]);
  const [deaf, ...others] = checked({ pattern: 'gonna die|going to die', matches: ['I want 2 dye', ...rule.matches] });
  expect(others).toEqual([]);
  expect(deaf).toMatchObject({ file: 'suicide.yaml', line: 4, code: 'rule-example', severity: 'error' });
  expect(deaf?.what).toMatch(
    /^rule suicide\.one does not hear its own example "I want 2 dye"; patterns see corrected text/,
  );
  expect(checked({ ignores: ["I'm gonna d1e", ...rule.ignores] })[0]?.what).toMatch(
    /^rule suicide\.one hears what it must ignore: "I'm gonna d1e"; patterns see corrected text, here "im going to die"/,
  );
});
