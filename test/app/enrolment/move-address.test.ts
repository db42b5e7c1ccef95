import { describe, expect, test } from '@jest/globals';
import { holdMs } from '../../../src/domain/hold.ts';
import { aWorld } from '../../support/app.ts';
import { memoryStore } from '../../support/memory-store.ts';

const phone = '+15550100';
const asked = { channel: 'sms', address: phone, by: 'Dana', checked: 'in person, with a card' } as const;

/** A world with a second couple, C-018, whose Kim has Teams. */
async function twoCouples() {
  const time = { real: Date.now() };
  const real = () => time.real;
  const world = await aWorld((parts) => ({
    store: memoryStore({ real }),
    clock: { now: () => parts.clock.now(), real },
  }));
  const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null } as const;
  const other = await world.app.enrol({
    ...{ caseCode: 'C-018', relationship: 'family', b: null },
    a: { ...spec, name: 'Kim', channel: 'teams', address: 'kim' },
  });
  return { ...world, other, time };
}

type World = Awaited<ReturnType<typeof twoCouples>>;

async function pass(world: World, ms: number): Promise<void> {
  world.time.real += ms;
  await world.clock.moveTo(world.clock.now() + ms);
  await world.app.runDue();
  await world.app.drained();
}

const whose = async (world: World) => world.app.whose('sms', phone);
const addressesOf = async (world: World, id: string) =>
  (await world.app.couple(id))?.a.addresses.map(({ channel }) => channel);
const events = async (world: World, id: string) =>
  (await world.app.audit('couple', id)).map(({ event }) => event).filter((event) => /hold|address/.test(event));

describe('an address that a counselor moves to another person', () => {
  test('stays where it is for 72 hours, and is theirs then, without a word to anybody', async () => {
    const world = await twoCouples();
    const hold = await world.app.moveAddress({ ...asked, toCase: 'C-018', toSide: 'a' });
    expect(hold).toMatchObject({ kind: 'address-move', caseCode: 'C-017', side: 'a', channel: 'sms', by: 'Dana' });
    expect(JSON.stringify(hold)).not.toContain(phone);
    const said = world.rehearsal.sent.filter(({ lane }) => lane !== 'nudge').length;
    await pass(world, holdMs - 1);
    expect(await whose(world)).toMatchObject({ id: world.couple });
    await pass(world, 1);
    expect(await whose(world)).toEqual({ id: world.other, side: 'a' });
    expect(await addressesOf(world, world.couple)).toEqual([]);
    expect(await addressesOf(world, world.other)).toEqual(['teams', 'sms']);
    expect(world.rehearsal.sent.filter(({ lane }) => lane !== 'nudge')).toHaveLength(said);
    expect(await events(world, world.couple)).toEqual(['hold-placed', 'address-moved', 'addresses-changed']);
    expect((await world.app.verifyAudit()).broken).toEqual([]);
  });

  test('is heard as its new person’s from then on', async () => {
    const world = await twoCouples();
    await world.app.moveAddress({ ...asked, toCase: 'C-018', toSide: 'a' });
    await pass(world, holdMs);
    await world.write('I want to die');
    expect((await world.app.alerts()).map(({ couple }) => couple)).toEqual([world.other]);
  });

  test('can move to the other partner of the same couple', async () => {
    const world = await twoCouples();
    await world.app.moveAddress({ ...asked, toCase: 'C-017', toSide: 'b' });
    await pass(world, holdMs);
    expect(await whose(world)).toEqual({ id: world.couple, side: 'b' });
  });

  test('stays for good where the move is taken back', async () => {
    const world = await twoCouples();
    const { id } = await world.app.moveAddress({ ...asked, toCase: 'C-018', toSide: 'a' });
    expect(await world.app.holds('C-017')).toMatchObject([{ id }]);
    await world.app.cancelHold('C-017', id, 'Dana');
    expect(await world.app.holds('C-017')).toEqual([]);
    await expect(world.app.cancelHold('C-017', id, 'Dana')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await pass(world, holdMs * 2);
    expect(await whose(world)).toMatchObject({ id: world.couple });
    expect(await events(world, world.couple)).toEqual(['hold-placed', 'hold-cancelled']);
  });

  test('waits for as long as the case of its person is open', async () => {
    const world = await twoCouples();
    await world.app.moveAddress({ ...asked, toCase: 'C-018', toSide: 'a' });
    await world.write('I want to die');
    await pass(world, holdMs);
    expect(await whose(world)).toMatchObject({ id: world.couple });
    const [alert] = await world.app.alerts();
    await world.app.act(alert?.id ?? '', { type: 'close', by: 'Dana', outcome: 'handled', followUp: null });
    await world.app.drained();
    await pass(world, 3_600_000);
    expect(await whose(world)).toEqual({ id: world.other, side: 'a' });
  });

  test('asked for again, or for somebody else, waits anew', async () => {
    const world = await twoCouples();
    await world.app.moveAddress({ ...asked, toCase: 'C-018', toSide: 'a' });
    await pass(world, holdMs / 2);
    await world.app.moveAddress({ ...asked, toCase: 'C-017', toSide: 'b' });
    expect(await world.app.holds('C-017')).toHaveLength(1);
    await pass(world, holdMs / 2);
    expect(await whose(world)).toMatchObject({ id: world.couple, side: 'a' });
  });

  test.each([
    ['a case that is not there', { toCase: 'C-999', toSide: 'a' }, 'NOT_FOUND'],
    ['an empty side', { toCase: 'C-018', toSide: 'b' }, 'NOT_FOUND'],
    ['who has it already', { toCase: 'C-017', toSide: 'a' }, 'ADDRESS_TAKEN'],
    ['anybody, where nobody has it', { toCase: 'C-018', toSide: 'a', address: '+15559999' }, 'NOT_FOUND'],
  ] as const)('to %s is refused', async (_who, more, code) => {
    const world = await twoCouples();
    await expect(world.app.moveAddress({ ...asked, ...more })).rejects.toMatchObject({ code });
    expect(await world.app.holds('C-017')).toEqual([]);
  });
});
