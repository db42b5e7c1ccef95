import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createPacing, defaultPaces } from '../../../src/app/inbound/pacing.ts';
import { createBuckets } from '../../../src/domain/buckets.ts';
import { aWorld } from '../../support/app.ts';

const paced = () => aWorld(() => ({ paces: defaultPaces }));
const stranger = { address: '+15559999' };

describe('a partner who writes too fast', () => {
  test('is told once, then not again, and every message is in the log', async () => {
    const world = await paced();
    for (let count = 0; count < 40; count += 1) expect(await world.write(`hm ${count}`)).toBe('committed');
    expect(world.said().filter((key) => key === 'coach.too-fast')).toHaveLength(1);
    expect(world.said().filter((key) => key === 'coach.fallback').length).toBeLessThanOrEqual(21);
    const log = await world.app.history(`turn|${world.couple}|a`, 0);
    expect(log.filter(({ data }) => data['event'] === 'message')).toHaveLength(40);
    expect(log.at(-1)?.data).toMatchObject({ text: 'hm 39', silence: 'too-many' });
  });

  test('can still stop, and still answers the questions of a crisis', async () => {
    const world = await paced();
    for (let count = 0; count < 30; count += 1) await world.write('hm');
    await world.write('I want to die');
    const before = (await world.app.history(`turn|${world.couple}|a`, 0)).length;
    await world.write('no');
    const log = await world.app.history(`turn|${world.couple}|a`, before);
    expect(log[0]?.data['silence']).toBeUndefined();
    await world.write('STOP');
    expect(world.said().at(-1)).toBe('coach.stopped');
  });

  test('pages exactly once for each message that pages, whatever the pace', async () => {
    const message = fc.constantFrom('hm', 'menu', 'I want to die', 'he is going to kill me');
    const addresses = fc.constantFrom('+15550100', '+15559999', '+15558888');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(message, addresses), { minLength: 30, maxLength: 60 }), async (messages) => {
        const world = await paced();
        let paging = 0;
        for (const [index, [text, address]] of messages.entries()) {
          const inbound = world.inbound(text, { id: `m-${index}`, address });
          await world.app.receive(inbound);
          await world.app.receive(inbound);
          if (text !== 'hm' && text !== 'menu') paging += 1;
        }
        await world.app.drained();
        const pages = (await world.app.alerts()).flatMap((alert) => alert.pages);
        expect(pages.filter(({ reason }) => reason === 'message')).toHaveLength(paging);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe('a stranger', () => {
  test('who writes again is answered, three times in ten minutes; what comes after is kept', async () => {
    const world = await paced();
    for (const text of ['hello', 'hello?', 'is somebody there', 'hey', 'hey you'])
      expect(await world.write(text, stranger)).toBe('committed');
    expect(world.said('+15559999')).toEqual(['coach.stranger', 'coach.stranger', 'coach.stranger']);
  });

  test('among very many leaves nothing behind, unless a human is needed', async () => {
    const world = await paced();
    const receipts: string[] = [];
    for (let count = 0; count < 60; count += 1) receipts.push(await world.write('hi', { address: `+1666${count}` }));
    expect(receipts.filter((receipt) => receipt === 'committed')).toHaveLength(30);
    expect(receipts.at(-1)).toBe('too-many');
    expect(await world.store.count('couple')).toBe(31);
    expect(await world.write('I want to die', { address: '+1777' })).toBe('committed');
    expect(world.said('+1777')[0]).toMatch(/^crisis-self/);
  });
});

describe('a bucket', () => {
  test('fills with time, never beyond its burst, and is not emptied by a clock that goes back', () => {
    const { take } = createBuckets({ burst: 2, oneEvery: 1_000 });
    expect([take('a', 0), take('a', 0), take('a', 0), take('b', 0)]).toEqual([0, 0, 1_000, 0]);
    expect([take('a', 1_000), take('a', 1_000)]).toEqual([0, 1_000]);
    expect([take('a', 0), take('a', 99_000), take('a', 99_000), take('a', 99_000)]).toEqual([1_000, 0, 0, 1_000]);
  });

  test('of a sender is told of again after a minute', () => {
    const pacing = createPacing(defaultPaces);
    const at = (now: number) => pacing.partner('a', now);
    for (let count = 0; count < 20; count += 1) expect(at(0)).toBeNull();
    expect([at(0), at(0), at(100)]).toEqual(['say', 'silent', 'silent']);
  });
});
