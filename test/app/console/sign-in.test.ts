import { describe, expect, test } from '@jest/globals';
import { anAccount, aPassword, credentials, digitsOf } from '../../support/accounts.ts';
import { aWorld } from '../../support/app.ts';

/** A world whose real time is moved by hand. */
async function aSignInWorld() {
  let real = Date.parse('2026-11-29T10:00:00Z');
  const world = await aWorld(({ clock }) => ({ credentials, clock: { now: () => clock.now(), real: () => real } }));
  const { signIn, accounts } = world.app.console;
  const events = async (login: string) =>
    (await world.app.audit('account', accounts.idOf(login))).map(({ event }) => event);
  return {
    ...{ world, signIn, accounts, events },
    real: () => real,
    later: (ms: number) => {
      real += ms;
    },
    anAccount: (login: string, roles: Parameters<typeof anAccount>[2] = ['counselor']) =>
      anAccount(world.app, login, roles, { real: () => real }),
  };
}

const minute = 60_000;
const refusal = (code: string) => expect.objectContaining({ code });

describe('signing in', () => {
  test('takes a password and then a code of the app, which works once', async () => {
    const { signIn, anAccount: make, real, later, events } = await aSignInWorld();
    const { secret, seen } = await make('dana');
    await signIn.leave(seen);
    expect(await signIn.seen(seen.cookie)).toBeNull();
    const half = await signIn.enter('dana', aPassword);
    expect(half.session.state).toBe('second-factor');
    const code = digitsOf(secret, real());
    const whole = await signIn.code(half, code);
    expect(whole.session.state).toBe('signed-in');
    // The token of before the code is nobody's.
    expect(await signIn.seen(half.cookie)).toBeNull();
    expect((await signIn.seen(whole.cookie))?.account.name).toBe('Dana');
    await expect(signIn.code(await signIn.enter('dana', aPassword), code)).rejects.toEqual(refusal('SIGN_IN_FAILED'));
    later(30_000);
    expect((await signIn.code(await signIn.enter('dana', aPassword), digitsOf(secret, real()))).csrf).not.toBe(
      whole.csrf,
    );
    expect(await events('dana')).toEqual([
      ...['account-set', 'link-issued', 'link-used', 'password-set', 'factor-set', 'signed-in', 'signed-out'],
      ...['signed-in', 'sign-in-failed', 'signed-in'],
    ]);
  });

  test('takes a recovery code instead, however it is typed, once', async () => {
    const { signIn, anAccount: make } = await aSignInWorld();
    const { codes } = await make('dana');
    const [first = ''] = codes;
    const seen = await signIn.code(await signIn.enter('dana', aPassword), ` ${first.toUpperCase().replace('-', ' ')}`);
    expect(seen.account.factor?.recovery.length).toBe(9);
    await expect(signIn.code(await signIn.enter('dana', aPassword), first)).rejects.toEqual(refusal('SIGN_IN_FAILED'));
  });

  test('tells nobody whether a name, a password or a role is what is missing', async () => {
    const { signIn, anAccount: make, accounts } = await aSignInWorld();
    await make('dana');
    await make('gone');
    await accounts.actOn('gone', { type: 'set', name: 'Gone', roles: [], by: 'test' });
    await accounts.actOn('half', { type: 'set', name: 'Half', roles: ['counselor'], by: 'test' });
    const half = await signIn.useLink((await signIn.issueLink('half', 'test')).link);
    await signIn.choosePassword(half, aPassword, undefined);
    const said = [];
    for (const [login, password] of [
      ['dana', 'wrong'],
      ['nobody', aPassword],
      ['gone', aPassword],
      // A password without a second factor opens nothing.
      ['half', aPassword],
    ] as const)
      said.push(await signIn.enter(login, password).catch(({ code, message }) => `${code} ${message}`));
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toMatch(/^SIGN_IN_FAILED/);
  });

  test('is locked after wrong tries, for a name that nobody has as well, and opens again by itself', async () => {
    const { signIn, anAccount: make, later } = await aSignInWorld();
    const { seen } = await make('dana');
    for (const login of ['dana', 'nobody']) {
      for (let tries = 0; tries < 4; tries += 1)
        await expect(signIn.enter(login, 'wrong')).rejects.toEqual(refusal('SIGN_IN_FAILED'));
      await expect(signIn.enter(login, 'wrong')).rejects.toEqual(refusal('TOO_MANY_REQUESTS'));
      await expect(signIn.enter(login, aPassword)).rejects.toEqual(
        expect.objectContaining({ code: 'TOO_MANY_REQUESTS', details: { retryAfter: 60 } }),
      );
    }
    // Whoever was in already stays in: a counselor at work is not locked out from outside.
    expect(await signIn.seen(seen.cookie)).not.toBeNull();
    later(minute);
    await expect(signIn.enter('dana', 'wrong')).rejects.toEqual(refusal('TOO_MANY_REQUESTS'));
    await expect(signIn.enter('dana', aPassword)).rejects.toEqual(
      expect.objectContaining({ details: { retryAfter: 120 } }),
    );
    later(2 * minute);
    expect((await signIn.enter('dana', aPassword)).session.state).toBe('second-factor');
  });

  test('counts wrong codes as well: nobody tries a million', async () => {
    const { signIn, anAccount: make, real, later } = await aSignInWorld();
    const { secret } = await make('dana');
    later(minute);
    const half = await signIn.enter('dana', aPassword);
    const right = digitsOf(secret, real());
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 4; tries += 1)
      await expect(signIn.code(half, wrong)).rejects.toEqual(refusal('SIGN_IN_FAILED'));
    await expect(signIn.code(half, wrong)).rejects.toEqual(refusal('TOO_MANY_REQUESTS'));
    await expect(signIn.code(half, right)).rejects.toEqual(refusal('TOO_MANY_REQUESTS'));
    await expect(signIn.enter('dana', aPassword)).rejects.toEqual(refusal('TOO_MANY_REQUESTS'));
  });
});

