import { afterEach, describe, expect, test } from '@jest/globals';
import type { CouplePage, CouplesPage, EnrolledView, PartnerPage } from '../../../src/domain/console/couples.ts';
import { setOnDuty } from '../../support/console-people.ts';
import { aConsoleWorld, type Client } from '../../support/console-world.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function aCoupleWorld() {
  const world = await aConsoleWorld();
  close = world.close;
  return { ...world, couple: world.world.couple };
}

const list = async (client: Client, query = 'view=all') =>
  (await client.get(`couples?${query}`)).body as unknown as CouplesPage;
const invited = { language: 'en', zone: 'America/Chicago', checkIn: '20:00', invites: ['sms'] };
const aCouple = (caseCode: string) => ({
  ...{ caseCode, relationship: 'romantic' },
  a: { name: 'Kim', ...invited },
  b: { name: 'Lou', ...invited, invites: ['teams'] },
});

describe('couples', () => {
  test('are enrolled by a counselor into the own caseload, each partner with a code of their own', async () => {
    const { as, world } = await aCoupleWorld();
    const dana = await as('dana', ['counselor']);
    expect(await list(dana)).toMatchObject({ items: [], total: 0 });
    const enrolled = (await dana.post('couples', aCouple('C-100'))).body as unknown as EnrolledView;
    expect(enrolled.codes.map(({ side, channel }) => [side, channel])).toEqual([
      ['a', 'sms'],
      ['b', 'teams'],
    ]);
    expect(await list(dana, 'view=own')).toMatchObject({
      items: [
        { id: enrolled.id, caseCode: 'C-100', counselor: 'dana', partners: [{ joined: false }, { name: 'Lou' }] },
      ],
      total: 1,
    });
    expect(await dana.post('couples', aCouple('c-100'))).toMatchObject({ status: 409, code: 'CASE_TAKEN' });
    expect(await dana.post('couples', { caseCode: 'C-1' })).toMatchObject({ status: 400, code: 'BODY_INVALID' });
    const [first] = enrolled.codes;
    const again = await dana.post(`couples/${enrolled.id}/partners/a/invite`, { channel: 'sms' });
    expect(again.body).toMatchObject({ side: 'a', channel: 'sms' });
    expect(again.body['code']).not.toBe(first?.code);
    // The new code lets somebody in, the old one does not.
    await world.write(String(first?.code), { address: '+15550311' });
    await world.write(String(again.body['code']), { address: '+15550312' });
    const page = (await dana.get(`couples/${enrolled.id}`)).body as unknown as CouplePage;
    expect(page.partners[0]).toMatchObject({ side: 'a', joined: true, consent: 'awaited' });
  });

  test('are acted on by whoever cares for them, and by nobody else; each act is audited', async () => {
    const { as, couple, world } = await aCoupleWorld();
    const [dana, mia] = [await as('dana', ['counselor']), await as('mia', ['supervisor'])];
    const act = (client: Client, body: object) => client.post(`couples/${couple}/acts`, body);
    expect(await act(dana, { type: 'hold', side: 'a' })).toMatchObject({ status: 403, code: 'ROLE_REFUSED' });
    const held = (await act(mia, { type: 'hold', side: 'a' })).body as unknown as CouplePage;
    expect(held.together.held).toMatchObject([{ side: 'a', why: 'until-lifted' }]);
    const lifted = (await act(mia, { type: 'lift-hold', side: 'a' })).body as unknown as CouplePage;
    expect(lifted.together.held).toEqual([]);
    const at = world.clock.now() + 3_600_000;
    const assign = { type: 'assign', exercise: 'listen', at, first: 'a' };
    expect((await act(mia, assign)).body).toMatchObject({ together: { assigned: { exercise: 'listen', at } } });
    for (const type of ['open-exercise', 'close-exercise'])
      expect(await act(mia, { type, exercise: 'listen' })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    for (const wrong of [{ type: 'end', side: 'a' }, { type: 'hold' }, { type: 'hold', side: 'c' }, { type: 'x' }])
      expect(await act(mia, wrong)).toMatchObject({ status: 400, code: 'BODY_INVALID' });
    const ended = (await act(mia, { type: 'end', why: 'protective-order', side: 'b' })).body as unknown as CouplePage;
    expect(ended.together.ended).toMatchObject({ why: 'protective-order', side: 'b', told: ['b'] });
  });

  test('are given to a counselor by a supervisor, who sees all of them; nobody else’s are seen', async () => {
    const { as, couple } = await aCoupleWorld();
    const [dana, mia] = [await as('dana', ['counselor']), await as('mia', ['supervisor'])];
    expect(await dana.get(`couples/${couple}`)).toMatchObject({ status: 403, code: 'ROLE_REFUSED' });
    expect(await list(mia)).toMatchObject({ items: [{ caseCode: 'C-017', counselor: null }], total: 1 });
    expect(await list(mia, 'view=all&code=c-017')).toMatchObject({ total: 1 });
    expect(await list(mia, 'view=all&code=C-999')).toMatchObject({ items: [], total: 0 });
    const give = (counselor: string | null) => mia.post(`couples/${couple}/counselor`, { counselor });
    expect(await give('nobody')).toMatchObject({ status: 404, code: 'PERSON_UNKNOWN' });
    expect(await give('dana')).toMatchObject({ body: { counselor: 'dana', counselors: [{ id: 'dana' }] } });
    expect(await dana.get(`couples/${couple}`)).toMatchObject({ status: 200 });
    expect(await list(dana, 'view=own')).toMatchObject({ total: 1 });
    expect(await give(null)).toMatchObject({ body: { counselor: null } });
    expect(await dana.get(`couples/${couple}`)).toMatchObject({ status: 403 });
  });

  test('come by pages, each once', async () => {
    const { as, app } = await aCoupleWorld();
    const mia = await as('mia', ['supervisor']);
    for (let nth = 0; nth < 55; nth += 1) await app.invite(aCouple(`C-2${String(nth).padStart(2, '0')}`) as never);
    const first = await list(mia);
    const second = await list(mia, `view=all&cursor=${first.next}`);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([first.items.length, new Set(ids).size, second.next, second.total]).toEqual([50, 56, null, 56]);
  });
});

describe('a partner’s own page', () => {
  test('shows nothing of the other partner, and each look is audited', async () => {
    const { as, couple, world, app } = await aCoupleWorld();
    await world.write('I want to die');
    await world.write('a secret of Sam', { channel: 'teams', address: 'sam' });
    const mia = await as('mia', ['supervisor']);
    const dana = await as('dana', ['counselor']);
    await mia.post(`couples/${couple}/counselor`, { counselor: 'dana' });
    const page = (await dana.get(`couples/${couple}/partners/a`)).body as unknown as PartnerPage;
    expect(page).toMatchObject({
      ...{ name: 'Alex', side: 'a', caseCode: 'C-017', consent: { status: 'given' } },
      addresses: [{ channel: 'sms', ends: '0100', verified: true, ended: null }],
      alerts: [{ family: 'self' }],
    });
    const whole = JSON.stringify(page);
    expect(whole).not.toMatch(/Sam\b|\+15550100|sam"/);
    const entries = await app.audit('couple', couple);
    expect(
      entries.filter(({ event }) => event === 'viewed').map(({ of, facts }) => [of, facts?.['counselor']]),
    ).toEqual([['a', 'Dana']]);
  });

  test('asks for a reason where one holds the other’s case, or has no part in theirs', async () => {
    const { as, couple, world, app } = await aCoupleWorld();
    await world.write('I want to die');
    const [alert] = await app.alerts();
    const mia = await as('mia', ['supervisor']);
    const path = (side: string) => `couples/${couple}/partners/${side}`;
    expect(await mia.get(path('b'))).toMatchObject({ status: 403, code: 'REASON_NEEDED' });
    await mia.post(`alerts/${alert?.id}/acts`, { type: 'claim' });
    expect((await mia.get(path('a'))).status).toBe(200);
    expect(await mia.get(path('b'))).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await mia.get(`${path('b')}/sheet`)).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await mia.post(path('b'), { reason: 'Both are in danger.' })).toMatchObject({ body: { name: 'Sam' } });
    expect((await mia.get(path('b'))).status).toBe(200);
    const viewed = (await app.audit('couple', couple)).filter(({ event }) => event === 'viewed');
    expect(viewed.map(({ of, facts }) => [of, facts?.['reason'] ?? null])).toEqual([
      ['a', null],
      ['b', 'Both are in danger.'],
      ['b', null],
    ]);
    expect(await mia.get(`couples/${couple}/partners/c`)).toMatchObject({ status: 404 });
  });

  test('is open to whoever may take the case, and to no counselor else', async () => {
    const { as, couple, world, app } = await aCoupleWorld();
    const dana = await as('dana', ['counselor']);
    await setOnDuty(app, ['dana']);
    const path = `couples/${couple}/partners/a`;
    expect(await dana.get(path)).toMatchObject({ code: 'ROLE_REFUSED' });
    await world.write('I want to die');
    expect((await dana.get(path)).status).toBe(200);
    expect(await dana.get(`couples/${couple}/partners/b`)).toMatchObject({ code: 'ROLE_REFUSED' });
  });

  test('has a safe-contact sheet that may not lead to the other partner', async () => {
    const { as, couple, world, app } = await aCoupleWorld();
    await world.write('I want to die');
    const [alert] = await app.alerts();
    const mia = await as('mia', ['supervisor']);
    await mia.post(`alerts/${alert?.id}/acts`, { type: 'claim' });
    const path = `couples/${couple}/partners/a/sheet`;
    expect(await mia.post(path, { codeWord: 'blue umbrella' })).toMatchObject({
      body: { kept: { by: 'Mia', sheet: { codeWord: 'blue umbrella' } } },
    });
    expect(await mia.get(path)).toMatchObject({ body: { kept: { sheet: { codeWord: 'blue umbrella' } } } });
    expect(await mia.post(path, { contacts: [{ name: 'S', number: 'sam' }] })).toMatchObject({ code: 'SHEET_PARTNER' });
    expect(await mia.post(path, { nonsense: 1 })).toMatchObject({ status: 400, code: 'SHEET_INVALID' });
  });
});
