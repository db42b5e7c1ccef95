import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import { aWorld } from '../../support/app.ts';

const crises = (keys: readonly (string | null)[]) => keys.filter((key) => key?.startsWith('crisis-self.'));

/** The levels of the pages that a message itself made. */
async function pagesOf({ app }: Pick<Awaited<ReturnType<typeof aWorld>>, 'app'>): Promise<readonly string[]> {
  const pages = (await app.alerts()).flatMap((alert) => alert.pages);
  return pages.filter(({ reason }) => reason === 'message').map(({ level }) => level);
}

describe('texts in halves', () => {
  test('page once, whatever is written after them', async () => {
    const world = await aWorld();
    for (const text of ['I want to', 'die', 'ok', 'hello?']) await world.write(text);
    expect(await pagesOf(world)).toEqual(['urgent']);
    expect(crises(world.said()).length).toBeGreaterThan(0);
  });
  test('page a stranger’s crisis', async () => {
    const world = await aWorld();
    for (const text of ['I want to', 'die']) await world.write(text, { address: '+15550999' });
    expect(await pagesOf(world)).toEqual(['urgent']);
  });
  test('are no one’s who did not write both', async () => {
    const world = await aWorld();
    await world.write('I want to');
    await world.write('die', { channel: 'teams', address: 'sam' });
    expect(await pagesOf(world)).toEqual([]);
  });
  test('are two texts after two minutes', async () => {
    const world = await aWorld();
    await world.write('I want to');
    await world.clock.moveTo(world.clock.now() + 121_000);
    await world.write('die');
    expect(await pagesOf(world)).toEqual([]);
  });
  test('are one over a restart between them', async () => {
    const world = await aWorld();
    await world.write('I want to');
    const app = createApp(world.parts);
    await app.receive(world.inbound('die'));
    await app.drained();
    expect(await pagesOf({ app })).toEqual(['urgent']);
  });
  test('bring help at once while nothing can be kept, and a page when it can', async () => {
    const world = await aWorld();
    world.store.gone = true;
    await world.write('I want to');
    await world.write('die');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.rehearsal.sent.map(({ message }) => message.text).join()).toMatch(/988/);
    world.store.gone = false;
    await world.app.spooling.replay();
    await world.app.drained();
    expect(await pagesOf(world)).toEqual(['urgent']);
  });
});

describe('a known id', () => {
  test('with the same words is one message, with other words another', async () => {
    const world = await aWorld();
    const receipts = [];
    for (const text of ['hi', 'hi', 'I want to kill myself tonight', 'I want to kill myself tonight'])
      receipts.push(await world.write(text, { id: 'same' }));
    expect(receipts).toEqual(['committed', 'duplicate', 'committed', 'duplicate']);
    expect(await pagesOf(world)).toEqual(['emergency']);
  });
});

describe('what stands around the words of a message', () => {
  test.each([
    ['<quoted messageId="1"/> I want to kill myself tonight', 'emergency'],
    ['I want to kill my&#x73;elf tonight', 'emergency'],
    ['I want to ki\u200bll my\u2060self ton\u200eight', 'emergency'],
  ])('is taken off on every channel: %s', async (text, level) => {
    const world = await aWorld();
    await world.write(text);
    expect(await pagesOf(world)).toEqual([level]);
  });
  test('leaves a photo unreadable', async () => {
    const world = await aWorld();
    await world.write('<quoted messageId="1"/>\ufffc', { unreadable: true });
    expect(world.said()).toEqual(['safety-check.attachment']);
  });
});

const ours =
  'Thank you for telling me. One use is not the end. Do not be alone. Keep naloxone out. No driving, no child care for now. Hard to wake, slow breathing, blue or gray lips, chest pain, seizure? Call 911. A counselor has been alerted.';

describe('an echo', () => {
  test.each([
    `Liked “${ours}”`,
    `Removed a heart from "${ours}"`,
    `👍 to “${ours.slice(0, 60)}…”`,
    `Le gustó «${ours}»`,
    'Le encantó “Llama ya al 911. Di: no despierta, o no respira…',
  ])('of our own text pages nobody: %s', async (text) => {
    const world = await aWorld();
    await world.write(text);
    expect(await world.app.alerts()).toEqual([]);
  });
  test('answers no question and gets no answer', async () => {
    const world = await aWorld();
    await world.write('checkin');
    const asked = world.said().length;
    await world.write('Liked “How was today together?”');
    await world.write('Reacted 👍 to “How was today together? 1 Good 2 So-so 3 Hard”');
    expect(world.said()).toHaveLength(asked);
    await world.write('1');
    expect(world.said().length).toBeGreaterThan(asked);
  });
  test('of the writer’s own text, and of a counselor’s, pages nobody again', async () => {
    const world = await aWorld();
    await world.write('I want to kill myself tonight');
    const [alert] = await world.app.alerts();
    await world.app.act(alert?.id ?? '', { type: 'take-over', by: 'Dana' });
    await world.app.act(alert?.id ?? '', {
      type: 'say',
      by: 'Dana',
      words: 'If he won’t wake up or took pills, call 911',
    });
    await world.app.drained();
    for (const text of [
      'Loved “I want to kill myself tonight”',
      'Liked “Dana, a counselor: If he won’t wake up or took pills, call 911”',
      'Liked “If he won’t wake up or took pills, call 911”',
    ])
      await world.write(text);
    expect(await pagesOf(world)).toEqual(['emergency']);
  });
  test.each([
    `Liked “${ours}” but I want to kill myself tonight`,
    `Liked “${ours} I want to kill myself tonight”`,
    'Liked “I want to kill myself tonight”',
    'Loved “she said I want to kill myself tonight”',
    `You wrote “${ours}” but I want to kill myself tonight`,
    `> ${ours}\nI want to kill myself tonight`,
    '> I want to kill myself tonight',
    `${ours} I want to kill myself tonight`,
  ])('is no cover for other words: %s', async (text) => {
    const world = await aWorld();
    await world.write(text);
    expect(await pagesOf(world)).toEqual(['emergency']);
  });
  test.each([`You wrote “${ours}” what does that mean`, `> ${ours}\nwhat does that mean`, ours])(
    'is told from what was written, and read: %s',
    async (text) => {
      const world = await aWorld();
      await world.write(text);
      expect(await world.app.alerts()).toEqual([]);
      expect(world.said()).toEqual(['coach.help']);
    },
  );
});
