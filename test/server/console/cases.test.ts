import { afterEach, describe, expect, test } from '@jest/globals';
import type { CasePage } from '../../../src/domain/console/case.ts';
import type { QueuePage, RequestPage } from '../../../src/domain/console/queue.ts';
import { setOnDuty } from '../../support/console-people.ts';
import { aConsoleWorld, type Client } from '../../support/console-world.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

type World = Awaited<ReturnType<typeof aConsoleWorld>>;

async function aCaseWorld() {
  const world = await aConsoleWorld();
  close = world.close;
  const alertBy = async (words: string, address?: string) => {
    const known = new Set((await world.app.alerts()).map(({ id }) => id));
    await world.world.write(words, address === undefined ? {} : { channel: 'teams', address });
    const [alert] = (await world.app.alerts()).filter(({ id }) => !known.has(id));
    if (!alert) throw new Error('no alert was raised');
    return alert;
  };
  return { ...world, alertBy };
}

const page = async (client: Client, id: string) => (await client.get(`alerts/${id}`)).body as unknown as CasePage;
const queue = async (client: Client, view = 'all') =>
  (await client.get(`alerts?view=${view}`)).body as unknown as QueuePage;
const audit = async ({ app }: World, id: string) =>
  (await app.audit('alert', id)).map(({ event, facts }) => [
    event,
    facts?.['counselor'] ?? null,
    facts?.['reason'] ?? null,
  ]);

describe('from the queue to the end of a case', () => {
  test('claim, live answer, note, hand-back, close, and a supervisor’s signature', async () => {
    const world = await aCaseWorld();
    const { id } = await world.alertBy('I took all my pills');
    const dana = await world.as('dana', ['counselor']);
    const mia = await world.as('mia', ['supervisor']);
    await setOnDuty(world.app, ['dana', 'lee']);

    expect((await queue(dana, 'unclaimed')).items).toMatchObject([{ id, level: 'emergency', caseCode: 'C-017' }]);
    const opened = await page(dana, id);
    expect(opened).toMatchObject({
      ...{ kind: 'alert', partner: { name: 'Alex', side: 'a', handOff: 'bot' } },
      why: [{ category: 'overdose', reason: 'message' }],
    });
    const said = opened.chat.find(({ who }) => who === 'partner');
    expect(said).toMatchObject({ text: 'I took all my pills' });
    const heard = { category: 'overdose', level: 'emergency', words: 'I took all my pills' };
    expect(said?.who === 'partner' && said.heard).toContainEqual(expect.objectContaining(heard));
    const coach = opened.chat.filter(({ who }) => who === 'coach');
    expect(coach.length).toBeGreaterThan(0);
    for (const line of coach) if (line.who === 'coach') expect(line.text.en).not.toBe(line.text.es);

    const act = (client: Client, body: object) => client.post(`alerts/${id}/acts`, body);
    expect(await act(dana, { type: 'claim' })).toMatchObject({ status: 200, body: { item: { holder: 'Dana' } } });
    const lee = await world.as('lee', ['counselor']);
    // Whoever comes second is told who was first.
    expect(await act(mia, { type: 'claim' })).toMatchObject({
      ...{ status: 409, code: 'ALERT_HELD', body: { details: { holder: 'Dana' } } },
    });
    // What Dana holds is none of Lee's business any more.
    expect(await lee.get(`alerts/${id}`)).toMatchObject({ status: 403, code: 'ROLE_REFUSED' });

    await act(dana, { type: 'say', words: 'This is Dana. I am calling you now.' });
    await act(dana, { type: 'add-note', words: 'A sister lives nearby.' });
    await world.app.drained();
    const talk = await page(dana, id);
    expect(talk.chat.filter(({ who }) => who === 'counselor' || who === 'note')).toMatchObject([
      { who: 'counselor', by: 'Dana', text: 'This is Dana. I am calling you now.' },
      { who: 'note', by: 'Dana', text: 'A sister lives nearby.' },
    ]);
    expect(talk.partner.handOff).toBe('counselor');
    // No partner hears of a note.
    expect(JSON.stringify(world.world.rehearsal.sent)).not.toContain('sister');

    await act(dana, { type: 'hand-back' });
    const { alert } = await page(dana, id);
    expect(await act(dana, { type: 'close', outcome: 'safe', followUp: null, seen: alert.version - 1 })).toMatchObject({
      ...{ status: 409, code: 'ALERT_CHANGED' },
    });
    expect(await act(dana, { type: 'close', outcome: 'safe', followUp: null, seen: alert.version })).toMatchObject({
      body: { item: { status: 'closed', unsigned: [{ by: 'Dana' }] } },
    });
    expect((await queue(mia, 'unsigned')).items).toMatchObject([{ id }]);
    const closed = await page(mia, id);
    expect(closed.mayDo).toContain('co-sign');
    expect(await act(mia, { type: 'co-sign', seen: closed.alert.version })).toMatchObject({
      body: { item: { unsigned: [] } },
    });
    const events = (await audit(world, id)).map(([event]) => event);
    for (const event of ['viewed', 'claimed', 'words-sent', 'noted', 'handed-back', 'closed', 'co-signed'])
      expect(events).toContain(event);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });

  test('a request for a person stands apart, and is answered in the same place', async () => {
    const world = await aCaseWorld();
    await world.world.write('COUNSELOR');
    const mia = await world.as('mia', ['supervisor']);
    expect((await queue(mia)).items).toEqual([]);
    const { items } = (await mia.get('requests')).body as unknown as RequestPage;
    expect(items).toMatchObject([{ caseCode: 'C-017', side: 'a', reasons: ['counselor'], status: 'open' }]);
    const id = items[0]?.id ?? '';
    // A notice's link does not say which kind it leads to.
    expect(await page(mia, id)).toMatchObject({ kind: 'request', request: { id }, partner: { name: 'Alex' } });
    expect(await mia.post(`requests/${id}/acts`, { type: 'say', words: 'Mia here.' })).toMatchObject({
      body: { kind: 'request', item: { holder: 'Mia', status: 'taken-over' } },
    });
    expect(await mia.post(`requests/${id}/acts`, { type: 'log-call', result: 'reached' })).toMatchObject({
      ...{ status: 409, code: 'ACT_NOT_HERE' },
    });
  });

  test('an act that cannot be read changes nothing, and says what it takes', async () => {
    const world = await aCaseWorld();
    const { id } = await world.alertBy('I took all my pills');
    const mia = await world.as('mia', ['supervisor']);
    for (const body of [{}, { type: 'nonsense' }, { type: 'say' }, { type: 'close', outcome: 'safe' }])
      expect(await mia.post(`alerts/${id}/acts`, body)).toMatchObject({ status: 400, code: 'BODY_INVALID' });
    expect(await mia.post('alerts/none/acts', { type: 'claim' })).toMatchObject({ status: 404 });
  });
});

