import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { refuse } from '../content/problems.ts';
import { loadScreeningRules, readScreeningRules } from '../content/screening-rules.ts';
import { createScreener } from '../safety/screen.ts';
import { describeExplained, explain } from './explain.ts';

/** Where a screening reads and writes. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** What is told beside the results. */
  readonly told: NodeJS.WritableStream;
}

/**
 * `coach screen --jsonl`: reads `{"id","text"}` lines, writes `{"id","level","categories","rules"}` lines, so that anyone
 * can measure the screening. A line that cannot be read is told with its number, and the rest goes on. The exit code: 1 when
 * there was one.
 */
export async function screenCommand(contentDir: string, { input, output, told }: Streams): Promise<number> {
  const screen = createScreener(await loadScreeningRules(join(contentDir, 'screening')));
  let [number, bad] = [0, 0];
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const given = read(line);
    if (given) {
      const { level, categories, matches } = screen(given.text);
      output.write(
        `${JSON.stringify({ id: given.id, level, categories, rules: matches.map((match) => match.rule) })}\n`,
      );
    } else {
      bad += 1;
      told.write(`BODY_INVALID: Line ${number} is not {"id": …, "text": "…"}.\n`);
    }
  }
  if (bad > 0) told.write(`${bad} of ${number} lines could not be read.\n`);
  return bad === 0 ? 0 : 1;
}

/** `coach screen --explain TEXT`: writes what was heard in the text, and how. @throws CoachError `CONTENT_INVALID`. */
export async function explainCommand(
  contentDir: string,
  text: string,
  { json = false }: { readonly json?: boolean },
  write: (text: string) => void,
): Promise<void> {
  const draft = await readScreeningRules(join(contentDir, 'screening'));
  refuse(draft.problems);
  const found = explain(draft, text);
  write(json ? `${JSON.stringify(found)}\n` : describeExplained(found, (file) => relative(process.cwd(), file)));
}

function read(line: string): { id: unknown; text: string } | null {
  try {
    const { id, text } = JSON.parse(line) as { id: unknown; text: unknown };
    return typeof text === 'string' ? { id, text } : null;
  } catch {
    return null;
  }
}
