import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consoleRoles, mayUse } from '../../../src/domain/console/roles.ts';
import { consoleRoutes } from '../../../src/server/routes/console/console.ts';
import { keptLog } from '../../support/app.ts';
import { aConsoleWorld, type Client, emptyPages } from '../../support/console-world.ts';

let world: Awaited<ReturnType<typeof aConsoleWorld>>;
const clients = new Map<string, Client>();
beforeAll(async () => {
  world = await aConsoleWorld();
  for (const role of consoleRoles) clients.set(role, await world.as(`the-${role}`, [role]));
});
afterAll(() => world.close());

const stage = { pages: emptyPages(), publicUrl: null, log: keptLog(), real: () => 0 };
const console = { signIn: {}, queue: {}, cases: {} };
const routes = consoleRoutes({ console } as never, stage).routes.filter(({ role }) => role === 'console');
const named = routes.map((route) => [`${route.method} ${route.path.replace('/console/api/', '')}`, route] as const);
/** The ways in, and out again: for whoever is not signed in yet. */
const ways = ['GET me', 'POST sign-in', 'POST link', 'POST sign-in/code', 'POST password', 'POST sign-out']
  .concat('POST second-factor', 'POST second-factor/confirm')
  .concat(named.map(([name]) => name).filter((name) => name.includes(' oidc/')));

/** Asks, and breaks off what would never end. */
async function ask(
  client: Client,
  name: string,
  own = 'x',
): Promise<{ readonly status: number; readonly code: string }> {
  const [method = '', path = ''] = name.split(' ');
  // A test goes through one's own ways.
  const at = path.replace(/:side/g, 'a').replace('people/:id', `people/${own}`).replace(/:\w+/g, 'x');
  if (at === 'events') return client.peek(at);
  return method === 'GET' ? client.get(at) : client.post(at, {});
}

describe('every route of the console', () => {
  test('says who may use it, or is one of the ways in', () => {
    const open = named.filter(([, { may }]) => may === undefined).map(([name]) => name);
    expect(open.sort()).toEqual([...ways].sort());
    expect(named.length).toBeGreaterThan(15);
  });

  const guarded = named.filter(([, { may }]) => may !== undefined);
  test.each(guarded)('refuses whoever is not signed in: %s', async (name) => {
    expect(await ask(world.anybody(), name)).toMatchObject({ status: 401 });
  });

  test.each(guarded)('is for its roles and no other: %s', async (name, { may = 'anybody' }) => {
    const wanted: readonly string[] = mayUse[may];
    for (const [role, client] of clients) {
      const { status, code } = await ask(client, name, `the-${role}`);
      const isRefused = code === 'ROLE_REFUSED' && status === 403;
      expect([role, isRefused]).toEqual([role, !wanted.includes(role)]);
      expect(status).not.toBe(500);
    }
  });
});

describe('what a role shows nothing of', () => {
  test('admins, authors and researchers see no case and no word', async () => {
    await world.world.write('I want to die');
    const [alert] = await world.app.alerts();
    for (const role of ['admin', 'author', 'researcher'] as const)
      for (const path of ['alerts', 'requests', `alerts/${alert?.id}`, `alerts/${alert?.id}/chat?before=9`, 'events'])
        expect(await ask(clients.get(role) as Client, `GET ${path}`)).toMatchObject({ code: 'ROLE_REFUSED' });
  });

  test('roles that were taken away are gone with the next question', async () => {
    const client = await world.as('ella', ['supervisor']);
    expect(await client.get('alerts')).toMatchObject({ status: 200 });
    await world.app.console.people.setAccount({ id: 'ella', name: 'Ella', roles: ['author'] }, 'test');
    expect(await client.get('alerts')).toMatchObject({ code: 'ROLE_REFUSED' });
  });
});