describe('who sees a case', () => {
  test('a counselor: what nobody holds while on duty, the own caseload always, what one holds until its follow-up is done', async () => {
    const world = await aCaseWorld();
    const { id, couple } = await world.alertBy('I want to die');
    const dana = await world.as('dana', ['counselor']);
    const seen = async () => [(await dana.get(`alerts/${id}`)).status, (await queue(dana)).items.length];
    expect(await seen()).toEqual([403, 0]);
    await setOnDuty(world.app, ['lee', 'dana']);
    expect(await seen()).toEqual([200, 1]);
    await dana.post(`alerts/${id}/acts`, { type: 'claim' });
    await setOnDuty(world.app, []);
    expect(await seen()).toEqual([200, 1]);
    const followUp = '2026-06-20';
    const { alert } = await page(dana, id);
    await dana.post(`alerts/${id}/acts`, { type: 'close', outcome: 'plan', followUp, seen: alert.version });
    expect([(await dana.get(`alerts/${id}`)).status, (await queue(dana, 'mine')).items.length]).toEqual([200, 1]);
    // The day comes, and somebody asks how it goes.
    await world.world.clock.moveTo(Date.parse('2026-06-20T20:00:00Z'));
    await world.app.runDue();
    const { tasks } = await page(dana, id);
    expect(tasks).toMatchObject([{ kind: 'follow-up' }]);
    await dana.post(`alerts/${id}/acts`, { type: 'task-done', task: tasks[0]?.id, outcome: 'reached' });
    expect([(await dana.get(`alerts/${id}`)).status, (await queue(dana, 'mine')).items.length]).toEqual([403, 0]);
    expect(couple).toBe(world.world.couple);
  });

  test('a counselor on duty: what was given to somebody who has not taken it, and may take it', async () => {
    const world = await aCaseWorld();
    const { id } = await world.alertBy('I want to die');
    const [dana, mia] = [await world.as('dana', ['counselor']), await world.as('mia', ['supervisor'])];
    await setOnDuty(world.app, ['lee', 'dana']);
    await mia.post(`alerts/${id}/acts`, { type: 'claim' });
    const seen = async () => [(await dana.get(`alerts/${id}`)).status, (await queue(dana, 'unclaimed')).items.length];
    expect(await seen()).toEqual([403, 0]);
    expect(await mia.post(`alerts/${id}/acts`, { type: 'reassign', person: 'lee' })).toMatchObject({ status: 200 });
    expect(await seen()).toEqual([200, 1]);
    expect(await dana.post(`alerts/${id}/acts`, { type: 'claim' })).toMatchObject({ status: 200 });
    expect((await page(dana, id)).alert).toMatchObject({ status: 'claimed', unconfirmed: false });
  });

  test('the case of the other partner asks for a reason, which is logged and holds for this sign-in', async () => {
    const world = await aCaseWorld();
    const own = await world.alertBy('I want to die');
    const other = await world.alertBy('He hits me', 'sam');
    const mia = await world.as('mia', ['supervisor']);
    await mia.post(`alerts/${own.id}/acts`, { type: 'claim' });
    for (const ask of [
      () => mia.get(`alerts/${other.id}`),
      () => mia.get(`alerts/${other.id}/chat?before=9`),
      () => mia.post(`alerts/${other.id}/acts`, { type: 'acknowledge' }),
    ])
      expect(await ask()).toMatchObject({ status: 403, code: 'REASON_NEEDED' });
    expect(await mia.post(`alerts/${other.id}/open`, { reason: 'x' })).toMatchObject({ status: 400 });
    const reason = 'Both called the line.';
    expect(await mia.post(`alerts/${other.id}/open`, { reason })).toMatchObject({ body: { partner: { name: 'Sam' } } });
    expect(await mia.get(`alerts/${other.id}`)).toMatchObject({ status: 200 });
    expect(await audit(world, other.id)).toContainEqual(['viewed', 'Mia', reason]);
    // Somebody else has given none.
    const lee = await world.as('lee', ['supervisor']);
    await lee.post(`alerts/${own.id}/acts`, { type: 'take-over', from: 'Mia' });
    expect(await lee.get(`alerts/${other.id}`)).toMatchObject({ code: 'REASON_NEEDED' });
  });

  test('nothing of one partner stands in the case of the other', async () => {
    const world = await aCaseWorld();
    const own = await world.alertBy('I want to die');
    await world.world.write('a word of mine alone', { channel: 'teams', address: 'sam' });
    const mia = await world.as('mia', ['supervisor']);
    const whole = JSON.stringify(await page(mia, own.id));
    expect(whole).toContain('I want to die');
    expect(whole).not.toMatch(/a word of mine alone|Sam\b/);
  });

  test('every look is in the audit of the case, by name', async () => {
    const world = await aCaseWorld();
    const { id } = await world.alertBy('I want to die');
    const mia = await world.as('mia', ['supervisor']);
    await page(mia, id);
    await mia.get(`alerts/${id}/chat?before=2`);
    expect((await audit(world, id)).filter(([event]) => event === 'viewed')).toEqual([
      ['viewed', 'Mia', null],
      ['viewed', 'Mia', null],
    ]);
    // The page shows one of them: an open page is read again and again.
    const { timeline } = await page(mia, id);
    expect(timeline.filter(({ event }) => event === 'viewed').length).toBe(1);
    expect(timeline.map(({ event }) => event)).toContain('raised');
  });
});

describe('long lists', () => {
  test('come by pages, the most severe first, then the longest waiting, each once', async () => {
    const world = await aCaseWorld();
    const mia = await world.as('mia', ['supervisor']);
    for (let nth = 0; nth < 130; nth += 1) {
      const words = nth % 2 === 0 ? 'I want to die' : 'I took all my pills';
      await world.world.write(words, { address: `+1555020${String(nth).padStart(4, '0')}` });
      await world.world.clock.moveTo(world.world.clock.now() + 1_000);
    }
    const first = await queue(mia);
    expect(first.items.length).toBe(100);
    expect(first.health).toMatchObject({ open: 130, unclaimed: 130, emergencies: 65 });
    const second = (await mia.get(`alerts?view=all&cursor=${first.next}`)).body as unknown as QueuePage;
    const all = [...first.items, ...second.items];
    expect([new Set(all.map(({ id }) => id)).size, second.next]).toEqual([130, null]);
    const places = all.map(({ level, raisedAt }) => (level === 'emergency' ? 0 : 1e15) + raisedAt);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(await mia.get('alerts?cursor=nonsense')).toMatchObject({ status: 400, code: 'CURSOR_INVALID' });
  }, 30_000);
});
