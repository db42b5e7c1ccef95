import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atLeast, type Level, levels, type Screening } from '../../src/domain/screening.ts';
import { createScreener, type Screener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const folder = new URL('neighbours/', import.meta.url);

/** The highest level at which one of these categories was heard. */
const levelOf = ({ matches }: Screening, wanted: readonly string[]): Level =>
  matches
    .filter(({ category }) => wanted.includes(category))
    .reduce<Level>((highest, { level }) => (atLeast(level, highest) ? level : highest), 'none');

/** Whether one thing that a line wants is so. */
function holds(want: string, screening: Screening): boolean {
  if (want === 'none') return !atLeast(screening.level, 'check');
  if (want.startsWith('<=')) return atLeast(want.slice(2) as Level, screening.level);
  if (want === '!own-act')
    return !screening.matches.some(({ about, level }) => about === 'own-act' && atLeast(level, 'check'));
  if (want.startsWith('!')) return !atLeast(levelOf(screening, [want.slice(1)]), 'same-day');
  const [categories = '', level = ''] = want.split(':');
  const heard = levelOf(screening, categories.split('|'));
  return level.endsWith('+') ? atLeast(heard, level.slice(0, -1) as Level) : heard === level;
}

const said = ({ matches }: Screening): string =>
  matches.map(({ rule, level, neither }) => `${rule}=${level}${neither ?? ''}`).join(' ') || 'nothing';

let screen: Screener;
beforeAll(async () => {
  screen = createScreener((await theContent()).rules);
});

describe('what people write beside what is known', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  test.each(files)('is heard as what it is: %s', async (file) => {
    const rows = (await readFile(new URL(file, folder), 'utf8')).split('\n').filter((row) => /^[^#]/.test(row));
    const wrong = rows.flatMap((row) => {
      const [wants = '', text = ''] = row.split('\t');
      const screening = screen(text);
      return wants.split(' ').every((want) => holds(want, screening)) ? [] : [`${row} => ${said(screening)}`];
    });
    expect(rows.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  test('a line can fail: what it wants is read', () => {
    const heard = screen('I want to die');
    expect(
      ['none', '<=check', '!suicide', 'overdose:check+', 'suicide:emergency'].map((want) => holds(want, heard)),
    ).toEqual([false, false, false, false, false]);
    expect(levels.filter((level) => holds(`suicide:${level}`, heard))).toEqual(['urgent']);
  });
});
