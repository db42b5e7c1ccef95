import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEnrolmentFile } from '../../../src/cli/enrol/file.ts';
import { CoachError } from '../../../src/domain/errors.ts';

const whole = `couples:
  - case: C-017
    relationship: romantic
    partners:
      - name: Alex
        zone: America/Chicago
        check-in: "20:00"
        detox: 2026-03-01
        channels: [sms, teams]
      - name: Sam
        language: es
        zone: Europe/Madrid
        country: ES
        quiet-hours: { from: "20:00", to: "10:00" }
        channels: [teams]
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enrol-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, countries?: ReadonlySet<string>) {
  const file = join(folder, 'couples.yaml');
  await writeFile(file, text);
  return readEnrolmentFile(file, countries);
}

describe('an enrolment file', () => {
  test('is read with its defaults', async () => {
    expect(await read(whole)).toEqual([
      {
        line: 2,
        couple: {
          caseCode: 'C-017',
          relationship: 'romantic',
          a: {
            name: 'Alex',
            language: 'en',
            zone: 'America/Chicago',
            country: 'us',
            checkIn: '20:00',
            detox: '2026-03-01',
            invites: ['sms', 'teams'],
          },
          b: {
            name: 'Sam',
            language: 'es',
            zone: 'Europe/Madrid',
            country: 'es',
            checkIn: null,
            quietHours: { from: '20:00', to: '10:00' },
            invites: ['teams'],
          },
        },
      },
    ]);
  });
  test.each([
    ['an unknown field', whole.replace('check-in:', 'chekin:'), /line 7: .*chekin/],
    ['an unknown zone', whole.replace('America/Chicago', 'Mars/North'), /line 6: .*America\/Chicago/],
    ['shorter quiet hours', whole.replace('"20:00", to', '"23:00", to'), /line 14: .*begin at 21:00/],
    ['a day that is none', whole.replace('2026-03-01', '2026-02-30'), /line 8: .*YYYY-MM-DD/],
    ['no channel', whole.replace('[sms, teams]', '[]'), /line 9: /],
    ['a carrier pigeon', whole.replace('[sms, teams]', '[pigeon]'), /line 9: /],
    ['a case twice', whole + whole.replace('couples:\n', '').replace('C-017', 'c-017'), /line 16: .*stands twice/],
    ['no YAML', 'couples: [', /line 1: .*not valid YAML/],
  ])('%s is refused with its line', async (_, text, message) => {
    const error = await read(text).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CoachError);
    expect((error as CoachError).code).toBe('ENROLMENT_INVALID');
    expect((error as CoachError).message).toMatch(message);
  });
  test('a country without crisis lines is refused with line and field, and is fine when it has some', async () => {
    await expect(read(whole, new Set(['us', 'zz']))).rejects.toMatchObject({
      message: expect.stringMatching(/line 13: couples\.0\.partners\.1\.country: .* for ES, only for US, ZZ/),
    });
    expect(await read(whole, new Set(['us', 'es']))).toHaveLength(1);
  });
  test('a file that is not there is told', async () => {
    await expect(readEnrolmentFile(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'ENROLMENT_INVALID' });
  });
});
