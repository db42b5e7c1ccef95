import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { envText } from '../../src/config/env-text.ts';
import { aboutKey, configSchema, keyNames, knownNames } from '../../src/config/keys.ts';
import { readConfig } from '../../src/config/read.ts';
import { root } from '../support/places.ts';

const path = join(root, '.env.example');
if (process.env['EXAMPLE'] === 'write') writeFileSync(path, envText());
const example = readFileSync(path, 'utf8');

describe('.env.example', () => {
  test('is what the schema says of itself (EXAMPLE=write npm test -- test/config writes it)', () => {
    expect(example).toBe(envText());
  });

  test('names every key exactly once, after its description and what it takes', () => {
    const named = [...example.matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(knownNames);
    expect(new Set(named).size).toBe(named.length);
    const flat = example.replaceAll('\n# ', ' ');
    for (const name of keyNames) {
      expect(flat).toContain(`${aboutKey(name).about} Takes ${aboutKey(name).takes}.`);
    }
  });

  test('says something else of each', () => {
    expect(new Set(keyNames.map((name) => aboutKey(name).about)).size).toBe(keyNames.length);
  });

  test('shows the defaults that hold', () => {
    const shown = parseEnv(example);
    for (const name of keyNames) {
      const withoutAny = configSchema.shape[name].safeParse(undefined).data;
      expect([name, configSchema.shape[name].safeParse(shown[name] || undefined).data]).toEqual([name, withoutAny]);
    }
  });

  test('makes the same configuration as none', () => {
    expect(readConfig(parseEnv(example))).toEqual(readConfig({}));
  });
});

describe('a .env file that is written', () => {
  test.each(['a b', 'x # y', '"in quotes"', "it's", 'one `two` "three"', './data', '1=2'])('keeps %s', (value) => {
    expect(parseEnv(envText({ COACH_DATA_DIR: value }))['COACH_DATA_DIR']).toBe(value);
  });
  test('refuses what Node would not read back', () => {
    const secret = 'line\nbreak';
    expect(() => envText({ COACH_BOT_APP_PASSWORD: secret })).toThrow(/COACH_BOT_APP_PASSWORD cannot be written/);
  });
});
