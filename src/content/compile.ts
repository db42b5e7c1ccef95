import { join } from 'node:path';
import { branchesOf } from '../safety/needs.ts';
import type { Whole } from './compiled.ts';
import { partsOf, readContent } from './load.ts';
import { refuse } from './problems.ts';
import { readScreeningRules } from './screening-rules.ts';

/**
 * A content folder read and checked: texts, words, crisis lines and screening rules. Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken, one line each: file, line, what to do.
 */
export async function compile(dir: string): Promise<Whole> {
  const [draft, { rules, problems }] = await Promise.all([
    readContent(dir),
    readScreeningRules(join(dir, 'screening')),
  ]);
  refuse([...draft.problems, ...problems]);
  return { ...partsOf(draft), rules: rules.map(({ rule }) => ({ ...rule, branches: branchesOf(rule.pattern) })) };
}
