import { describe, expect, test } from '@jest/globals';
import { advance } from '../../src/app/rehearsal/rehearse.ts';
import { aWorld } from '../support/app.ts';
import { noon } from '../support/engine.ts';

/** A world in which Alex has asked for a person. */
async function asked() {
  const world = await aWorld();
  await world.write('can I talk to a real person');
  const [request] = await world.app.requests();
  if (!request) throw new Error('no request');
  return { ...world, request };
}

/** Whom its notices reached, and what the notices were about. */
const steps = async ({ app, request, told }: Awaited<ReturnType<typeof asked>>) => {
  const notified = (await app.audit('request', request.id)).filter(({ event }) => event === 'notified');
  return notified.map(({ facts }, nth) => [told[nth]?.message.kind, facts?.['step']]);
};

describe('a request for a person', () => {
  test('is kept apart from alerts, called, and audited on both sides; nothing of it is said to the other', async () => {
    const world = await asked();
    const { app, request, couple } = world;
    expect(request).toMatchObject({ couple, side: 'a', caseCode: 'C-017', status: 'open', occurrence: 1 });
    expect(await app.alerts()).toEqual([]);
    expect(await steps(world)).toEqual([['request', 'primary']]);
    expect((await app.audit('request', request.id)).map(({ event, by }) => [event, by])).toEqual([
      ['raised', 'a'],
      ['notified', 'system'],
    ]);
    expect((await app.audit('couple', couple)).map(({ event }) => event)).toContain('requested');
    expect(await app.verifyAudit()).toMatchObject({ broken: [] });
    expect(world.said('sam')).toEqual([]);
  });

  test('calls the lead through the loop that runs what is due, and no crisis waits behind it', async () => {
    const world = await asked();
    const [claim] = (await world.store.claimDue({ at: noon + 3 * 3_600_000, worker: 'w', limit: 10 })).filter(
      ({ kind }) => kind === 'request',
    );
    expect(claim).toMatchObject({ urgent: false });
    if (claim) await world.store.releaseDue([claim]);
    await advance(world.app, world.clock, noon + 3 * 3_600_000);
    expect(await steps(world)).toEqual([
      ['request', 'primary'],
      ['request', 'lead'],
    ]);
  });

  test('takes acts by the one way for acts, and refuses by the same codes, in its own words', async () => {
    const { app, request, couple } = await asked();
    expect(await app.act(request.id, { type: 'claim', by: 'Dana' })).toMatchObject({
      status: 'claimed',
      holder: 'Dana',
    });
    await expect(app.act(request.id, { type: 'claim', by: 'Lee' })).rejects.toMatchObject({
      code: 'ALERT_HELD',
      details: { holder: 'Dana' },
      message: expect.stringContaining('request'),
    });
    await expect(
      app.act(request.id, { type: 'task-done', by: 'Dana', task: 't', outcome: 'reached' }),
    ).rejects.toMatchObject({
      code: 'ACT_NOT_HERE',
    });
    await app.drained();
    expect((await app.couple(couple))?.a.request).toMatchObject({ status: 'claimed', holder: 'Dana' });
    await app.act(request.id, { type: 'close', by: 'Dana', outcome: 'talked' });
    await app.drained();
    expect((await app.couple(couple))?.a.request).toMatchObject({ status: 'closed', holder: null });
    await expect(app.act('nothing', { type: 'claim', by: 'Dana' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('keeps a counselor’s words going while its notices fail', async () => {
    const world = await aWorld();
    for (const { kind, address } of (await world.onCall.roster())?.people.flatMap(({ ways }) => ways) ?? [])
      world.notices.fail(address, { code: kind === 'teams' ? 'DOWN' : 'GONE' });
    await world.write('counselor');
    const [request] = await world.app.requests();
    await world.app.act(request?.id ?? '', { type: 'say', by: 'Dana', words: 'Hello, this is Dana.' });
    await world.app.drained();
    expect(world.rehearsal.sent.at(-1)?.message.text).toContain('Hello, this is Dana.');
  });

  test('starts over with the rehearsal, under its own id', async () => {
    const { app, couple, request, write } = await asked();
    const person = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;
    const a = { ...person, name: 'Alex', channel: 'sms', address: '+15550100' } as const;
    const b = { ...person, name: 'Sam', channel: 'teams', address: 'sam' } as const;
    await app.startOver(couple, { caseCode: 'C-017', relationship: 'romantic', a, b }, []);
    expect(await app.requests()).toMatchObject([{ id: request.id, occurrence: 0, status: 'closed' }]);
    await write('counselor');
    expect(await app.requests()).toMatchObject([{ id: request.id, occurrence: 1, status: 'open' }]);
    expect((await app.couple(couple))?.a.request).toMatchObject({ status: 'open' });
  });

  test('made twice, before the first is stored anew, is one', async () => {
    const { app, write, request } = await asked();
    await Promise.all([write('counselor'), write('I want to talk to someone')]);
    expect(await app.requests()).toMatchObject([{ id: request.id, occurrence: 1, status: 'open' }]);
  });
});
