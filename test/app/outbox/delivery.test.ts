import { describe, expect, test } from '@jest/globals';
import type { Deps } from '../../../src/app/deps.ts';
import { openTasks } from '../../../src/domain/alert.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { codeUnknown } from '../../../src/domain/provider-code.ts';
import { deadLetterStream } from '../../../src/ports/given-up.ts';
import { aWorld } from '../../support/app.ts';
import { noon } from '../../support/engine.ts';
import { memoryStore } from '../../support/memory-store.ts';

const phone = '+15550100';
const teams = 'alex-teams';
const hour = 3_600_000;

type World = Awaited<ReturnType<typeof aWorld>>;

/** A world whose real time stands still until it is moved, for the store, the leases and the back-off alike. */
async function aTimedWorld(change: (parts: Deps) => Partial<Deps> = () => ({})) {
  const time = { real: Date.now() };
  const real = () => time.real;
  const world = await aWorld((parts) => {
    const clock = { now: () => parts.clock.now(), real };
    return { store: memoryStore({ real }), clock, ...change({ ...parts, clock }) };
  });
  return { ...world, time };
}

/** Alex joins from Teams as well, by a code, and writes by SMS last. */
async function withSecondAddress(world: World): Promise<void> {
  const { code } = await world.app.inviteAgain('C-017', 'a', 'teams');
  await world.write(code, { channel: 'teams', address: teams });
  await world.write('menu');
}

const aboutAlex = async (world: World) => (await world.app.couple(world.couple))?.a;
const turnsOf = async (world: World) =>
  (await world.app.history(`turn|${world.couple}|a`, 0, 1_000)).map(({ data }) => data['event']);
const endedAt = async (world: World) =>
  (await aboutAlex(world))?.addresses.flatMap(({ channel, ended }) => (ended ? [[channel, ended.code]] : []));

describe('a crisis text to an address that is blocked', () => {
  test('goes at once to another verified one, and the first has ended', async () => {
    const world = await aWorld();
    await withSecondAddress(world);
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    expect(world.said(teams).filter((key) => key?.startsWith('crisis-self'))).not.toEqual([]);
    expect(await endedAt(world)).toEqual([['sms', '403']]);
    expect((await world.app.alerts()).flatMap(openTasks)).toEqual([]);
    expect(world.told.map(({ message }) => message.kind)).toContain('fallback');
  });

  test('without another is an open task on its alert, which the person on call hears of, and is tried no more', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    const [alert] = await world.app.alerts();
    expect(alert?.tasks).toEqual([{ id: expect.any(String), kind: 'undeliverable', code: '403', at: noon }]);
    expect(alert?.pages.map(({ reason, category }) => [reason, category])).toEqual([
      ['message', 'suicide'],
      ['undeliverable', 'suicide'],
    ]);
    const called = world.told.filter(({ message }) => message.kind === 'alert');
    expect(called).toHaveLength(2);
    expect(await world.store.nextEntryAt()).toBeNull();
    expect((await turnsOf(world)).filter((event) => event !== 'alert-update')).toEqual([
      'message',
      'address-ended',
      'delivery-failed',
      'delivery-failed',
    ]);
  });

  test('is one task, however many of its texts fail, and one again after that was done', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    await world.clock.moveTo(noon + 60_000);
    await world.write('I want to die');
    const [alert] = await world.app.alerts();
    const [task, ...more] = (alert && openTasks(alert)) ?? [];
    expect(more).toEqual([]);
    const done = { type: 'task-done', by: 'Dana', task: task?.id ?? '', outcome: 'reached' } as const;
    await expect(world.app.act(alert?.id ?? '', { ...done, task: 'none' })).rejects.toMatchObject({
      code: 'TASK_UNKNOWN',
    });
    const close = { type: 'close', by: 'Dana', outcome: 'called', followUp: null } as const;
    await expect(world.app.act(alert?.id ?? '', close)).rejects.toMatchObject({ code: 'TASK_OPEN' });
    const stale = { ...close, seen: (alert?.version ?? 0) - 1 };
    await expect(world.app.act(alert?.id ?? '', stale)).rejects.toMatchObject({ code: 'ALERT_CHANGED' });
    const after = await world.app.act(alert?.id ?? '', done);
    expect('tasks' in after && after.tasks?.[0]?.done).toEqual({ at: noon + 60_000, by: 'Dana', outcome: 'reached' });
    expect((await world.app.act(alert?.id ?? '', close)).status).toBe('closed');
    await world.app.drained();
    expect((await aboutAlex(world))?.alerts.self?.status).toBe('closed');
    await world.write('I want to die');
    expect((await world.app.alerts()).flatMap(openTasks)).toHaveLength(1);
  });

  test('is told to the alert each time, so that its closing is the last word for the couple', async () => {
    const world = await aTimedWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    world.rehearsal.fail(phone, { code: '503' });
    await world.write('I want to die');
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    world.time.real += 1_000;
    await world.clock.moveTo(noon + 60_000);
    await world.app.drained();
    const [alert] = await world.app.alerts();
    const [task, ...more] = (alert && openTasks(alert)) ?? [];
    expect(more).toEqual([]);
    expect(alert?.pages.map(({ reason }) => reason)).toEqual(['message', 'undeliverable', 'message', 'undeliverable']);
    await world.app.act(alert?.id ?? '', { type: 'task-done', by: 'Dana', task: task?.id ?? '', outcome: 'reached' });
    await world.app.act(alert?.id ?? '', { type: 'close', by: 'Dana', outcome: 'called', followUp: null });
    await world.app.drained();
    expect((await aboutAlex(world))?.alerts.self?.status).toBe('closed');
  });

  test('is audited in both chains, and both verify', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    const [alert] = await world.app.alerts();
    await world.app.act(alert?.id ?? '', {
      type: 'task-done',
      by: 'Dana',
      task: alert?.tasks?.[0]?.id ?? '',
      outcome: 'reached',
    });
    const events = async (kind: 'couple' | 'alert', id: string) =>
      (await world.app.audit(kind, id)).map(({ event, facts }) => [event, facts?.['code'] ?? facts?.['counselor']]);
    expect(await events('couple', world.couple)).toEqual(
      expect.arrayContaining([
        ['address-ended', '403'],
        ['delivery-given-up', '403'],
      ]),
    );
    expect(await events('alert', alert?.id ?? '')).toEqual(
      expect.arrayContaining([
        ['task-opened', '403'],
        ['task-done', 'Dana'],
      ]),
    );
    expect(await world.app.verifyAudit()).toMatchObject({ broken: [] });
  });

  test('keeps its task when the bare turn said it, and nobody’s record can take it', async () => {
    const world = await aWorld(({ engine }) => ({
      engine: {
        ...engine,
        runTurn: (couple, event) => {
          if (event.type === 'alert-update') return engine.runTurn(couple, event);
          throw new Error('private words');
        },
      },
    }));
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    expect((await world.app.alerts()).flatMap(openTasks)).toMatchObject([{ code: '403' }]);
    expect(await world.store.nextEntryAt()).toBeNull();
  });

  test('asks for a human at once when the question was whether the partner is safe', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('', { unreadable: true });
    expect(await world.app.alerts()).toMatchObject([{ family: 'self', tasks: [{ kind: 'undeliverable' }] }]);
  });
});

