import { afterEach, expect, test } from '@jest/globals';
import { createProvider } from '../../../src/adapters/openid/provider.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { consoleRoutes } from '../../../src/server/routes/console/console.ts';
import { keptLog } from '../../support/app.ts';
import { aClient, aConsoleWorld, emptyPages } from '../../support/console-world.ts';
import { startProvider } from '../../support/oidc-provider.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function anOidcWorld(user = { sub: 'u-1', preferred_username: 'Dana' }) {
  const world = await aConsoleWorld();
  ends.push(world.close);
  const there = await startProvider(user);
  ends.push(there.close);
  const provider = createProvider({
    ...{ issuer: there.issuer, clientId: 'console', clientSecret: 'hush', name: 'Clinic', claim: 'preferred_username' },
  });
  const log = keptLog();
  const oidc = { provider, seal: world.world.parts.keys.system };
  const stage = { pages: emptyPages(), publicUrl: null, log, real: world.real, oidc };
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [consoleRoutes(world.app, stage)]);
  ends.push(() => server.close());
  const base = `http://127.0.0.1:${server.port}`;
  const away = (response: Response) => /__Host-coach-away=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  /** To the provider and back, as a browser goes; `change` makes another browser, or another way back, of it. */
  async function go(change: (back: string, cookie: string) => readonly [string, string] = (...same) => same) {
    const start = await fetch(`${base}/console/api/oidc/start`, { redirect: 'manual' });
    const named = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
    const [back, cookie] = change(named.headers.get('location') ?? '', `__Host-coach-away=${away(start)}`);
    const headers = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const done = await fetch(back, { headers, redirect: 'manual' });
    const session = /__Host-coach=([^;]+)/.exec(done.headers.get('set-cookie') ?? '')?.[1] ?? null;
    return { session, to: done.headers.get('location'), back, cookie };
  }
  return { ...world, there, go, base, port: server.port, log };
}

test('the clinic’s own sign-in lets in whoever has an account of that name, and arrives signed in', async () => {
  const { as, go, port, base } = await anOidcWorld();
  await as('dana', ['counselor']);
  expect((await aClient(port).get('me')).body).toEqual({ state: 'signed-out', oidc: 'Clinic' });
  const { session, to } = await go();
  expect(to).toBe(`${base}/console`);
  expect((await aClient(port, { cookie: session ?? '' }).get('me')).body).toMatchObject({
    state: 'signed-in',
    id: 'dana',
  });
});

test('nobody is let in without an account, as another person there, or before the console is open', async () => {
  const { as, go, there, app } = await anOidcWorld();
  await app.console.people.setAccount({ id: 'dana', name: 'Dana', roles: ['counselor'] }, 'test');
  // Nobody has a second factor yet: only a link gets in.
  expect((await go().catch(() => ({ session: null }))).session).toBeNull();
  await as('ada', ['admin']);
  expect((await go()).session).not.toBeNull();
  there.state.user = { sub: 'u-2', preferred_username: 'dana' };
  expect((await go()).session).toBeNull();
  there.state.user = { sub: 'u-3', preferred_username: 'nobody' };
  expect((await go()).session).toBeNull();
});

test('what was not begun here, in this browser, lets nobody in: no state, nonce, code or cookie of another’s', async () => {
  const { as, go, there, log } = await anOidcWorld();
  await as('dana', ['counselor']);
  const other = await go();
  expect((await go((back) => [back, ''])).session).toBeNull();
  expect((await go((back) => [back, other.cookie])).session).toBeNull();
  expect((await go((back, cookie) => [back.replace(/code=[^&]+/, 'code=x'), cookie])).session).toBeNull();
  expect((await go((back, cookie) => [back.replace(/state=[^&]+/, 'state=x'), cookie])).session).toBeNull();
  // The same way back, once more.
  expect((await go(() => [other.back, other.cookie])).session).toBeNull();
  there.state.wrongNonce = true;
  expect((await go()).session).toBeNull();
  expect(log.lines.join()).not.toContain('u-1');
});
