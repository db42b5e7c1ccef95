import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openContent } from '../../src/content/open.ts';
import { builtContent } from '../support/content.ts';
import { contentDir } from '../support/places.ts';

const good =
  'counselor:\n  - "Dana and Lee answer here."\n  - "You hear from Dana or Lee."\n  - "Dana or Lee, of our team."\n';

async function opened(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await openContent(contentDir, builtContent, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const asked = (language: 'en' | 'es') => ({ language, channel: 'sms', country: 'us' }) as const;

describe("a clinic's own answers", () => {
  test('stand in place of all wordings of the same topic, and are known as overruled', async () => {
    const { content, overruled } = await opened({ 'topics.en.yaml': good, 'topics.es.yaml': good });
    expect(content.render({ key: 'topics.counselor-2', params: {} }, asked('en')).text).toBe(
      'You hear from Dana or Lee.',
    );
    expect(content.render({ key: 'topics.police', params: {} }, asked('es')).text).toContain('988');
    expect([...overruled].sort()).toEqual(['topics.counselor', 'topics.counselor-2', 'topics.counselor-3']);
  });

  test.each([
    [
      'what is never said',
      good.replace('Dana and Lee answer here', 'Calm down, Dana is here'),
      /topics\.en\.yaml, line 2: .*calm/i,
    ],
    ['a crisis number written out', good.replace('Dana and Lee', 'Call 988, they'), /topics\.en\.yaml, line 2: .*988/],
    ['fewer than three wordings', good.replace(/\n {2}- "Dana or.*\n/, '\n'), /topics\.en\.yaml, line 1: counselor/],
    [
      'a topic that is not there',
      `${good}weather:\n  - "a"\n  - "b"\n  - "c"\n`,
      /topics\.en\.yaml, line 5: .*weather/,
    ],
    [
      'a text too long by SMS',
      good.replace('Dana and Lee', 'Dana and Lee and '.repeat(40)),
      /topics\.en\.yaml, line 2: .*segments/,
    ],
  ])('refuse the start with file and line for %s', async (_, english, message) => {
    const spanish = english.includes('weather') ? english : good;
    const refused = opened({ 'topics.en.yaml': english, 'topics.es.yaml': spanish });
    await expect(refused).rejects.toMatchObject({
      code: 'CLINIC_TEXTS_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test('refuse what stands in one language alone', async () => {
    await expect(opened({ 'topics.en.yaml': good })).rejects.toMatchObject({ code: 'CLINIC_TEXTS_INVALID' });
  });
});

describe("a clinic's own days", () => {
  test('are read in their order; none where there is no file', async () => {
    expect((await opened({ 'milestones.yaml': 'days: [45, 14, 100]\n' })).days).toEqual([14, 45, 100]);
    expect((await opened({ 'milestones.yaml': 'days: []\n' })).days).toEqual([]);
    expect((await opened({})).days).toEqual([]);
  });

  test.each([
    ['no whole number', 'days:\n  - 14\n  - 2.5\n', /milestones\.yaml, line 3: days\.1/],
    ['less than a day', 'days: [0]\n', /line 1: days\.0/],
    ['more than anybody counts', 'days: [20001]\n', /line 1: days\.0/],
    ['a day that is noted for everybody', 'days:\n  - 90\n', /line 2: days\.0: this day is noted for everybody/],
    ['one day twice', 'days: [14, 14]\n', /a day stands here twice/],
    ['more than are good for anybody', `days: [${Array.from({ length: 21 }, (_, n) => n + 100).join(', ')}]\n`, /days/],
    ['another name', 'day: [14]\n', /line 1: /],
    ['no YAML', 'days: [14\n', /no|not valid YAML/],
  ])('are refused at the start with file, line and what to do: %s', async (_, text, told) => {
    const opening = opened({ 'milestones.yaml': text });
    await expect(opening).rejects.toMatchObject({ code: 'CLINIC_DAYS_INVALID' });
    await expect(opening).rejects.toThrow(told);
  });
});
