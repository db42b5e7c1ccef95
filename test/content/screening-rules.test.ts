import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadScreeningRules } from '../../src/content/screening-rules.ts';
import { CoachError } from '../../src/domain/errors.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rules-'));
  await mkdir(join(dir, 'en'));
  await mkdir(join(dir, 'es'));
});
afterEach(() => rm(dir, { recursive: true }));

const aRule = (id = 'suicide.one', pattern = 'die'): string =>
  `- id: ${id}\n  category: suicide\n  level: urgent\n  pattern: '${pattern}'\n  matches: [a, b, c]\n  ignores: [d, e, f]\n`;

const write = (name: string, text: string): Promise<void> => writeFile(join(dir, name), text);
const failure = async (): Promise<CoachError> => {
  const outcome = await loadScreeningRules(dir).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(CoachError);
  return outcome as CoachError;
};

describe('loading screening rules', () => {
  test('gives every rule with its language and defaults', async () => {
    await write('en/suicide.yaml', aRule());
    await write('es/suicide.yaml', aRule('suicide.dos', 'morir'));
    const rules = await loadScreeningRules(dir);
    expect(rules.map(({ id, language, about, firm }) => [id, language, about, firm])).toEqual([
      ['suicide.one', 'en', 'self', false],
      ['suicide.dos', 'es', 'self', false],
    ]);
  });

  test('writes out the word lists and joins lines', async () => {
    await write('en/words.yaml', "him: him|her\nwho: '{him}|them'\n");
    await write('en/suicide.yaml', aRule('suicide.one', 'x').replace("'x'", '|-\n    kill\n    {who} \\d{1,2}'));
    expect((await loadScreeningRules(dir))[0]?.pattern).toBe('kill(?:(?:him|her)|them) \\d{1,2}');
  });

  test.each([
    ['no YAML', '- id: [', 1, /not valid YAML/],
    ['a level that does not exist', aRule().replace('urgent', 'soon'), 3, /level/],
    ['a key that does not exist', `${aRule()}  note: x\n`, 1, /note/],
    ['too few examples', aRule().replace('[a, b, c]', '[a]'), 5, /matches/],
    ['an unknown word list', aRule('suicide.one', '{nobody} dies'), 4, /\{nobody\}/],
    ['an id twice', aRule() + aRule(), 7, /suicide\.one is taken/],
  ])('names file and line of %s', async (_, text, line, message) => {
    await write('en/suicide.yaml', text);
    const error = await failure();
    expect(error.code).toBe('CONTENT_INVALID');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`suicide.yaml, line ${line}`);
    expect(error.details).toEqual({ file: join(dir, 'en/suicide.yaml'), line });
  });

  test('says which folder is missing', async () => {
    await rm(join(dir, 'es'), { recursive: true });
    expect((await failure()).message).toContain(join(dir, 'es'));
  });
});
