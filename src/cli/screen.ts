import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { loadScreeningRules } from '../content/screening-rules.ts';
import { CoachError } from '../domain/errors.ts';
import { createScreener } from '../safety/screen.ts';

/**
 * `coach screen --jsonl`: reads `{"id","text"}` lines, writes `{"id","level","categories","rules"}` lines, so that anyone
 * can measure the screening. @throws CoachError `BODY_INVALID` with the number of a line that it cannot read.
 */
export async function screenCommand(
  contentDir: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const screen = createScreener(await loadScreeningRules(join(contentDir, 'screening')));
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, text } = read(line, number);
    const { level, categories, matches } = screen(text);
    output.write(`${JSON.stringify({ id, level, categories, rules: matches.map((match) => match.rule) })}\n`);
  }
}

function read(line: string, number: number): { id: unknown; text: string } {
  try {
    const { id, text } = JSON.parse(line) as { id: unknown; text: unknown };
    if (typeof text === 'string') return { id, text };
  } catch {
    // Told below, with its number.
  }
  throw new CoachError('BODY_INVALID', `Line ${number} is not {"id": …, "text": "…"}.`, { line: number });
}
