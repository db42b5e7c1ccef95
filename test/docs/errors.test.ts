import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { errorCodes } from '../../src/domain/errors.ts';
import { statusOf } from '../../src/server/http/handle.ts';
import { root } from '../support/places.ts';

const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map((match) => match[1]);

test('every status that a client may see is explained', () => {
  const explained = [...page.matchAll(/^\| (\d{3})\s+\| `([A-Z_]+)`/gm)].map(([, status, code]) => [
    code,
    Number(status),
  ]);
  expect(explained).toEqual(Object.entries(statusOf));
});

test('every error code is explained, and every explanation has its code', () => {
  expect(documented).toEqual([...errorCodes]);
});

test('every error code is thrown somewhere', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'errors.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  expect(errorCodes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});
