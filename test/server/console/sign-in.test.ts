import { afterEach, describe, expect, test } from '@jest/globals';
import { anAccount, aPassword, digitsOf } from '../../support/accounts.ts';
import { aClient, aConsoleWorld } from '../../support/console-world.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function aWorldOf(...given: Parameters<typeof aConsoleWorld>) {
  const world = await aConsoleWorld(...given);
  close = world.close;
  return world;
}

/** A link for somebody new, as the command line makes it. */
async function aLink({ app }: Awaited<ReturnType<typeof aConsoleWorld>>, login = 'dana'): Promise<string> {
  await app.console.people.setAccount({ id: login, name: 'Dana', roles: ['admin', 'supervisor'] }, 'test');
  return (await app.console.signIn.issueLink(login, 'test')).link;
}

describe('before anybody has a second factor', () => {
  test('the API answers nobody but the holder of a link, who sets up a password, an app, and is in', async () => {
    const world = await aWorldOf();
    const stranger = world.anybody();
    for (const path of ['me', 'alerts', 'requests', 'alerts/x', 'events'])
      expect(await stranger.get(path)).toMatchObject({ status: 403, code: 'CONSOLE_CLOSED' });
    expect(await stranger.post('sign-in', { id: 'dana', password: aPassword })).toMatchObject({
      code: 'CONSOLE_CLOSED',
    });
    const client = world.anybody();
    const entered = await client.post('link', { link: await aLink(world) });
    expect(entered).toMatchObject({ status: 200, body: { state: 'enrolling', id: 'dana', hasPassword: false } });
    expect(await client.get('alerts')).toMatchObject({ status: 401, code: 'SIGNED_OUT' });
    expect((await client.post('password', { password: aPassword })).body).toMatchObject({ hasPassword: true });
    const { secret } = (await client.post('second-factor')).body as { secret: string };
    const done = await client.post('second-factor/confirm', { code: digitsOf(secret, world.real()) });
    expect((done.body['codes'] as string[]).length).toBe(10);
    expect(await client.get('me')).toMatchObject({ body: { state: 'signed-in', name: 'Dana', recoveryLeft: 10 } });
    // From now on everybody is asked to sign in.
    expect(await stranger.get('me')).toMatchObject({ status: 200, body: { state: 'signed-out', oidc: null } });
    expect(await stranger.get('alerts')).toMatchObject({ status: 401, code: 'SIGNED_OUT' });
  });

  test('a link is taken over plain http on the machine itself alone, and over https from everywhere', async () => {
    const world = await aWorldOf(undefined, { trustedProxies: ['127.0.0.1'] });
    const link = await aLink(world);
    const use = (more: Record<string, string>) => world.anybody().post('link', { link }, more);
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.9' },
      { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http' },
      { forwarded: 'for=203.0.113.9;proto=https' },
      // What a client says of itself stands before what the proxy says.
      { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https, http' },
    ])
      expect(await use(headers)).toMatchObject({ status: 403, code: 'LINK_INVALID' });
    expect(await use({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })).toMatchObject({
      status: 200,
    });
    // It works once.
    expect(await use({})).toMatchObject({ status: 403, code: 'LINK_INVALID' });
  });

  test('nobody is believed who says https and is no trusted proxy; on the machine itself nothing is needed', async () => {
    const world = await aWorldOf();
    const link = await aLink(world);
    const said = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    expect(await world.anybody().post('link', { link }, said)).toMatchObject({ code: 'LINK_INVALID' });
    expect(await world.anybody().post('link', { link })).toMatchObject({ status: 200 });
  });
});

