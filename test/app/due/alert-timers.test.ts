import { describe, expect, test } from '@jest/globals';
import { rehearsedRoster } from '../../../src/adapters/rehearsal/on-call.ts';
import { createAlerts } from '../../../src/app/aggregates/alert.ts';
import { createUpdate } from '../../../src/app/aggregates/update.ts';
import { createVault } from '../../../src/app/aggregates/vault.ts';
import { createAuditRecorder } from '../../../src/app/audit/record.ts';
import { createLaneQueue } from '../../../src/app/outbox/lane-queue.ts';
import { advance } from '../../../src/app/rehearsal/rehearse.ts';
import { duties } from '../../../src/domain/staff/rota.ts';
import { alertDueBy, delayTimer, nextAlertWake } from '../../../src/engine/alert/alert-timers.ts';
import { aWorld } from '../../support/app.ts';
import { noon } from '../../support/engine.ts';

/** A world with an open alert, and a hand that sets its timers. */
async function anAlert() {
  const world = await aWorld();
  await world.write('I want to die');
  const [alert] = await world.app.alerts();
  if (!alert) throw new Error('no alert');
  const { parts, store } = world;
  const vault = createVault(parts.store, parts.keys);
  const alerts = createAlerts(
    createUpdate(parts, vault, createAuditRecorder(vault, parts.clock), createLaneQueue()),
    parts,
  );
  const set = (...timers: readonly { readonly id: string; readonly due: number }[]) =>
    alerts.change(alert.id, (each) => ({ ...each, timers }));
  return { ...world, alert, set, claimed: () => store.claimDue({ at: noon + 30_000, worker: 'w', limit: 10 }) };
}

const timersOf = async ({ app }: Awaited<ReturnType<typeof anAlert>>) => (await app.alerts())[0]?.timers;

describe('the timers of an alert', () => {
  test('run when they are due, by the loop that runs a couple’s', async () => {
    const world = await anAlert();
    await world.set({ id: 'soon', due: noon + 20_000 }, { id: 'later', due: noon + 3_600_000 });
    await world.clock.moveTo(noon + 30_000);
    await world.app.runDue();
    expect(await timersOf(world)).toEqual([{ id: 'later', due: noon + 3_600_000 }]);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });

  test('call backup, lead and everyone while nobody claims', async () => {
    const world = await aWorld();
    world.onCall.set(rehearsedRoster(duties.map((duty) => ({ name: duty, duty, ways: ['sms'] }))));
    await world.write('I want to die');
    const [alert] = await world.app.alerts();
    await advance(world.app, world.clock, noon + 10 * 60_000);
    const called = world.told.map(({ address }) => address);
    expect({ level: alert?.level, called }).toEqual({
      level: 'urgent',
      called: ['sms:primary', 'sms:backup', 'sms:lead'],
    });
    await world.app.act(alert?.id ?? '', { type: 'claim', by: 'Dana' });
    await advance(world.app, world.clock, noon + 5 * 3_600_000);
    // The lead, once more: nobody has written to the partner after 15 min.
    expect(world.told.slice(3)).toMatchObject([{ address: 'sms:lead' }]);
  });

  test('belong to a crisis: they are claimed before all else', async () => {
    const world = await anAlert();
    await world.set({ id: 'soon', due: noon + 20_000 });
    expect(await world.claimed()).toMatchObject([{ kind: 'alert', id: world.alert.id, urgent: true }]);
  });

  test('wait for none that is not due', async () => {
    const world = await anAlert();
    await world.set({ id: 'later', due: noon + 40_000 });
    expect((await world.claimed()).filter(({ kind }) => kind === 'alert')).toEqual([]);
  });

  test('are run in the order of their instants, and tried again, always, after an event that threw', async () => {
    const { alert } = await anAlert();
    const two = {
      ...alert,
      timers: [
        { id: 'second', due: 2 },
        { id: 'first', due: 1 },
      ],
    };
    expect(alertDueBy(two, 2).map(({ id }) => id)).toEqual(['first', 'second']);
    let failing = two;
    for (let count = 0; count < 10; count += 1)
      failing = {
        ...two,
        timers: [...(delayTimer(failing, alertDueBy(failing, 1e12)[0] ?? { id: '', due: 0 }, 10).timers ?? [])],
      };
    expect(failing.timers).toHaveLength(2);
    expect(nextAlertWake(failing)).toBeGreaterThan(10);
  });
});
