import { afterEach, expect, test } from '@jest/globals';
import type { QueuePage } from '../../../src/domain/console/queue.ts';
import { setOnDuty } from '../../support/console-people.ts';
import { aClient, aConsoleWorld } from '../../support/console-world.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function anEventWorld() {
  const world = await aConsoleWorld();
  ends.push(world.close);
  const mia = await world.as('mia', ['supervisor']);
  const queue = async () => (await mia.get('alerts')).body as unknown as QueuePage;
  const raise = async (words = 'I want to die') => {
    await world.world.write(words);
    return (await queue()).items[0]?.id ?? '';
  };
  const listen = (path: string, after?: string, client = mia) => {
    const line = client.listen(path, after);
    ends.push(line.stop);
    return line;
  };
  return { ...world, mia, queue, raise, listen };
}

test('an alert is heard as it is raised and claimed, whoever claims it; its chat only where it is open', async () => {
  const { mia, queue, raise, listen, world, as } = await anEventWorld();
  const { cursor } = await queue();
  const line = listen(`events?after=${cursor}`);
  const id = await raise();
  await line.heard(({ type, data }) => type === 'alert' && (data['item'] as { id: string }).id === id);
  const page = await mia.get(`alerts/${id}`);
  const open = listen(`events?case=${id}&after=${String(page.body['cursor'])}`);
  const lee = await as('lee', ['supervisor']);
  await lee.post(`alerts/${id}/acts`, { type: 'claim' });
  await line.heard(({ data }) => (data['item'] as { holder?: string } | undefined)?.holder === 'Lee');
  await world.write('are you there');
  const chat = await open.heard(({ type, data }) => type === 'chat' && JSON.stringify(data).includes('are you there'));
  expect((chat.data['entries'] as object[])[0]).toMatchObject({ who: 'partner', text: 'are you there' });
  await lee.post(`alerts/${id}/acts`, { type: 'add-note', words: 'a note' });
  await open.heard(({ data }) => JSON.stringify(data).includes('a note'));
  expect(line.events.filter(({ type }) => type === 'chat')).toEqual([]);
});

test('a line that comes back goes on after the last event, in another process of the service too, and misses none', async () => {
  const { mia, queue, raise, listen, world } = await anEventWorld();
  const { cursor } = await queue();
  const id = await raise();
  const first = listen(`events?after=${cursor}`);
  const { id: last } = await first.heard(({ type }) => type === 'alert');
  first.stop();
  await first.done;
  await mia.post(`alerts/${id}/acts`, { type: 'claim' });
  await mia.post(`alerts/${id}/acts`, { type: 'release' });
  const other = await aConsoleWorld(() => ({ store: world.store, keys: world.parts.keys }), { empty: true });
  ends.push(other.close);
  const there = listen('events', last, aClient(other.port, mia.state));
  const event = await there.heard(({ type }) => type === 'alert');
  expect(event.data['item']).toMatchObject({ id, status: 'open', holder: null });
  // What was heard is not heard again.
  expect(Number(event.id.split('.')[0])).toBeGreaterThan(Number(last.split('.')[0]));
});

test('a cursor that is none begins the page anew', async () => {
  const { listen } = await anEventWorld();
  for (const after of ['nonsense', '99999.0', '1.2.3']) {
    const line = listen('events', after);
    await line.heard(({ type }) => type === 'reload');
    expect(await line.done).toBe(200);
  }
});

test('what a reader may not see is told by nothing but its id', async () => {
  const { queue, raise, listen, as } = await anEventWorld();
  const dana = await as('dana', ['counselor']);
  const { cursor } = await queue();
  const line = listen(`events?after=${cursor}`, undefined, dana);
  const id = await raise();
  expect((await line.heard(() => true)).data).toEqual({ id });
});

test('the talk of the other partner’s case is not heard without a reason, though its line is open', async () => {
  const { mia, raise, listen, world, app } = await anEventWorld();
  const own = await raise();
  await world.write('He hits me', { channel: 'teams', address: 'sam' });
  const other = (await app.alerts()).find(({ id }) => id !== own)?.id ?? '';
  await mia.post(`alerts/${own}/acts`, { type: 'claim' });
  const line = listen(`events?case=${other}&after=0.0.0.0`);
  await world.write('a secret of Sam', { channel: 'teams', address: 'sam' });
  await line.heard(({ type }) => type === 'alert');
  await mia.post(`alerts/${other}/open`, { reason: 'Both called the line.' });
  const opened = listen(`events?case=${other}&after=0.0.0.0`);
  await opened.heard(({ data }) => JSON.stringify(data).includes('a secret of Sam'));
  expect(JSON.stringify(line.events)).not.toContain('secret');
});

test('a case that goes to somebody else is not listened to any more by whoever had it', async () => {
  const { mia, raise, listen, world, as, app } = await anEventWorld();
  await setOnDuty(app, ['dana']);
  const dana = await as('dana', ['counselor']);
  const id = await raise();
  await dana.post(`alerts/${id}/acts`, { type: 'claim' });
  const { cursor } = (await dana.get(`alerts/${id}`)).body as { cursor?: string };
  const line = listen(`events?case=${id}&after=${cursor}`, undefined, dana);
  await world.write('for Dana to read');
  await line.heard(({ data }) => JSON.stringify(data).includes('for Dana to read'));
  await mia.post(`alerts/${id}/acts`, { type: 'take-over', from: 'Dana' });
  await world.write('for Mia alone');
  await line.heard(({ type, data }) => type === 'gone' && data['id'] === id);
  await line.heard(({ type }) => type === 'reload');
  expect(JSON.stringify(line.events)).not.toContain('Mia alone');
  expect((await dana.get(`alerts/${id}`)).code).toBe('ROLE_REFUSED');
});

test('whoever signs out, or comes on duty, hears of it on the line', async () => {
  const { listen, as, app, mia } = await anEventWorld();
  const dana = await as('dana', ['counselor']);
  const duty = listen('events', undefined, dana);
  await duty.opened;
  await setOnDuty(app, ['dana']);
  const out = listen('events');
  await mia.post('sign-out');
  const within = async (line: typeof duty, type: string) => {
    for (let tries = 0; tries < 3; tries += 1) {
      const found = await line.heard((event) => event.type === type).catch(() => null);
      if (found) return true;
    }
    return false;
  };
  expect([await within(duty, 'reload'), await within(out, 'signed-out')]).toEqual([true, true]);
}, 30_000);

test('a server that closes ends every line', async () => {
  const { listen, close } = await anEventWorld();
  const line = listen('events');
  await line.opened;
  const began = performance.now();
  await close();
  expect(await line.done).toBe(200);
  expect(performance.now() - began).toBeLessThan(2_000);
});
