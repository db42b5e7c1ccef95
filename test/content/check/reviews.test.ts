import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contentReviewCommand } from '../../../src/cli/content.ts';
import { checkContent } from '../../../src/content/check/check.ts';
import { inFolder } from '../folder.ts';

const codes = ['not-reviewed', 'changed-since-review', 'review-unknown-file', 'shape'];
const stamps = { 'reviewed.yaml': '# Who has read what.\n{}\n' };
const by = { name: 'Rosa Vega', today: '2026-11-24' };

async function reviews(dir: string, release = false) {
  const { findings } = await checkContent(dir, { today: '2026-11-24', lanes: new Map(), release });
  const mine = findings.filter(({ code }) => codes.includes(code));
  return mine.map(({ severity, code, file }) => `${severity} ${code} ${file.replace(`${dir}/`, '')}`);
}

const review = async (dir: string, ...paths: string[]): Promise<string> => {
  let out = '';
  await contentReviewCommand(dir, paths, by, (text) => {
    out += text;
  });
  return out;
};

describe('reviews', () => {
  test('are missed for each text file and each pack, and block a release', async () => {
    await inFolder(stamps, async (dir) => {
      const files = ['en/day.yaml', 'es/day.yaml', 'lines/us.yaml', 'lines/zz.yaml'];
      expect(await reviews(dir)).toEqual(files.map((file) => `warning not-reviewed ${file}`));
      expect(await reviews(dir, true)).toEqual(files.map((file) => `error not-reviewed ${file}`));
    });
  });
  test('are written with name, day and the file\u2019s state, and keep what else stands there', async () => {
    await inFolder(stamps, async (dir) => {
      expect(await review(dir, 'en/day.yaml', join(dir, 'lines/us.yaml'))).toBe(
        'en/day.yaml: reviewed by Rosa Vega on 2026-11-24\nlines/us.yaml: reviewed by Rosa Vega on 2026-11-24\n',
      );
      const written = await readFile(join(dir, 'reviewed.yaml'), 'utf8');
      expect(written).toMatch(/^# Who has read what\.\n/);
      expect(written).toMatch(
        /en\/day\.yaml:\n {2}hash: \w{16}\n {2}reviewed_by: Rosa Vega\n {2}reviewed_on: 2026-11-24\n/,
      );
      expect(await reviews(dir)).toEqual(['warning not-reviewed es/day.yaml', 'warning not-reviewed lines/zz.yaml']);
    });
  });
  test('end with a change of their file', async () => {
    await inFolder(stamps, async (dir) => {
      await review(dir, 'en/day.yaml', 'es/day.yaml', 'lines/us.yaml', 'lines/zz.yaml');
      await appendFile(join(dir, 'es/day.yaml'), 'new: { text: "hola" }\n');
      expect(await reviews(dir)).toEqual(['warning changed-since-review es/day.yaml']);
      await review(dir, 'es/day.yaml');
      expect(await reviews(dir)).toEqual([]);
    });
  });
  test('are refused for what needs none', async () => {
    await inFolder(stamps, async (dir) => {
      await expect(review(dir, 'en/words.yaml')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(review(dir, 'en/none.yaml', 'es/day.yaml', 'fr/day.yaml')).rejects.toMatchObject({
        message: expect.stringMatching(/^en\/none\.yaml, fr\/day\.yaml are no text files/),
      });
      expect(await readFile(join(dir, 'reviewed.yaml'), 'utf8')).toBe(stamps['reviewed.yaml']);
    });
  });
  test('of a file that is gone are told, and so are those that cannot be read', async () => {
    const gone = 'en/gone.yaml: { hash: 0123456789abcdef, reviewed_by: Rosa, reviewed_on: 2026-11-24 }';
    await inFolder({ 'reviewed.yaml': gone }, async (dir) => {
      expect(await reviews(dir)).toContain('warning review-unknown-file reviewed.yaml');
    });
    await inFolder({ 'reviewed.yaml': 'en/day.yaml: yes' }, async (dir) => {
      expect(await reviews(dir)).toEqual(['error shape reviewed.yaml']);
    });
  });
});
