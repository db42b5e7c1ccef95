import { join } from 'node:path';
import { branchesOf } from '../safety/needs.ts';
import type { Whole } from './compiled.ts';
import { partsOf, readContent } from './load.ts';
import { refuse } from './problems.ts';
import { readScreeningRules, rulebookOf } from './screening-rules.ts';

/**
 * A content folder read and checked: texts, words, crisis lines and screening rules. Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken, one line each: file, line, what to do.
 */
export async function compile(dir: string): Promise<Whole> {
  const [draft, rulesDraft] = await Promise.all([readContent(dir), readScreeningRules(join(dir, 'screening'))]);
  refuse([...draft.problems, ...rulesDraft.problems]);
  const { rules, signs } = rulebookOf(rulesDraft);
  return { ...partsOf(draft), rules: { rules: rules.map(withBranches), signs: signs.map(withBranches) } };
}

const withBranches = <Entry extends { readonly pattern: string }>(entry: Entry) => ({
  ...entry,
  branches: branchesOf(entry.pattern),
});
