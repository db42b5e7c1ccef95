import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { unzipSync } from 'fflate';
import { pngOf } from '../../src/cli/package/png.ts';
import { teamsApp } from '../../src/cli/package/teams.ts';
import { inspectConfig } from '../../src/config/read.ts';
import { root } from '../support/places.ts';

const settings = {
  COACH_PUBLIC_URL: 'https://coach.example.org/',
  COACH_BOT_APP_ID: '11111111-2222-3333-4444-55555555555A',
  COACH_BOT_APP_PASSWORD: 'a-secret',
  COACH_PRIVACY_URL: 'https://clinic.example.org/privacy',
  COACH_TERMS_URL: 'https://clinic.example.org/terms',
};
const zipOf = async (given: Record<string, string | undefined> = settings) =>
  (await teamsApp.make(inspectConfig(given).config)) as Uint8Array;
const files = unzipSync(await zipOf());
const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
const manifest = JSON.parse(text('manifest.json')) as Record<string, object>;
const spanish = JSON.parse(text('es.json')) as Record<string, string>;

/** What the published schema says against a value. Its draft is older than the checker's: the words that it uses mean the same. */
async function faults(schema: string, value: object): Promise<readonly string[]> {
  const { $schema, ...rules } = JSON.parse(await readFile(join(root, 'deploy/teams', schema), 'utf8')) as object & {
    $schema: string;
  };
  expect($schema).toContain('draft-04');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(rules);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the Teams app', () => {
  test('is a manifest, its Spanish texts and two icons, the same with every making, without a secret', async () => {
    expect(Object.keys(files).sort()).toEqual(['color.png', 'es.json', 'manifest.json', 'outline.png']);
    expect(await zipOf()).toEqual(await zipOf());
    expect(Object.keys(files).map(text).join()).not.toContain('a-secret');
  });

  test('has a manifest that the published schema takes, for personal chats with this bot alone', async () => {
    expect(await faults('MicrosoftTeams.schema.json', manifest)).toEqual([]);
    const id = '11111111-2222-3333-4444-55555555555a';
    expect(manifest).toMatchObject({
      id,
      bots: [{ botId: id, scopes: ['personal'], supportsFiles: false }],
      developer: { privacyUrl: settings.COACH_PRIVACY_URL, termsOfUseUrl: settings.COACH_TERMS_URL },
    });
  });

  test('says all in Spanish that it says in English, in texts that the schema takes', async () => {
    expect(await faults('MicrosoftTeams.Localization.schema.json', spanish)).toEqual([]);
    for (const path of Object.keys(spanish).filter((key) => key !== '$schema'))
      expect([path, typeof at(manifest, path)]).toEqual([path, 'string']);
    const commands = text('manifest.json').match(/"title"/g)?.length;
    expect(Object.keys(spanish).filter((key) => key.endsWith('.title'))).toHaveLength(commands ?? 0);
  });

  test('is checked by a schema that finds what is wrong', async () => {
    const long = { ...manifest, name: { short: 'x'.repeat(31) }, made: 'up' };
    expect((await faults('MicrosoftTeams.schema.json', long)).join()).toMatch(/additional.*|30/);
    expect(await faults('MicrosoftTeams.schema.json', { ...manifest, accentColor: 'teal' })).toHaveLength(1);
    expect(await faults('MicrosoftTeams.schema.json', { ...manifest, bots: [{ scopes: ['personal'] }] })).toHaveLength(
      1,
    );
    expect(await faults('MicrosoftTeams.Localization.schema.json', { 'name.short': 'x'.repeat(31) })).not.toEqual([]);
  });

  test.each([
    ['COACH_PUBLIC_URL', undefined],
    ['COACH_BOT_APP_ID', undefined],
    ['COACH_BOT_APP_ID', 'no-guid'],
    ['COACH_PRIVACY_URL', undefined],
    ['COACH_TERMS_URL', 'http://clinic.example.org/terms'],
  ])('says what is missing: %s %p', async (key, value) => {
    const given = Object.fromEntries(Object.entries({ ...settings, [key]: value }).filter(([, each]) => each));
    await expect(zipOf(given)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(key),
    });
  });
});

/** What stands at a path such as `bots[0].commandLists[0].commands[0].title`. */
const at = (value: unknown, path: string): unknown =>
  path.split(/[.[\]]+/).reduce((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);

/** Size and pixels of a PNG that uses no filter. */
function pixelsOf(png: Uint8Array): { readonly size: number; readonly pixel: (x: number, y: number) => number[] } {
  const bytes = Buffer.from(png);
  const size = bytes.readUInt32BE(16);
  expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(20), [...bytes.subarray(24, 29)]]).toEqual([
    'PNG',
    size,
    [8, 6, 0, 0, 0],
  ]);
  const length = bytes.readUInt32BE(33);
  expect(bytes.toString('latin1', 37, 41)).toBe('IDAT');
  const rows = inflateSync(bytes.subarray(41, 41 + length));
  expect(rows.length).toBe(size * (size * 4 + 1));
  const offset = (x: number, y: number): number => y * (size * 4 + 1) + 1 + x * 4;
  return { size, pixel: (x, y) => [...rows.subarray(offset(x, y), offset(x, y) + 4)] };
}

describe('its icons', () => {
  test('are 192 pixels in color on a full ground, and 32 pixels white on nothing', () => {
    const color = pixelsOf(files['color.png'] ?? new Uint8Array());
    expect([color.size, color.pixel(0, 0), color.pixel(191, 191)]).toEqual([
      192,
      [0x2f, 0x5d, 0x62, 255],
      [0x2f, 0x5d, 0x62, 255],
    ]);
    const outline = pixelsOf(files['outline.png'] ?? new Uint8Array());
    expect([outline.size, outline.pixel(0, 0)]).toEqual([32, [0, 0, 0, 0]]);
    const all = Array.from({ length: 32 * 32 }, (_, index) => outline.pixel(index % 32, Math.floor(index / 32)));
    const seen = all.filter(([, , , alpha = 0]) => alpha > 0);
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  });

  test('are smooth at an edge, and read by other readers: each part has its check sum', async () => {
    const half = pixelsOf(pngOf(1, (x) => [255, 0, 0, x < 0.5 ? 255 : 0]));
    expect(half.pixel(0, 0)).toEqual([255, 0, 0, 128]);
    // IEND's check sum is known: https://www.w3.org/TR/png-3/
    expect(
      Buffer.from(files['color.png'] ?? [])
        .subarray(-8)
        .toString('hex'),
    ).toBe('49454e44ae426082');
  });
});