test('whoever has the password alone sets up no other app, and no other password', async () => {
  const { signIn, anAccount: make, real, later } = await aSignInWorld();
  const { seen } = await make('dana');
  const half = await signIn.enter('dana', aPassword);
  await expect(signIn.offerFactor(half)).rejects.toEqual(refusal('SIGNED_OUT'));
  await expect(signIn.confirmFactor(half, '000000')).rejects.toEqual(refusal('SIGNED_OUT'));
  await expect(signIn.choosePassword(half, 'another four long words', aPassword)).rejects.toEqual(
    refusal('SIGNED_OUT'),
  );
  // Who is in shows the password again before another app takes the place of theirs.
  later(11 * minute);
  await expect(signIn.offerFactor(seen)).rejects.toEqual(refusal('REAUTH_NEEDED'));
  const { secret } = await signIn.offerFactor(await signIn.confirm(seen, { password: aPassword }));
  expect((await signIn.confirmFactor(seen, digitsOf(secret, real()))).seen.session.state).toBe('signed-in');
});

describe('a session', () => {
  test('ends without anything done for an hour, and in any case after twelve', async () => {
    const { signIn, anAccount: make, later } = await aSignInWorld();
    const { seen } = await make('dana');
    for (let half = 0; half < 23; half += 1) {
      later(30 * minute);
      const still = await signIn.seen(seen.cookie);
      expect(still).not.toBeNull();
      if (still) await signIn.touch(still);
    }
    later(30 * minute);
    expect(await signIn.seen(seen.cookie)).toBeNull();
    const { seen: other } = await make('lee');
    later(60 * minute);
    expect(await signIn.seen(other.cookie)).toBeNull();
  });

  test('is fresh for ten minutes, and again once the password was shown', async () => {
    const { signIn, anAccount: make, later, real } = await aSignInWorld();
    const { seen } = await make('dana');
    later(11 * minute);
    await expect(signIn.confirm(seen, { password: 'wrong' })).rejects.toEqual(refusal('SIGN_IN_FAILED'));
    const fresh = await signIn.confirm(seen, { password: aPassword });
    expect(fresh.session.confirmedAt).toBe(real());
  });

  test('ends with a new password, but for the one that chose it; the old password must be known', async () => {
    const { signIn, anAccount: make, later, real } = await aSignInWorld();
    const { seen, secret } = await make('dana');
    later(minute);
    const other = await signIn.code(await signIn.enter('dana', aPassword), digitsOf(secret, real()));
    const next = 'another four long words';
    await expect(signIn.choosePassword(seen, next, 'wrong')).rejects.toEqual(refusal('SIGN_IN_FAILED'));
    await expect(signIn.choosePassword(seen, 'danadanadana', aPassword)).rejects.toEqual(refusal('PASSWORD_WEAK'));
    await signIn.choosePassword(seen, next, aPassword);
    expect(await signIn.seen(other.cookie)).toBeNull();
    expect(await signIn.seen(seen.cookie)).not.toBeNull();
    await expect(signIn.enter('dana', aPassword)).rejects.toEqual(refusal('SIGN_IN_FAILED'));
  });

  test('is known by the store alone: nothing of its token stands there', async () => {
    const { signIn, anAccount: make, world } = await aSignInWorld();
    const { seen } = await make('dana');
    const [, token = ''] = seen.cookie.split('.');
    const rows = JSON.stringify(await world.store.scan('account', { after: '', limit: 9 }));
    expect(rows).not.toContain(token);
    expect(rows).not.toMatch(/dana/i);
    const forged = `${seen.cookie.slice(0, -1)}${seen.cookie.endsWith('A') ? 'B' : 'A'}`;
    expect(await signIn.seen(forged)).toBeNull();
  });
});

