import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dialogsDir, root } from '../support/places.ts';

/** A row of docs/programme.md: what was asked for, and what carries it. `not yet` has neither script nor line. */
interface Row {
  readonly number: number;
  readonly dialogs: readonly string[];
  readonly script: string;
  readonly line: string;
}

const quoted = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const rows = readFileSync(join(root, 'docs/programme.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line): Row => {
    const [number = '', , dialogs = '', script = '', said = ''] = line.slice(2, -2).split(' | ');
    const [file = ''] = quoted(script);
    const [words = ''] = quoted(said);
    return { number: Number(number), dialogs: quoted(dialogs), script: file, line: words };
  });

const carried = rows.filter(({ script }) => script !== '');
const known = new Set(readdirSync(dialogsDir).map((name) => name.replace(/\.ts$/, '')));

describe('docs/programme.md', () => {
  test('has each of the 67 capabilities once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 67 }, (_, index) => index + 1));
  });

  test.each(carried.map((row) => [row.number, row] as const))(
    'row %s: its dialogs, its script and the line are there',
    (_, row) => {
      expect(row.dialogs.filter((name) => !known.has(name))).toEqual([]);
      const script = readFileSync(join(root, 'test/scripts', row.script), 'utf8');
      expect(row.line).not.toBe('');
      expect(script.split('\n')).toContain(row.line);
    },
  );

  test('says “not yet” of a row that nothing carries, and of no other', () => {
    const text = readFileSync(join(root, 'docs/programme.md'), 'utf8');
    const notYet = text.split('\n').filter((line) => /^\| \d+ \|/.test(line) && line.includes('not yet'));
    expect(notYet).toHaveLength(67 - carried.length);
  });
});
