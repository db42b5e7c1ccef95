import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../src/app/create-app.ts';
import type { Deps } from '../../src/app/deps.ts';
import type { ConsoleRole } from '../../src/domain/console/roles.ts';
import type { Me } from '../../src/domain/console/sign-in.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { type ConsoleStage, consoleRoutes } from '../../src/server/routes/console/console.ts';
import { anAccount, aPassword, credentials, digitsOf } from './accounts.ts';
import { aWorld, keptLog } from './app.ts';

/** An answer of the console's API. */
export interface Told {
  readonly status: number;
  readonly code: string;
  readonly body: Record<string, unknown>;
  readonly cookie: string | null;
  readonly headers: Headers;
}

/** A built page as far as routes need one. */
export function emptyPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coach-pages-'));
  writeFileSync(join(folder, 'index.html'), '<script src="/console/assets/index.js"></script>');
  return folder;
}

/** A browser that asks the API: it keeps its cookie, and sends what a page sends. */
export function aClient(port: number, { host = '127.0.0.1', cookie = '', csrf = '' } = {}) {
  const state = { cookie, csrf };
  const base = `http://${host}:${port}`;
  async function ask(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<Told> {
    const headers: Record<string, string> = {
      ...(state.cookie ? { cookie: `__Host-coach=${state.cookie}` } : {}),
      ...(method === 'POST' ? { origin: base, 'content-type': 'application/json', 'x-csrf-token': state.csrf } : {}),
      ...more,
    };
    const response = await fetch(`${base}/console/api/${path}`, {
      ...{ method, headers, redirect: 'manual' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const set = /__Host-coach=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null;
    if (set !== null) state.cookie = set;
    const text = await response.text();
    const read = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    if (typeof read['csrf'] === 'string') state.csrf = read['csrf'];
    return {
      status: response.status,
      code: String(read['code'] ?? ''),
      body: read,
      cookie: set,
      headers: response.headers,
    };
  }
  return {
    state,
    base,
    get: (path: string, more?: Record<string, string>) => ask('GET', path, undefined, more),
    post: (path: string, body: object = {}, more?: Record<string, string>) => ask('POST', path, body, more),
    /** Signs in, with a password and the code of an app. */
    async signIn(login: string, secret: string, real: number): Promise<Me> {
      await ask('POST', 'sign-in', { id: login, password: aPassword });
      return (await ask('POST', 'sign-in/code', { code: digitsOf(secret, real) })).body as unknown as Me;
    },
    /** Asks for events, and breaks off what is not refused. */
    async peek(path: string): Promise<{ readonly status: number; readonly code: string }> {
      const control = new AbortController();
      const headers: Record<string, string> = state.cookie ? { cookie: `__Host-coach=${state.cookie}` } : {};
      const response = await fetch(`${base}/console/api/${path}`, { headers, signal: control.signal });
      const { code = '' } = response.ok ? {} : ((await response.json()) as { code?: string });
      control.abort();
      return { status: response.status, code };
    },
    /** Listens to the events, after a cursor; gives them as they come. */
    listen(path: string, after = '') {
      const control = new AbortController();
      const events: { readonly type: string; readonly id: string; readonly data: Record<string, unknown> }[] = [];
      const headers = { cookie: `__Host-coach=${state.cookie}`, ...(after ? { 'last-event-id': after } : {}) };
      const opened = fetch(`${base}/console/api/${path}`, { headers, signal: control.signal });
      const done = opened
        .then(async (response) => {
          let rest = '';
          for await (const chunk of response.body ?? []) {
            const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n');
            rest = blocks.pop() ?? '';
            for (const block of blocks) {
              const [, type = ''] = /^event: (.*)$/m.exec(block) ?? [];
              const [, id = ''] = /^id: (.*)$/m.exec(block) ?? [];
              const [, data = '{}'] = /^data: (.*)$/m.exec(block) ?? [];
              if (type) events.push({ type, id, data: JSON.parse(data) as Record<string, unknown> });
            }
          }
          return response.status;
        })
        .catch(() => 0);
      const heard = async (is: (event: (typeof events)[number]) => boolean) => {
        for (let tries = 0; tries < 200; tries += 1) {
          const found = events.find(is);
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`not heard: ${JSON.stringify(events.map(({ type }) => type))}`);
      };
      return { events, heard, done, opened, stop: () => control.abort() };
    },
  };
}

export type Client = ReturnType<typeof aClient>;

/** The app with a console in front of it, and everybody's way into it. */
export async function aConsoleWorld(
  change: (parts: Deps) => Partial<Deps> = () => ({}),
  {
    publicUrl = null,
    trustedProxies = [],
    ...options
  }: Partial<ConsoleStage> & {
    readonly trustedProxies?: readonly string[];
    readonly stored?: boolean;
    readonly empty?: boolean;
  } = {},
) {
  const world = await aWorld((parts) => ({ credentials, ...change(parts) }), { stored: true, ...options });
  const pages = emptyPages();
  const real = (): number => world.parts.clock.real();
  const servers: Running[] = [];
  /** One more web process, as far as it is the console's: nothing is shared but the store. */
  async function serve(app: Pick<App, 'console'> = world.app): Promise<number> {
    const log = keptLog();
    const server = await startServer({ host: '127.0.0.1', port: 0, log, trustedProxies }, [
      consoleRoutes(app, { pages, publicUrl, log, real }),
    ]);
    servers.push(server);
    return server.port;
  }
  const port = await serve();
  return {
    ...{ world, app: world.app, port, serve, real },
    /** Somebody who is signed in. */
    async as(login: string, roles: readonly ConsoleRole[], name?: string): Promise<Client> {
      const { seen } = await anAccount(world.app, login, roles, { real, ...(name ? { name } : {}) });
      return aClient(port, { cookie: seen.cookie, csrf: seen.csrf });
    },
    anybody: () => aClient(port),
    /** Lets what was stopped by nobody end. */
    async close(): Promise<void> {
      for (const server of servers) await server.close();
    },
  };
}
