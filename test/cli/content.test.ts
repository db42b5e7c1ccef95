import { describe, expect, test } from '@jest/globals';
import { type CheckOutput, contentCheckCommand } from '../../src/cli/content.ts';
import { inFolder } from '../content/folder.ts';
import { contentDir, dialogsDir } from '../support/places.ts';

const today = '2026-11-23';

async function check(dir: string, output: CheckOutput = {}, release = false) {
  let out = '';
  const code = await contentCheckCommand({ contentDir: dir, dialogsDir, today, release }, output, (text) => {
    out += text;
  });
  return { code, out };
}

describe('coach content check', () => {
  test('writes a line for each finding and a closing line; warnings do not fail it', async () => {
    const { code, out } = await check(contentDir);
    const lines = out.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatch(/^\d+ texts checked: 0 errors, \d+ warnings$/);
    expect(lines).toContain(
      'warning: content/lines/us.yaml, line 1: nobody has reviewed this file; `coach content review lines/us.yaml --by NAME` when it is read [not-reviewed]',
    );
  });
  test('fails for a release while nobody has reviewed', async () => {
    expect((await check(contentDir, {}, true)).code).toBe(1);
  });
  test('fails with all that stops a load, and with what the dialogs miss', async () => {
    await inFolder({ 'en/day.yaml': 'hello: { text: "{" }' }, async (dir) => {
      const { code, out } = await check(dir);
      expect(code).toBe(1);
      expect(out).toContain('en/day.yaml, line 1: hello.text: this is not valid ICU MessageFormat');
      expect(out).toContain('[icu]');
      expect(out).toContain('screening');
      expect(out).not.toContain('[object Object]');
    });
    await inFolder({}, async (dir) => {
      const { out } = await check(dir);
      expect(out).toContain(
        'error: dialogs/check-in.ts, state mood: ask: there is no text "mood" in content/<language>/check-in.yaml. Write it',
      );
    });
  });
  test('gives one JSON object, with SMS lengths when asked', async () => {
    const { out } = await check(contentDir, { json: true, segments: true });
    const { errors, warnings, findings, segments } = JSON.parse(out);
    expect({ errors, told: findings.length }).toEqual({ errors: 0, told: warnings });
    expect(findings[0]).toEqual({
      severity: 'warning',
      file: expect.stringMatching(/^content\/en\/.*\.yaml$/),
      line: 1,
      code: 'not-reviewed',
      what: expect.any(String),
    });
    // Numbered as it is sent: every label of the menu stands in one text.
    expect(segments).toContainEqual({
      ...{ key: 'menu.ask', language: 'en', country: '-', encoding: 'GSM-7' },
      ...{ characters: expect.any(Number), segments: 1 },
    });
    expect(JSON.parse((await check(contentDir, { json: true })).out).segments).toBeUndefined();
  });
  test('prints a table of SMS lengths, the longest first', async () => {
    const { out } = await check(contentDir, { segments: true });
    const [head, first, second] = out.split('\n');
    expect(head).toBe('segments  characters  encoding  in  country  text');
    expect(Number(first?.trim().split(/\s+/)[0])).toBeGreaterThanOrEqual(Number(second?.trim().split(/\s+/)[0]));
  });
});
