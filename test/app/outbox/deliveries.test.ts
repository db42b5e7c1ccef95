import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import { openTasks } from '../../../src/domain/alert.ts';
import type { DeliveryReport } from '../../../src/ports/channel.ts';
import type { Store } from '../../../src/ports/store.ts';
import { aWorld } from '../../support/app.ts';

const phone = '+15550100';
const teams = 'alex-teams';
type World = Awaited<ReturnType<typeof aWorld>>;

/** Alex joins from Teams as well, by a code, and writes by SMS last. */
async function withSecondAddress(world: World): Promise<void> {
  const { code } = await world.app.inviteAgain('C-017', 'a', 'teams');
  await world.write(code, { channel: 'teams', address: teams });
  await world.write('menu');
}

/** What its provider says of the last message to an address. */
async function report(
  world: World,
  address: string,
  state: DeliveryReport['state'],
  more: Partial<DeliveryReport> = {},
) {
  const last = world.rehearsal.sent.findLast((sent) => sent.address === address);
  if (!last) throw new Error('nothing was sent');
  const { channel, receipt } = last;
  const became = await world.app.report({ channel, receipt, state, ...more });
  await world.app.drained();
  return became;
}

const logged = async (world: World) =>
  (await world.app.history(`turn|${world.couple}|a`, 0, 1_000))
    .filter(({ data }) => data['event'] === 'delivery')
    .map(({ data }) => [data['lane'], data['state'], data['code']].filter((part) => part !== undefined).join(' '));
const timeline = async (world: World) => {
  const [alert] = await world.app.alerts();
  return (await world.app.audit('alert', alert?.id ?? '')).map(({ event }) => event);
};
const tasks = async (world: World) => (await world.app.alerts()).flatMap(openTasks);
const crisisTo = (world: World, address: string) => world.said(address).filter((key) => key?.startsWith('crisis-self'));

describe('what a provider says of a reply', () => {
  test('stands in the log of that partner once for each state, and calls nobody', async () => {
    const world = await aWorld();
    await world.write('menu');
    for (const state of ['sent', 'delivered', 'sent', 'delivered'] as const) await report(world, phone, state);
    expect(await logged(world)).toEqual(['reply sent', 'reply delivered']);
    await report(world, phone, 'undelivered', { code: '30003' });
    expect(await logged(world)).toContain('reply undelivered 30003');
    expect(await world.app.alerts()).toEqual([]);
  });
});

describe('a crisis text', () => {
  test('that arrived says so on the timeline of its case', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    await report(world, phone, 'delivered');
    await report(world, phone, 'delivered');
    expect((await timeline(world)).filter((event) => event === 'delivered')).toHaveLength(1);
    expect(await tasks(world)).toEqual([]);
  });

  test('that did not arrive after all goes to another verified address, and the person on call hears of it', async () => {
    const world = await aWorld();
    await withSecondAddress(world);
    await world.write('I want to die');
    await report(world, phone, 'undelivered', { code: '30005' });
    expect(crisisTo(world, teams)).toHaveLength(1);
    expect(await tasks(world)).toEqual([]);
    expect(world.told.map(({ message }) => message.kind)).toContain('fallback');
    expect(await timeline(world)).toContain('undelivered');
  });

  test('that arrives at none of two addresses is a task, and is not carried to and fro', async () => {
    const world = await aWorld();
    await withSecondAddress(world);
    await world.write('I want to die');
    await report(world, phone, 'undelivered', { code: '30005' });
    const sent = world.rehearsal.sent.length;
    await report(world, teams, 'failed', { code: '30008' });
    expect(world.rehearsal.sent).toHaveLength(sent);
    expect(await tasks(world)).toMatchObject([{ kind: 'undeliverable', code: '30008' }]);
  });

  test('without another address is a task, once', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    await report(world, phone, 'undelivered', { code: '30003' });
    await report(world, phone, 'undelivered', { code: '30003' });
    expect(await tasks(world)).toMatchObject([{ kind: 'undeliverable', code: '30003' }]);
  });

  test('that an address refuses for good after all ends that address', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    await report(world, phone, 'undelivered', { code: '21610', permanent: true });
    const { addresses } = (await world.app.couple(world.couple))?.a ?? { addresses: [] };
    expect(addresses.map(({ ended }) => ended?.code)).toEqual(['21610']);
    expect(await tasks(world)).toMatchObject([{ code: '21610' }]);
  });

  test('says nothing to the other partner, whatever becomes of it', async () => {
    const world = await aWorld();
    await withSecondAddress(world);
    await world.write('I want to die');
    const before = world.said('sam').length;
    await report(world, phone, 'undelivered', { code: '30005' });
    await report(world, teams, 'delivered');
    expect(world.said('sam')).toHaveLength(before);
  });

  test('of a couple whose record cannot be opened is a task all the same', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    const { store } = world.parts;
    const read: Store['read'] = async (kind, id) => {
      const row = await store.read(kind, id);
      return row && kind === 'couple' ? { ...row, sealed: { ...row.sealed, shared: 'v1|x|x|x|x' } } : row;
    };
    const other = createApp({ ...world.parts, store: { ...store, read }, worker: 'worker-2' });
    const { channel, receipt } = world.rehearsal.sent.at(-1) ?? { channel: 'sms', receipt: '' };
    await other.report({ channel, receipt, state: 'undelivered', code: '30003' });
    await other.drained();
    expect((await other.alerts()).flatMap(openTasks)).toMatchObject([{ code: '30003' }]);
  });

  test('whose report cannot be kept is asked for again', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    world.store.gone = true;
    const { channel, receipt } = world.rehearsal.sent.at(-1) ?? { channel: 'sms', receipt: '' };
    const telling = world.app.report({ channel, receipt, state: 'undelivered', code: '30003' });
    await expect(telling).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    world.store.gone = false;
    await report(world, phone, 'undelivered', { code: '30003' });
    expect(await tasks(world)).toHaveLength(1);
  });
});

test('a counselor’s words that arrived stand on the timeline of the case', async () => {
  const world = await aWorld();
  await world.write('I want to die');
  const [alert] = await world.app.alerts();
  await world.app.act(alert?.id ?? '', { type: 'say', by: 'Dana', words: 'I am here.' });
  await world.app.drained();
  await report(world, phone, 'delivered');
  expect(await timeline(world)).toContain('delivered');
});
