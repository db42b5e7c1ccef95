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
    const { rules } = await loadScreeningRules(dir);
    expect(rules.map(({ id, language, about, firm }) => [id, language, about, firm])).toEqual([
      ['suicide.one', 'en', 'self', false],
      ['suicide.dos', 'es', 'self', false],
    ]);
  });

  test('writes out the word lists and joins lines', async () => {
    await write('en/words.yaml', "him: him|her\nwho: '{him}|them'\n");
    await write('en/suicide.yaml', aRule('suicide.one', 'x').replace("'x'", '|-\n    kill\n    {who} \\d{1,2}'));
    expect((await loadScreeningRules(dir)).rules[0]?.pattern).toBe('kill(?:(?:him|her)|them) \\d{1,2}');
  });

  test.each([
    ['no YAML', '- id: [', 1, /not valid YAML/],
    ['a level that does not exist', aRule().replace('urgent', 'soon'), 3, /rule suicide\.one: level: /],
    ['a key that does not exist', `${aRule()}  note: x\n`, 7, /note/],
    ['too few examples', aRule().replace('[a, b, c]', '[a]'), 5, /rule suicide\.one: matches/],
    ['an unknown word list', aRule('suicide.one', '{nobody} dies'), 4, /rule suicide\.one: .*\{nobody\}/],
    ['a pattern that is none', aRule('suicide.one', '(die'), 4, /rule suicide\.one: pattern: .*Unterminated group/],
    ['an id twice', aRule() + aRule(), 7, /rule suicide\.one: this id is taken/],
  ])('names file and line of %s', async (_, text, line, message) => {
    await write('en/suicide.yaml', text);
    const error = await failure();
    expect(error.code).toBe('CONTENT_INVALID');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`suicide.yaml, line ${line}`);
    expect(error.details).toMatchObject({ file: join(dir, 'en/suicide.yaml'), line, count: 1 });
  });

  test('tells everything that is wrong, of every file, one line each', async () => {
    await write(
      'en/suicide.yaml',
      aRule('suicide.one', '(die').replace('urgent', 'soon') + aRule('suicide.two', '(die'),
    );
    await write('en/child.yaml', '- id: [');
    await write('es/suicide.yaml', aRule('suicide.dos', '{nadie} muere') + aRule('suicide.dos'));
    await write('es/child.yml', '');
    await mkdir(join(dir, 'fr'));
    const lines = (await failure()).message.split('\n').map((line) => line.replace(`${dir}/`, ''));
    expect(lines).toEqual([
      expect.stringMatching(/^en\/child\.yaml, line \d: this is not valid YAML/),
      expect.stringMatching(/^en\/suicide\.yaml, line 3: rule suicide\.one: level: /),
      expect.stringMatching(/^en\/suicide\.yaml, line 10: rule suicide\.two: pattern: /),
      expect.stringMatching(/^es\/child\.yml, line 1: only \.yaml files are read/),
      expect.stringMatching(/^es\/suicide\.yaml, line 4: rule suicide\.dos: .*\{nadie\}/),
      expect.stringMatching(/^es\/suicide\.yaml, line 7: rule suicide\.dos: this id is taken/),
      expect.stringMatching(
        /^fr, line 1: fr is no language of this build \(en, es\).*"A new language" in CONTRIBUTING\.md/,
      ),
    ]);
  });

  test('says which folder is missing', async () => {
    await rm(join(dir, 'es'), { recursive: true });
    expect((await failure()).message).toContain(join(dir, 'es'));
  });
});
