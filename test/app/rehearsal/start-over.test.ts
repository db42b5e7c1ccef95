import { describe, expect, test } from '@jest/globals';
import type { CoupleSpec } from '../../../src/app/enrolment/enrol.ts';
import { loadKept } from '../../../src/app/rehearsal/kept.ts';
import { openRehearsal } from '../../../src/app/rehearsal/rehearsal.ts';
import { aWorld } from '../../support/app.ts';
import { noon } from '../../support/engine.ts';

const person = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;
/** The couple of `aWorld`, as it is enrolled there. */
const spec: CoupleSpec = {
  caseCode: 'C-017',
  relationship: 'romantic',
  a: { ...person, name: 'Alex', channel: 'sms', address: '+15550100' },
  b: { ...person, name: 'Sam', channel: 'teams', address: 'sam' },
};

async function aRehearsal() {
  const world = await aWorld();
  const stream = `turn|${world.couple}|a`;
  const open = () => openRehearsal({ ...world, spec, streams: [stream] });
  return { ...world, stream, open, rehearsal: await open() };
}

describe('a rehearsal that starts over', () => {
  test('is as on its first start: partners, alerts and clock', async () => {
    const { app, couple, rehearsal, write } = await aRehearsal();
    const first = await app.couple(couple);
    await write('I want to die');
    const [raised] = await app.alerts();
    await app.act(raised?.id ?? '', { type: 'take-over', by: 'Dana' });
    await write('STOP');
    await rehearsal.advanceTo(async (now) => now + 2 * 86_400_000);
    await rehearsal.startOver();
    const again = await app.couple(couple);
    expect([again?.a, again?.b]).toEqual([first?.a, first?.b]);
    expect(rehearsal.now()).toBe(noon);
    expect(await app.alerts()).toMatchObject([{ id: raised?.id, occurrence: 0, status: 'closed', pages: [] }]);
    expect(await app.verifyAudit()).toMatchObject({ broken: [] });
    expect((await app.audit('couple', couple)).map(({ event }) => event)).toContain('started-over');
  });

  test('hears the next crisis as the first one: answered, and one alert raised', async () => {
    const { app, rehearsal, write, said } = await aRehearsal();
    await write('I want to die');
    const [before] = await app.alerts();
    await rehearsal.startOver();
    const known = said().length;
    await write('I want to kill myself');
    expect(said().slice(known)[0]).toMatch(/^crisis/);
    expect(await app.alerts()).toMatchObject([{ id: before?.id, occurrence: 1, status: 'open', level: 'urgent' }]);
    await app.act(before?.id ?? '', { type: 'claim', by: 'Dana' });
    await app.drained();
    expect(said().at(-1)).toBe('coach.claimed');
  });

  test('takes nothing of what was recorded away, and knows after a restart where it began', async () => {
    const { app, rehearsal, write, stream, open, store } = await aRehearsal();
    await write('menu');
    const told = (await app.history(stream, 0)).length;
    await rehearsal.startOver();
    expect(await app.history(stream, 0)).toHaveLength(told);
    expect(await app.history(stream, rehearsal.before(stream))).toEqual([]);
    expect((await open()).before(stream)).toBe(rehearsal.before(stream));
    expect((await loadKept(store)).began[stream]).toBeGreaterThan(0);
  });

  test('touches no couple but the sample', async () => {
    const { app, couple, write, ...world } = await aRehearsal();
    const other = await openRehearsal({
      ...{ app, clock: world.clock, store: world.store, couple },
      ...{ spec: { ...spec, caseCode: 'C-001' }, streams: [] },
    });
    await write('menu');
    const before = await app.couple(couple);
    await expect(other.startOver()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await app.couple(couple)).toEqual(before);
  });
});
