import { describe, expect, test } from '@jest/globals';
import type { InviteCode } from '../../../src/app/enrolment/enrol.ts';
import { defaultPaces } from '../../../src/app/inbound/pacing.ts';
import { aWorld } from '../../support/app.ts';

const person = { language: 'en', zone: 'America/Chicago', checkIn: '20:00' } as const;
const kim = '+15550177';

/** A world with a couple of which Kim may join by SMS and by Teams; Lee has no code. */
async function invited(change?: Parameters<typeof aWorld>[0]) {
  const world = await aWorld(change);
  const { id, codes } = await world.app.invite({
    caseCode: 'C-020',
    relationship: 'romantic',
    a: { ...person, name: 'Kim', invites: ['sms', 'teams'] },
    b: { ...person, name: 'Lee', invites: ['sms'] },
  });
  const code = (channel: string, side = 'a') =>
    (codes.find((each) => each.channel === channel && each.side === side) as InviteCode).code;
  return { ...world, id, code };
}

describe('an invite code', () => {
  test('makes its sender the partner, once, however often it arrives', async () => {
    const world = await invited();
    const inbound = world.inbound(world.code('sms'), { address: kim });
    expect(await world.app.receive(inbound)).toBe('committed');
    expect(await world.app.receive(inbound)).toBe('duplicate');
    await world.app.drained();
    expect(await world.app.whose('sms', kim)).toEqual({ id: world.id, side: 'a' });
    expect(world.said(kim)).toEqual(['consent.hello', 'consent.adult']);
    const couple = await world.app.couple(world.id);
    expect(couple?.a.addresses).toEqual([{ channel: 'sms', id: kim, verified: true }]);
    expect(couple?.a.invites.map((invite) => invite.channel)).toEqual(['teams']);
  });

  test('lets in one of two who send it at once; the other is told nothing of why', async () => {
    const world = await invited();
    const others = [kim, '+15550178'].map((address) => world.inbound(world.code('sms'), { address }));
    await Promise.all(others.map((each) => world.app.receive(each)));
    await world.app.drained();
    const first = [kim, '+15550178'].map((address) => world.said(address)[0]);
    expect(new Set(first)).toEqual(new Set(['coach.code-unknown', 'consent.hello']));
  });

  test('works on its own channel only', async () => {
    const world = await invited();
    await world.write(world.code('teams'), { address: kim });
    expect(world.said(kim)).toEqual(['coach.code-unknown']);
    expect(await world.app.whose('sms', kim)).toBeNull();
  });

  test('is not taken from a message that sounds like a crisis', async () => {
    const heard = {
      level: 'urgent',
      categories: ['suicide'],
      matches: [{ rule: 'r', category: 'suicide', level: 'urgent', about: 'self', language: 'en', span: [0, 1] }],
    };
    const screen = () => ({ next: () => ({ done: true, value: heard }) });
    const world = await invited(() => ({ screen: screen as never }));
    await world.write(world.code('sms'), { address: kim });
    expect(await world.app.whose('sms', kim)).toBeNull();
    expect(await world.app.alerts()).toHaveLength(1);
  });

  test('what is written right after it is the partner’s already', async () => {
    const world = await invited();
    const texts = [world.code('sms'), 'yes', 'I agree', 'yes'];
    await Promise.all(texts.map((text) => world.app.receive(world.inbound(text, { address: kim }))));
    await world.app.drained();
    expect((await world.app.couple(world.id))?.a).toMatchObject({ consent: { status: 'given' }, textsAgreed: true });
    expect(world.said(kim).at(-1)).toBe('consent.phone');
    const audit = await world.app.audit('couple', world.id);
    expect(audit.map((entry) => entry.event)).toEqual([
      ...['enrolled', 'enrolled', 'addresses-changed', 'consent-given', 'texts-agreed'],
    ]);
  });

  test('a turn that throws while joining still answers the message, and a crisis after it', async () => {
    const world = await invited((parts) => ({
      engine: {
        ...parts.engine,
        runTurn: (couple, event) => {
          if (event.type === 'joining') throw new Error('boom');
          return parts.engine.runTurn(couple, event);
        },
      },
    }));
    await world.write(world.code('sms'), { address: kim });
    await world.write('I want to die', { address: kim });
    expect(world.said(kim).slice(0, 2)).toEqual(['coach.code-unknown', 'crisis-self.first']);
    expect(await world.app.alerts()).toHaveLength(1);
  });

  test('a second channel asks only what it needs', async () => {
    const world = await invited();
    for (const text of [world.code('teams'), 'yes', 'agree', 'only me', 'right', '1', 'skip'])
      await world.write(text, { channel: 'teams', address: '29:kim' });
    await world.write(world.code('sms'), { address: kim });
    expect(world.said(kim)).toEqual(['consent.texts']);
    await world.write('send texts', { address: kim });
    expect(world.said(kim)).toEqual(['consent.texts', 'consent.texts-kept']);
  });

  test('can be made anew: the old one is worth nothing then', async () => {
    const world = await invited();
    const old = world.code('sms');
    const { code } = await world.app.inviteAgain('c-020', 'a', 'sms');
    await world.write(old, { address: kim });
    await world.write(code, { address: kim });
    expect(world.said(kim)).toEqual(['coach.code-unknown', 'consent.hello', 'consent.adult']);
  });

  test('a case code is given once', async () => {
    const world = await invited();
    const again = {
      caseCode: 'c-020',
      relationship: 'friends',
      a: { ...person, name: 'X', invites: ['sms'] },
      b: null,
    } as const;
    await expect(world.app.invite(again)).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    await expect(world.app.inviteAgain('C-999', 'a', 'sms')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the PIN that was chosen stands in no turn log', async () => {
    const world = await invited();
    for (const text of [world.code('teams'), 'yes', 'agree', 'only me', 'right', '1', '471199'])
      await world.write(text, { channel: 'teams', address: '29:kim' });
    const log = await world.app.history(`turn|${world.id}|a`, 0);
    expect(log.length).toBeGreaterThan(5);
    expect(JSON.stringify(log)).not.toContain('471199');
  });
});

test('strangers may try five codes, and then wait; a stranger who wrote before is still answered', async () => {
  const world = await invited(() => ({ paces: defaultPaces }));
  await world.write('hello', { address: kim });
  for (let count = 0; count < 8; count += 1) await world.write('K7MA-2QWX', { address: kim });
  // Two more are answered, not tried: nobody can tell which. Then it is quiet.
  expect(world.said(kim)).toEqual(['coach.stranger', ...Array.from({ length: 7 }, () => 'coach.code-unknown')]);
  await world.write(world.code('sms'), { address: kim });
  expect(await world.app.whose('sms', kim)).toBeNull();
  await world.write(world.code('sms'), { address: '+15550178' });
  expect(await world.app.whose('sms', '+15550178')).not.toBeNull();
});