describe('a session', () => {
  test('is a cookie for this host alone, over https, for no script, which a link in a notice brings along', async () => {
    const world = await aWorldOf();
    const entered = await world.anybody().post('link', { link: await aLink(world) });
    const set = entered.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^__Host-coach=[\w-]{43}\.[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });

  test('goes from the password to the code, and ends by signing out', async () => {
    const world = await aWorldOf();
    const { secret } = await anAccount(world.app, 'dana', ['counselor'], { real: world.real });
    const client = world.anybody();
    expect(await client.post('sign-in', { id: 'DANA ', password: 'wrong wrong wrong' })).toMatchObject({
      ...{ status: 403, code: 'SIGN_IN_FAILED' },
    });
    expect(await client.post('sign-in', { id: 'DANA ', password: aPassword })).toMatchObject({
      body: { state: 'second-factor', name: 'Dana' },
    });
    expect(await client.get('alerts')).toMatchObject({ status: 401 });
    const { body } = await client.post('sign-in/code', { code: digitsOf(secret, world.real()) });
    expect(body).toMatchObject({ state: 'signed-in', roles: ['counselor'], onDutyUntil: null });
    expect(await client.get('alerts')).toMatchObject({ status: 200 });
    const { cookie } = client.state;
    await client.post('sign-out');
    expect(client.state.cookie).toBe('');
    expect(await aClient(world.port, { cookie }).get('alerts')).toMatchObject({ status: 401, code: 'SIGNED_OUT' });
  });

  test('is the same in every process of the service, and after a restart', async () => {
    const world = await aWorldOf();
    const client = await world.as('dana', ['supervisor']);
    const other = await aConsoleWorld(() => ({ store: world.world.store, keys: world.world.parts.keys }), {
      empty: true,
    });
    try {
      const there = aClient(other.port, client.state);
      expect(await there.get('me')).toMatchObject({ body: { state: 'signed-in', name: 'Dana' } });
      await there.post('sign-out');
      expect(await client.get('me')).toMatchObject({ body: { state: 'signed-out' } });
    } finally {
      await other.close();
    }
  });
});

describe('another site', () => {
  test('acts for nobody: not by another name of this machine, not by another port, not without a name', async () => {
    const world = await aWorldOf();
    const client = await world.as('dana', ['admin']);
    const refusals = [
      { origin: `http://localhost:${world.port}` },
      { origin: 'http://127.0.0.1:1' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: '' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const more of refusals) {
      expect(await client.post('sign-out', {}, more)).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
      expect(await client.post('sign-in', { id: 'dana', password: aPassword }, more)).toMatchObject({
        code: 'ORIGIN_REFUSED',
      });
    }
    expect(await client.get('me', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ code: 'ORIGIN_REFUSED' });
    // The same service by its other name is another page, with no cookie of this one.
    const byName = aClient(world.port, { ...client.state, host: 'localhost' });
    expect(await byName.post('sign-out')).toMatchObject({ status: 200 });
  });

  test('acts for nobody without the token of the session, and a page that is older than the sign-in is told so', async () => {
    const world = await aWorldOf();
    const client = await world.as('dana', ['admin']);
    for (const token of ['', 'x', (await world.as('lee', ['admin'])).state.csrf])
      expect(await client.post('sign-out', {}, { 'x-csrf-token': token })).toMatchObject({
        ...{ status: 401, code: 'CSRF_WRONG' },
      });
    expect(await client.get('me')).toMatchObject({ body: { state: 'signed-in' } });
  });

  test('and behind a proxy the public address is the page’s own, whatever the proxy calls this service', async () => {
    const publicUrl = 'https://coach.example.org/there';
    const world = await aWorldOf(undefined, { publicUrl });
    const client = await world.as('dana', ['admin']);
    const from = (origin: string) => client.post('password', { password: 'short' }, { origin });
    expect(await from('https://coach.example.org')).toMatchObject({ status: 400, code: 'BODY_INVALID' });
    expect(await from('https://coach.example.org.evil.example')).toMatchObject({ code: 'ORIGIN_REFUSED' });
    expect(await from('http://coach.example.org')).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });
});

test('whoever tries too fast is told to wait', async () => {
  const world = await aWorldOf();
  await world.as('dana', ['admin']);
  const said = [];
  for (let tries = 0; tries < 25; tries += 1)
    said.push((await world.anybody().post('sign-in', { id: `nobody-${tries}`, password: 'x' })).code);
  expect(said.slice(0, 20)).not.toContain('TOO_MANY_REQUESTS');
  expect(said.at(-1)).toBe('TOO_MANY_REQUESTS');
});

test('what a page asks for by itself keeps nobody signed in; what is done does', async () => {
  let ahead = 0;
  const world = await aWorldOf(({ clock }) => ({ clock: { now: clock.now, real: () => clock.real() + ahead } }));
  const client = await world.as('dana', ['supervisor']);
  for (let nth = 0; nth < 3; nth += 1) {
    ahead += 40 * 60_000;
    expect(await client.get('couples')).toMatchObject({ status: 200 });
  }
  ahead += 40 * 60_000;
  expect(await client.get('alerts')).toMatchObject({ status: 200 });
  ahead += 40 * 60_000;
  expect(await client.get('alerts')).toMatchObject({ status: 401, code: 'SIGNED_OUT' });
});
