import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolAll } from '../../../src/app/enrol-all.ts';
import { readEnrolmentFile } from '../../../src/cli/enrol/file.ts';
import { CoachError } from '../../../src/domain/errors.ts';

const whole = `couples:
  - case: C-017
    relationship: romantic
    partners:
      - name: Alex
        zone: America/Chicago
        check-in: "20:00"
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

async function read(text: string) {
  const file = join(folder, 'couples.yaml');
  await writeFile(file, text);
  return readEnrolmentFile(file);
}

describe('an enrolment file', () => {
  test('is read with its defaults', async () => {
    expect(await read(whole)).toEqual([
      {
        caseCode: 'C-017',
        relationship: 'romantic',
        a: {
          name: 'Alex',
          language: 'en',
          zone: 'America/Chicago',
          country: 'us',
          checkIn: '20:00',
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
    ]);
  });
  test.each([
    ['an unknown field', whole.replace('check-in:', 'chekin:'), /line 7: .*chekin/],
    ['an unknown zone', whole.replace('America/Chicago', 'Mars/North'), /line 6: .*America\/Chicago/],
    ['shorter quiet hours', whole.replace('"20:00", to', '"23:00", to'), /line 13: .*begin at 21:00/],
    ['no channel', whole.replace('[sms, teams]', '[]'), /line 8: /],
    ['a carrier pigeon', whole.replace('[sms, teams]', '[pigeon]'), /line 8: /],
    ['a case twice', whole + whole.replace('couples:\n', '').replace('C-017', 'c-017'), /line 15: .*stands twice/],
    ['no YAML', 'couples: [', /line 1: .*not valid YAML/],
  ])('%s is refused with its line', async (_, text, message) => {
    const error = await read(text).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CoachError);
    expect((error as CoachError).code).toBe('ENROLMENT_INVALID');
    expect((error as CoachError).message).toMatch(message);
  });
  test('a file that is not there is told', async () => {
    await expect(readEnrolmentFile(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'ENROLMENT_INVALID' });
  });
});

describe('enrolling', () => {
  test('passes over a case that is enrolled, and tells of each', async () => {
    const couples = await read(whole);
    const codes = [{ side: 'a', channel: 'sms', code: 'K7MA-2QWX', expiresAt: 0 }] as const;
    const invite = async ({ caseCode }: { caseCode: string }) => {
      if (caseCode === 'C-018') throw new CoachError('CASE_TAKEN', 'taken');
      return { id: 'x', codes };
    };
    const second = { ...couples[0], caseCode: 'C-018' } as (typeof couples)[number];
    const told: number[] = [];
    expect(await enrolAll({ invite }, [...couples, second], (done) => told.push(done))).toEqual([
      { caseCode: 'C-017', status: 'enrolled', codes },
      { caseCode: 'C-018', status: 'already-enrolled' },
    ]);
    expect(told).toEqual([1, 2]);
  });
});
