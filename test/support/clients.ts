import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { describeWithBrowser } from './browser.ts';
import { root } from './places.ts';

/** Public clients live apart from the product: Web Chat brings 500 MB. */
export const clientModules = join(root, 'test/clients/node_modules');
const bundles: Readonly<Record<string, string>> = {
  '/webchat.js': 'botframework-webchat/dist/webchat.js',
  '/directline.js': 'botframework-directlinejs/dist/directline.js',
};

/** What has to be there of the public clients. */
const needed = [...Object.values(bundles), '@microsoft/m365agentsplayground/cli.js'];

/** A suite that needs a browser and the public clients; where they are missing it is skipped, loudly, or fails. */
export function describeWithClients(name: string, suite: () => void): void {
  if (needed.every((file) => existsSync(join(clientModules, file)))) return describeWithBrowser(name, suite);
  const how = 'npm ci --prefix test/clients --ignore-scripts';
  if (process.env['REQUIRE_BROWSER'] === '1') {
    test(`${name} needs the public clients`, () => {
      throw new Error(`REQUIRE_BROWSER=1, but the clients are not there: ${how}`);
    });
  } else {
    process.stderr.write(`\n*** SKIP: ${name}: the clients are not there. To run it: ${how} ***\n\n`);
    describe.skip(name, suite);
  }
}

/** Serves one page per name and the clients' bundles as they were published, at an origin of its own. */
export async function servePages(pages: Readonly<Record<string, string>>) {
  const server = createHttpServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const bundle = bundles[path];
    const page = pages[path];
    response.setHeader('content-type', bundle ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    if (bundle) void readFile(join(clientModules, bundle)).then((text) => response.end(text));
    else {
      // Not writeHead().end(): restify, where it was loaded before, gives nothing back.
      response.statusCode = page ? 200 : 404;
      response.end(page);
    }
  });
  const port = await listening(server);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** A wire to a port that can be cut: every open connection ends at once, new ones are taken again. */
export async function cuttableWire(to: number) {
  const open = new Set<Socket>();
  const pass = (from: Socket, into: Socket): void => {
    open.add(from);
    from.pipe(into);
    from.on('error', () => {});
    from.on('close', () => {
      open.delete(from);
      into.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    pass(near, far);
    pass(far, near);
  });
  const port = await listening(server);
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  const close = (): void => {
    server.close();
    cut();
  };
  return { url: `http://127.0.0.1:${port}`, cut, close };
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}