describe('a page whose alert cannot be opened', () => {
  test('is tried again and again, and keeps no other page of the couple from a human meanwhile', async () => {
    const broken = { self: true };
    const world = await aTimedWorld(({ clock, keys }) => {
      const store = memoryStore({ real: () => clock.real() });
      const read: typeof store.read = async (kind, id) => {
        const isIt = () => id === keys.digest('alert', `${world.couple}|a|self`);
        if (kind === 'alert' && broken.self && isIt()) throw new CoachError('RECORD_UNREADABLE', 'Broken.');
        return store.read(kind, id);
      };
      return { store: { ...store, read } };
    });
    const families = async () => (await world.app.alerts()).map(({ family }) => family);
    await world.write('I want to die');
    expect(await families()).toEqual([]);
    world.time.real += 1_000;
    await world.write('he is strangling me right now');
    await world.app.drained();
    expect(await families()).toEqual(['violence']);
    broken.self = false;
    world.time.real += 20_000;
    await world.app.drained();
    expect([...(await families())].sort()).toEqual(['self', 'violence']);
  });
});

describe('a crash around a refusal', () => {
  // Each settle that is lost is a process that ended after the turns of that attempt were written.
  test.each([1, 2, 3])('leaves one open task and one end of the address (%d lost)', async (lost) => {
    const world = await aTimedWorld(({ clock }) => {
      const store = memoryStore({ real: () => clock.real() });
      let left = lost;
      const settle: typeof store.settle = async (lease, outcomes) => {
        if (lease.to !== 'a' || left-- <= 0) return store.settle(lease, outcomes);
        return { status: 'stale' };
      };
      return { store: { ...store, settle } };
    });
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('I want to die');
    for (let turn = 0; turn < 6; turn += 1) {
      world.time.real += 11_000;
      await world.app.drained();
    }
    expect(await world.parts.store.nextEntryAt()).toBeNull();
    expect((await world.app.alerts()).flatMap(({ tasks }) => tasks ?? [])).toHaveLength(1);
    const audits = (await world.app.audit('couple', world.couple)).map(({ event }) => event);
    expect(audits.filter((event) => event === 'address-ended')).toHaveLength(1);
    expect(audits.filter((event) => event === 'delivery-given-up')).toHaveLength(2);
  });
});

