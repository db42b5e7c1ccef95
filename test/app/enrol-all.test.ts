import { expect, test } from '@jest/globals';
import { type CoupleSpec, type EnrolResult, enrolAll } from '../../src/app/enrol-all.ts';
import { CoachError, type ErrorCode } from '../../src/domain/errors.ts';
import { aWorld } from '../support/app.ts';

const person = { language: 'en', zone: 'America/Chicago', checkIn: null } as const;
const couple = (caseCode: string): CoupleSpec => ({
  caseCode,
  relationship: 'friends',
  a: { ...person, name: 'Kim', invites: ['sms', 'teams'] },
  b: { ...person, name: 'Lee', invites: ['sms'] },
});

/** Codes in this order, then the last one for ever. */
const drawing = (...codes: string[]) => ({ drawCode: () => (codes.length > 1 ? codes.shift() : codes[0]) as string });

async function enrolled(app: Parameters<typeof enrolAll>[0], couples: readonly CoupleSpec[]) {
  const results: EnrolResult[] = [];
  const count = await enrolAll(app, couples, (result) => void results.push(result));
  return { count, results };
}

const codesIn = (result: EnrolResult | undefined): readonly string[] =>
  result?.status === 'enrolled' ? result.codes.map(({ code }) => code) : [];

test('a code that exists is drawn again: of another couple, of the same couple, of the other partner', async () => {
  const [one, two, three, four, five, six] = [
    'A2AA-2AAA',
    'B2AA-2AAA',
    'C2AA-2AAA',
    'D2AA-2AAA',
    'E2AA-2AAA',
    'F2AA-2AAA',
  ] as const;
  const { app } = await aWorld(() => drawing(one, one, two, one, three, /* C-2 */ one, four, four, five, three, six));
  const { count, results } = await enrolled(app, [couple('C-1'), couple('C-2')]);
  expect(count).toEqual({ enrolled: 2, already: 0, failed: 0, left: 0 });
  expect(results.map(codesIn)).toEqual([
    [one, two, three],
    [four, five, six],
  ]);
});

test('a new code for a partner is drawn again too', async () => {
  const { app } = await aWorld(() => drawing('A2AA-2AAA', 'B2AA-2AAA', 'C2AA-2AAA', 'B2AA-2AAA', 'D2AA-2AAA'));
  await app.invite(couple('C-1'));
  expect((await app.inviteAgain('C-1', 'a', 'sms')).code).toBe('D2AA-2AAA');
});

test('where every code is taken the couple fails, is named, and the rest goes on', async () => {
  const { app } = await aWorld(() => drawing('A2AA-2AAA', 'B2AA-2AAA', 'C2AA-2AAA'));
  const { count, results } = await enrolled(app, [couple('C-1'), couple('C-2'), couple('C-017'), couple('C-1')]);
  expect(count).toEqual({ enrolled: 1, already: 2, failed: 1, left: 0 });
  expect(results[1]).toMatchObject({ caseCode: 'C-2', status: 'failed', code: 'COMMIT_CONTENDED' });
});

test('an address that is taken stays an error that names whose and where, never the address', async () => {
  const { app } = await aWorld();
  const taken = { ...couple('C-2'), b: { ...person, name: 'Lee', channel: 'sms', address: '+15550100' } } as const;
  const error = (await app.invite(taken).catch((caught: unknown) => caught)) as CoachError;
  expect(error).toMatchObject({ code: 'ADDRESS_TAKEN', details: { side: 'b', channel: 'sms' } });
  expect(JSON.stringify([error.message, error.details])).not.toMatch(/5550100|Lee/);
});

test('a couple that is enrolled already leaves no keys behind when its file is run again', async () => {
  const { app, parts } = await aWorld();
  const made: string[] = [];
  const create = parts.keys.create.bind(parts.keys);
  parts.keys.create = (kind, id, names) => {
    made.push(id);
    return create(kind, id, names);
  };
  await enrolled(app, [couple('C-017')]);
  expect(made).toEqual([]);
});

const failing = (codes: readonly (ErrorCode | null)[]) => {
  const left = [...codes];
  return {
    invite: async () => {
      const code = left.shift() ?? null;
      if (code) throw new CoachError(code, 'what to do');
      return { id: 'x', codes: [] };
    },
  };
};

test('a passing fault of the store costs one couple; a store that is gone leaves the rest for another time', async () => {
  const six = Array.from({ length: 6 }, (_, index) => couple(`C-${index}`));
  const gone = 'STORE_UNAVAILABLE';
  expect((await enrolled(failing([gone, null, gone, gone]), six)).count).toEqual({
    ...{ enrolled: 3, already: 0, failed: 3, left: 0 },
  });
  expect((await enrolled(failing([null, gone, gone, gone]), six)).count).toEqual({
    ...{ enrolled: 1, already: 0, failed: 3, left: 2 },
  });
});

test('who no longer listens has no more couples enrolled', async () => {
  const invited: string[] = [];
  const app = {
    invite: async ({ caseCode }: CoupleSpec) => {
      invited.push(caseCode);
      return { id: caseCode, codes: [] };
    },
  };
  const deaf = (): never => {
    throw new CoachError('STORE_UNAVAILABLE', 'nobody listens');
  };
  await expect(enrolAll(app, [couple('C-1'), couple('C-2')], deaf)).rejects.toMatchObject({
    message: 'nobody listens',
  });
  expect(invited).toEqual(['C-1']);
});
