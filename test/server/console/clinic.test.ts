import { afterEach, describe, expect, test } from '@jest/globals';
import type { OnCallWeek } from '../../../src/domain/console/on-call.ts';
import type { AccountLink, People } from '../../../src/domain/console/people.ts';
import { aPassword } from '../../support/accounts.ts';
import { setOnDuty } from '../../support/console-people.ts';
import { aConsoleWorld, type Client } from '../../support/console-world.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function aClinic() {
  let ahead = 0;
  const world = await aConsoleWorld(({ clock }) => ({
    clock: { now: () => clock.now(), real: () => clock.real() + ahead },
  }));
  close = world.close;
  return {
    ...world,
    later: (ms: number) => {
      ahead += ms;
    },
  };
}

const week = async (client: Client, query = 'days=7') =>
  (await client.get(`on-call?${query}`)).body as unknown as OnCallWeek;
const people = async (client: Client) => ((await client.get('people')).body as unknown as People).people;
const lee = { id: 'lee', name: 'Lee', role: 'counselor', language: 'es', zone: 'America/New_York', quietHours: null };

describe('on call', () => {
  test('a week with its gaps, as the rota has it; only who looks after it changes it', async () => {
    const { as, app } = await aClinic();
    const [dana, admin] = [await as('dana', ['counselor']), await as('ada', ['admin'])];
    expect(await week(dana)).toMatchObject({ gaps: [{ why: 'nobody' }], mayChange: false, liveAt: null });
    await setOnDuty(app, ['dana', 'lee']);
    const now = await week(admin);
    expect(now).toMatchObject({ mayChange: true, pieces: [{ primary: 'dana', backup: 'lee', lead: null }] });
    expect(now.gaps).toMatchObject([{ why: 'no-way', person: 'dana' }]);
    const weekly = now.shifts.map((shift) => (shift.duty === 'primary' ? { ...shift, person: 'lee' } : shift));
    expect(await dana.post('on-call/week', { weekly })).toMatchObject({ code: 'ROLE_REFUSED' });
    expect(await admin.post('on-call/week', { weekly })).toMatchObject({ body: { pieces: [{ primary: 'lee' }] } });
    const { from } = await week(admin);
    const override = { duty: 'primary', person: null, from, until: from + 3_600_000 };
    expect(await admin.post('on-call/overrides', override)).toMatchObject({ body: { overrides: [override] } });
    const { gaps, overrides } = await week(dana);
    expect(gaps[0]).toMatchObject({ why: 'nobody', until: from + 3_600_000 });
    const back = `on-call/overrides/${overrides[0]?.id}/remove`;
    expect(await dana.post(back)).toMatchObject({ code: 'ROLE_REFUSED' });
    expect(await admin.post(back)).toMatchObject({ body: { overrides: [], pieces: [{ primary: 'lee' }] } });
    expect(await admin.post(back)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const changes = (await app.audit('roster', 'roster')).filter(({ event }) => event === 'rota-changed');
    expect(changes.at(-1)?.facts).toMatchObject({ counselor: 'Ada', removed: overrides[0]?.id });
    expect(await admin.post('on-call/week', { weekly: [{ ...weekly[0], person: 'nobody' }] })).toMatchObject({
      ...{ status: 404, code: 'NOT_FOUND' },
    });
    expect(await dana.get('on-call?days=x')).toMatchObject({ status: 400 });
  });

  test('whoever signs in sees until when they are on duty', async () => {
    const { as, app } = await aClinic();
    const dana = await as('dana', ['counselor']);
    expect((await dana.get('me')).body['onDutyUntil']).toBeNull();
    await setOnDuty(app, ['dana']);
    expect(Number((await dana.get('me')).body['onDutyUntil'])).toBeGreaterThan(0);
  });
});

describe('people', () => {
  test('are written down, reached by ways that are tried, tested, and taken out', async () => {
    const { as, world } = await aClinic();
    const admin = await as('ada', ['admin']);
    await admin.post('people', lee);
    const added = await admin.post('people/lee/ways', { kind: 'sms', address: '+15550177', after: 0 });
    expect(added.body).toMatchObject({ what: 'code', ok: true });
    const way = String(added.body['way']);
    const code = /\d{6}/.exec(JSON.stringify(world.told.at(-1)?.message))?.[0] ?? '';
    expect(
      await admin.post(`people/lee/ways/${way}/code`, { code: code === '000000' ? '000001' : '000000' }),
    ).toMatchObject({ status: 409, code: 'CODE_WRONG' });
    await admin.post(`people/lee/ways/${way}/code`, { code });
    expect((await people(admin)).find(({ id }) => id === 'lee')?.onCall?.ways).toMatchObject([
      { kind: 'sms', ends: '0177', state: 'works' },
    ]);
    expect(await admin.post(`people/lee/ways/${way}/test`)).toMatchObject({ body: { what: 'test', ok: true } });
    expect(await admin.post('people/lee/ways', { kind: 'sms', address: '+15550100', after: 0 })).toMatchObject({
      ...{ status: 409, code: 'WAY_OF_PARTNER' },
    });
    expect(await admin.post('people/lee/remove')).toMatchObject({ status: 200 });
  });

  test('a counselor sees and tests their own ways, and nobody else’s', async () => {
    const { as, app } = await aClinic();
    const admin = await as('ada', ['admin']);
    const dana = await as('dana', ['counselor']);
    await setOnDuty(app, ['dana', 'lee']);
    for (const id of ['dana', 'lee'])
      await admin.post(`people/${id}/ways`, {
        kind: 'sms',
        address: id === 'dana' ? '+15550171' : '+15550172',
        after: 0,
      });
    const mine = await people(dana);
    expect(mine.map(({ id, account }) => [id, account])).toEqual([['dana', null]]);
    const test = async (id: string) => {
      const way = (await people(admin)).find((each) => each.id === id)?.onCall?.ways[0]?.id;
      return dana.post(`people/${id}/ways/${way}/test`);
    };
    expect(await test('dana')).toMatchObject({ status: 200, body: { ok: true } });
    expect(await test('lee')).toMatchObject({ status: 403, code: 'ROLE_REFUSED' });
  });

  test('get an account from an admin, set it up by a link, and have one name, which nobody else has', async () => {
    const { as, anybody } = await aClinic();
    const admin = await as('ada', ['admin']);
    await admin.post('people', lee);
    await admin.post('accounts', { id: 'lee', name: 'Somebody', roles: ['counselor'] });
    expect((await people(admin)).find(({ id }) => id === 'lee')).toMatchObject({
      ...{ name: 'Lee', account: { roles: ['counselor'], secondFactor: false, linkUntil: null } },
    });
    expect(await admin.post('accounts', { id: 'lea', name: ' lee', roles: ['counselor'] })).toMatchObject({
      ...{ status: 409, code: 'NAME_TAKEN' },
    });
    expect(await admin.post('people', { ...lee, id: 'ada-two', name: 'ADA' })).toMatchObject({ code: 'NAME_TAKEN' });
    const { path } = (await admin.post('accounts/lee/link')).body as unknown as AccountLink;
    const client = anybody();
    expect(await client.post('link', { link: path.split('#')[1] })).toMatchObject({ body: { name: 'Lee' } });
    await admin.post('people', { ...lee, name: 'Leah' });
    expect((await people(admin)).find(({ id }) => id === 'lee')).toMatchObject({ name: 'Leah' });
    expect(await client.get('me')).toMatchObject({ body: { name: 'Leah' } });
    // Without a role nobody is anybody here.
    await admin.post('accounts', { id: 'lee', name: 'Leah', roles: [] });
    expect(await client.get('me')).toMatchObject({ body: { state: 'signed-out' } });
    expect(await admin.post('accounts', { id: 'ada', name: 'Ada', roles: ['counselor'] })).toMatchObject({
      ...{ status: 403, code: 'ROLE_REFUSED' },
    });
  });

  test('what cannot be undone asks for the password again after ten minutes', async () => {
    const { as, later } = await aClinic();
    const admin = await as('ada', ['admin']);
    await admin.post('people', lee);
    later(11 * 60_000);
    for (const [path, body] of [
      ['people/lee/remove', {}],
      ['people/lee/ways/x/remove', {}],
      ['accounts', { id: 'lee', name: 'Lee', roles: ['admin'] }],
      ['accounts/lee/link', {}],
    ] as const)
      expect(await admin.post(path, body)).toMatchObject({ status: 403, code: 'REAUTH_NEEDED' });
    expect((await people(admin)).map(({ id }) => id)).toContain('lee');
    expect(await admin.post('confirm', { password: 'wrong' })).toMatchObject({ code: 'SIGN_IN_FAILED' });
    await admin.post('confirm', { password: aPassword });
    expect(await admin.post('people/lee/remove')).toMatchObject({ status: 200 });
  });
});