describe('a one-time link', () => {
  test('works once, for 15 minutes, and a newer one takes its place', async () => {
    const { signIn, accounts, later } = await aSignInWorld();
    await accounts.actOn('dana', { type: 'set', name: 'Dana', roles: ['admin'], by: 'test' });
    const old = await signIn.issueLink('dana', 'test');
    const { link } = await signIn.issueLink('dana', 'test');
    await expect(signIn.useLink(old.link)).rejects.toEqual(refusal('LINK_INVALID'));
    expect((await signIn.useLink(link)).session.state).toBe('enrolling');
    await expect(signIn.useLink(link)).rejects.toEqual(refusal('LINK_INVALID'));
    const late = await signIn.issueLink('dana', 'test');
    later(15 * minute);
    await expect(signIn.useLink(late.link)).rejects.toEqual(refusal('LINK_INVALID'));
    await expect(signIn.useLink('nonsense')).rejects.toEqual(refusal('LINK_INVALID'));
    await expect(signIn.issueLink('nobody', 'test')).rejects.toEqual(refusal('NOT_FOUND'));
  });

  test('opens the console for nobody before a second factor is confirmed', async () => {
    const { signIn, accounts, real } = await aSignInWorld();
    await accounts.actOn('dana', { type: 'set', name: 'Dana', roles: ['admin'], by: 'test' });
    const seen = await signIn.useLink((await signIn.issueLink('dana', 'test')).link);
    // Without a password of one's own there is no second factor.
    const early = await signIn.offerFactor(seen);
    await expect(signIn.confirmFactor(seen, digitsOf(early.secret, real()))).rejects.toEqual(refusal('SIGNED_OUT'));
    await signIn.choosePassword(seen, aPassword, undefined);
    expect(await signIn.isOpen()).toBe(false);
    const { secret, uri } = await signIn.offerFactor(seen);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Side%20by%20Side:dana\?/);
    const right = digitsOf(secret, real());
    const wrong = right === '000000' ? '000001' : '000000';
    await expect(signIn.confirmFactor(seen, wrong)).rejects.toEqual(refusal('CODE_WRONG'));
    const { codes, seen: signed } = await signIn.confirmFactor(seen, right);
    expect([new Set(codes).size, signed.session.state, await signIn.isOpen()]).toEqual([10, 'signed-in', true]);
    expect(await signIn.seen(seen.cookie)).toBeNull();
  });
});

test('the clinic’s own sign-in is believed for the person whom it named first', async () => {
  const { signIn, anAccount: make } = await aSignInWorld();
  await make('dana');
  expect((await signIn.come('dana', 'subject-1')).session.state).toBe('signed-in');
  expect((await signIn.come('dana', 'subject-1')).account.subject).toBe('subject-1');
  await expect(signIn.come('dana', 'subject-2')).rejects.toEqual(refusal('SIGN_IN_FAILED'));
  await expect(signIn.come('nobody', 'subject-3')).rejects.toEqual(refusal('SIGN_IN_FAILED'));
});

test('what is kept of accounts verifies like everything else', async () => {
  const { anAccount: make, world } = await aSignInWorld();
  await make('dana');
  const { broken, chains } = await world.app.verifyAudit();
  expect([broken, chains]).toEqual([[], 2]);
});
