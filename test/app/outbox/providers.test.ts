import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createProviders } from '../../../src/app/outbox/providers.ts';
import { createSlots } from '../../../src/app/outbox/slots.ts';
import type { Lane } from '../../../src/domain/frame.ts';
import type { Channel, Outgoing, Sent } from '../../../src/ports/channel.ts';

const outgoing = (address: string, lane: Lane = 'reply') =>
  ({ address, lane, effect: 'e', at: 0, message: {}, signal: new AbortController().signal }) as unknown as Outgoing & {
    readonly signal: AbortSignal;
  };

/** A provider that answers as it is told. */
function aProvider(pace?: Channel['pace']) {
  const time = { now: 0 };
  const state: { answer: Sent; tried: string[] } = { answer: { ok: true }, tried: [] };
  const channel: Channel = {
    name: 'sms',
    ...(pace ? { pace } : {}),
    async send({ address }) {
      state.tried.push(address);
      return state.answer;
    },
  };
  const send = createProviders({ real: () => time.now });
  return { time, state, to: (address: string, lane?: Lane) => send(channel, outgoing(address, lane)) };
}

const busy: Sent = { ok: false, code: 'HTTP_503' };
const gone = { held: true, code: 'PROVIDER_GONE', retryAfterMs: expect.any(Number) };

describe('a provider that takes nothing from several addresses', () => {
  async function opened() {
    const provider = aProvider();
    provider.state.answer = busy;
    for (const address of ['1', '2', '3', '1', '2']) await provider.to(address);
    return provider;
  }

  test('is not tried for a while, except for a crisis', async () => {
    const { to, state } = await opened();
    state.tried = [];
    expect(await to('4')).toEqual(gone);
    expect(await to('5', 'nudge')).toEqual(gone);
    expect(await to('6', 'crisis')).toEqual(busy);
    expect(state.tried).toEqual(['6']);
  });
  test('is tried with one message then, and goes on once that is taken', async () => {
    const { to, state, time } = await opened();
    time.now += 5_000;
    state.answer = { ok: true };
    state.tried = [];
    const both = await Promise.all([to('4'), to('5')]);
    expect(both).toEqual([{ ok: true }, gone]);
    expect(await to('5')).toEqual({ ok: true });
  });
  test('is left alone for twice as long after each try that fails, at most a minute', async () => {
    const { to, time } = await opened();
    const waits: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const held = await to('4');
      if (!('held' in held)) throw new Error('it was tried');
      waits.push(held.retryAfterMs);
      time.now += held.retryAfterMs;
      await to('4');
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });
  test('is heard again once a crisis text is taken', async () => {
    const { to, state } = await opened();
    state.answer = { ok: true };
    await to('6', 'crisis');
    expect(await to('4')).toEqual({ ok: true });
  });
});

describe('the one message by which a provider that was gone is tried', () => {
  const pace = { burst: 2, oneEvery: 60_000, sender: ({ address }: Outgoing) => address };
  const soon = { burst: 100, oneEvery: 1, sender: ({ address }: Outgoing) => address };

  /** A provider that was gone for several addresses, and whose time to be tried has come. */
  async function due(answer: Sent | 'never', given: Channel['pace'] = soon) {
    const provider = aProvider(given);
    provider.state.answer = busy;
    for (const address of ['1', '2', '3', '1', '2']) await provider.to(address);
    provider.time.now += 5_000;
    if (answer !== 'never') provider.state.answer = answer;
    return provider;
  }

  test('is no message that its sender’s rate holds back: the next one is tried', async () => {
    const { to } = await due({ ok: true }, pace);
    expect(await to('1')).toMatchObject({ code: 'PACED' });
    expect(await to('4')).toEqual({ ok: true });
  });
  test('shows that it is there where it asks for patience', async () => {
    const { to, state } = await due({ ok: false, code: 'HTTP_429', retryAfterMs: 10, throttled: true });
    await to('4');
    state.answer = { ok: true };
    expect(await to('5')).toEqual({ ok: true });
  });
  test('and of which nothing more is heard makes room for another', async () => {
    const hanging: Channel = { name: 'sms', send: () => new Promise(() => {}) };
    const time = { now: 0 };
    const send = createProviders({ real: () => time.now });
    const failing: Channel = { name: 'sms', send: async () => busy };
    for (const address of ['1', '2', '3', '1', '2']) await send(failing, outgoing(address));
    time.now += 5_000;
    void send(hanging, outgoing('4'));
    expect(await send(failing, outgoing('5', 'counselor'))).toEqual(gone);
    time.now += 15_000;
    const works: Channel = { name: 'sms', send: async () => ({ ok: true }) };
    expect(await send(works, outgoing('5', 'counselor'))).toEqual({ ok: true });
  });
});

describe('failures that say nothing of a provider', () => {
  test.each([
    ['of one address', busy, ['1', '1', '1', '1', '1', '1', '1']],
    ['of addresses that take nothing more', { ...busy, permanent: true } as Sent, ['1', '2', '3', '4', '5', '6']],
  ])('%s hold nobody back', async (_what, answer, addresses) => {
    const { to, state } = aProvider();
    state.answer = answer;
    for (const address of addresses) expect(await to(address)).toEqual(answer);
  });
});

describe('the rate of a sender', () => {
  const pace = { burst: 4, oneEvery: 1_000, sender: () => 'number' };

  test('lets a burst go, then one message at a time; a crisis never waits', async () => {
    const { to, time } = aProvider(pace);
    for (let count = 0; count < 4; count += 1) expect(await to('a')).toEqual({ ok: true });
    expect(await to('a')).toEqual({ held: true, code: 'PACED', retryAfterMs: 1_000 });
    expect(await to('a')).toEqual({ held: true, code: 'PACED', retryAfterMs: 2_000 });
    expect(await to('a', 'crisis')).toEqual({ ok: true });
    time.now += 2_000;
    expect(await to('a')).toEqual({ ok: true });
  });
  test('leaves replies room between nudges', async () => {
    const { to } = aProvider(pace);
    expect(await to('a', 'nudge')).toEqual({ ok: true });
    expect(await to('a', 'nudge')).toEqual({ ok: true });
    expect(await to('a', 'nudge')).toMatchObject({ code: 'PACED' });
    expect(await to('a')).toEqual({ ok: true });
  });
  test('stands still for as long as the provider asks', async () => {
    const { to, state } = aProvider(pace);
    state.answer = { ok: false, code: 'HTTP_429', retryAfterMs: 30_000, throttled: true };
    await to('a');
    state.answer = { ok: true };
    expect(await to('b')).toEqual({ held: true, code: 'PACED', retryAfterMs: 30_000 });
    expect(await to('b', 'crisis')).toEqual({ ok: true });
  });
  test('is never passed by more than a burst, whatever comes when, a crisis apart', () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 3_000 }),
      lane: fc.constantFrom<Lane>('reply', 'nudge', 'counselor'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const slots = createSlots();
        let now = 0;
        const passed: number[] = [];
        for (const { after, lane } of steps) {
          now += after;
          if (slots.wait('n', lane, pace, now) === 0) passed.push(now);
        }
        for (const from of passed) {
          const within = passed.filter((at) => at >= from && at < from + 10_000).length;
          expect(within).toBeLessThanOrEqual(pace.burst + 10);
        }
      }),
    );
  });
});