describe('an address that has ended', () => {
  test('lives again with the next message from there, which is answered', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('menu');
    expect(await endedAt(world)).toEqual([['sms', '403']]);
    world.rehearsal.work(phone);
    await world.write('menu', { reference: 'new' });
    expect(await endedAt(world)).toEqual([]);
    expect((await aboutAlex(world))?.addresses[0]?.reference).toBe('new');
    expect(world.said()).toEqual(['coach.still-open', 'menu.ask']);
  });

  test('is not ended by a refusal from before a message that came from there meanwhile', async () => {
    const world = await aWorld();
    let tries = 0;
    const channel = world.parts.channels.get('sms');
    const send = channel?.send.bind(channel);
    Object.assign(channel ?? {}, {
      send: async (outgoing: Parameters<NonNullable<typeof send>>[0]) => {
        tries += 1;
        if (tries > 1) return send?.(outgoing);
        await world.app.receive(world.inbound('I want to die'));
        return { ok: false, code: '403', permanent: true };
      },
    });
    await world.write('menu');
    await world.app.drained();
    expect(world.said()).toContain('crisis-self.first');
    expect(await endedAt(world)).toEqual([]);
  });

  test('gets no nudge: the occurrence is let go and the next is planned', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('menu');
    world.rehearsal.work(phone);
    await world.clock.moveTo(noon + 9 * hour);
    await world.app.runDue();
    await world.app.drained();
    expect(world.said()).toEqual([]);
    const skipped = (await world.app.history(`turn|${world.couple}|a`, 0)).map(({ data }) => data['skipped']);
    expect(skipped).toContain('no-address');
    expect((await aboutAlex(world))?.nudges[0]?.next).toBeGreaterThan(noon + 9 * hour);
  });

  test('leaves a reply as a dead letter, and the log says why', async () => {
    const world = await aWorld();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.write('menu');
    const log = await world.app.history(`turn|${world.couple}|a`, 0);
    expect(log.at(-1)?.data).toMatchObject({ event: 'delivery-failed', lane: 'reply', code: '403' });
    const turn = world.parts.newId().slice(3);
    const letters = await Promise.all(
      Array.from({ length: Number(turn) }, (_, n) => [0, 1, 2, 3].map((k) => `id-${n}.${k}`))
        .flat()
        .map((id) => world.store.records({ stream: deadLetterStream('couple', world.couple, id), after: 0, limit: 9 })),
    );
    expect(letters.flat()).toHaveLength(1);
    expect(await world.app.alerts()).toEqual([]);
  });

  test('has a counselor see that the words did not arrive', async () => {
    const world = await aWorld();
    await world.write('I want to die');
    const [alert] = await world.app.alerts();
    world.rehearsal.fail(phone, { code: '403', permanent: true });
    await world.app.act(alert?.id ?? '', { type: 'say', by: 'Dana', words: 'Can I call you?' });
    await world.app.drained();
    expect((await world.app.alerts()).flatMap(openTasks)).toMatchObject([{ code: '403' }]);
    expect((await world.app.alerts())[0]).toMatchObject({ status: 'taken-over', holder: 'Dana' });
  });
});

describe('a failure that passes', () => {
  test('never ends an address, and a crisis text is delivered once after hours of it', async () => {
    const world = await aTimedWorld();
    world.rehearsal.fail(phone, { code: '503' });
    await world.write('I want to die');
    let tries = 0;
    for (const end = world.time.real + 6 * hour; world.time.real < end; tries += 1) {
      const next = await world.parts.store.nextEntryAt();
      expect((next ?? Number.POSITIVE_INFINITY) - world.time.real).toBeLessThanOrEqual(10_000);
      world.time.real = Math.max(world.time.real + 1, next ?? 0);
      await world.app.drained();
    }
    expect(tries).toBeGreaterThan(2_000);
    expect(await endedAt(world)).toEqual([]);
    world.rehearsal.work(phone);
    world.time.real += 10_000;
    await world.app.drained();
    expect(world.said().filter((key) => key === 'crisis-self.first')).toHaveLength(1);
    expect(world.told.filter(({ message }) => message.kind === 'fallback')).toHaveLength(1);
  });

  test('has a crisis text use the other address without waiting for the first', async () => {
    const world = await aTimedWorld();
    await withSecondAddress(world);
    const sms = world.parts.channels.get('sms');
    Object.assign(sms ?? {}, { send: async () => ({ ok: false, code: '429', retryAfterMs: hour }) });
    await world.write('I want to die');
    world.time.real += 1_000;
    await world.app.drained();
    expect(world.said(teams)).toContain('crisis-self.first');
  });
});

describe('what a provider says', () => {
  test('reaches neither log nor record unless it has the shape of a code', async () => {
    const world = await aWorld();
    for (const code of ['canary words of alex', '+15550100', '15550100', 'canary', 'Canary\nwords', 'x'.repeat(90)]) {
      world.rehearsal.fail(phone, { code, permanent: true });
      await world.write('I want to die');
    }
    expect(await endedAt(world)).toEqual([['sms', codeUnknown]]);
    const log = JSON.stringify(await world.app.history(`turn|${world.couple}|a`, 0));
    const kept = [
      ...world.log.lines,
      log,
      JSON.stringify(await world.app.alerts()),
      JSON.stringify(await aboutAlex(world)),
    ];
    expect(kept.join('\n')).toContain(codeUnknown);
    expect(kept.join('\n').replaceAll('"id":"+15550100"', '')).not.toMatch(/canary|15550100|xxx/i);
  });
});
