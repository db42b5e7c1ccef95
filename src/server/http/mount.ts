import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import restify, { type Request, type Server } from 'restify';
import { CoachError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { WebhookPost } from '../../ports/webhook.ts';
import type { FrontOf } from './front.ts';
import { guarded, isOwn } from './guard.ts';
import { handle } from './handle.ts';
import { checkInput } from './input.ts';
import { localPages } from './local-pages.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { Asked, CallRoute, Route, Routes, UpgradeRoute } from './route.ts';

/** Puts groups of routes on a server. Gives what ends the sockets that they hold open. */
export function mount(server: Server, groups: readonly Routes[], log: Log, frontOf: FrontOf): () => void {
  for (const { localPages: path } of groups) if (path) server.pre(localPages(path));
  const routes = groups.flatMap((group) => group.routes);
  for (const route of routes) if (route.method !== 'UPGRADE') mountOne(server, route, log, frontOf);
  mountUpgrades(
    server,
    routes.filter((route) => route.method === 'UPGRADE'),
    frontOf,
  );
  const ends = groups.map(({ open }) => open?.());
  return () => {
    for (const end of ends) end?.();
  };
}

function mountOne(server: Server, route: Exclude<Route, UpgradeRoute>, log: Log, frontOf: FrontOf): void {
  const place = guarded(route);
  if ('files' in route) return void server.get(place, restify.plugins.serveStaticFiles(route.files));
  const answer = handle(log, (request) => route.handler(askedOf(route, request, frontOf) as Asked<never>));
  if (route.method === 'GET') server.get(place, answer);
  else server.post(place, answer);
}

function askedOf(route: CallRoute, request: Request, frontOf: FrontOf): Asked {
  const body = checkInput(route.input, request.body as unknown);
  const params = (request.params ?? {}) as Record<string, string>;
  const posted = route.input === 'raw' ? postedIn(request) : nothingPosted;
  return { ...seenIn(route, request, request.getQuery(), frontOf), params, body, posted };
}

const nothingPosted: WebhookPost = { url: '', headers: {}, body: '' };

/** A request as it came. Pure. */
const postedIn = (request: Request): WebhookPost => {
  const { rawBody: body = '' } = request as { rawBody?: string };
  return { url: request.url ?? '', headers: request.headers, body };
};

/** What a request says beside its path and body, of headers and query only what the route declares. Pure. */
function seenIn(route: Route, { headers, socket }: IncomingMessage, query: string, frontOf: FrontOf) {
  const sent = new URLSearchParams(query);
  return {
    headers: Object.fromEntries((route.headers ?? []).map((name) => [name, String(headers[name] ?? '')])),
    query: Object.fromEntries((route.query ?? []).map((name) => [name, sent.get(name) ?? ''])),
    ...frontOf(socket.remoteAddress ?? '', headers),
    here: headers.host ?? `${socket.localAddress}:${socket.localPort}`,
  };
}

/** restify takes every upgrade from Node, and leaves open each one that no handler answers. */
function mountUpgrades(server: Server, routes: readonly UpgradeRoute[], frontOf: FrontOf): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (routes.length === 0) return void socket.destroy();
    try {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2);
      const { route, params } = upgradeAt(routes, path);
      // An upgrade passes none of the server's own handlers: a page of another site, or another name of this machine, ends here.
      if (route.role !== 'public' && route.role !== 'provider' && !isOwn(request))
        throw new CoachError('ORIGIN_REFUSED', 'Only pages of this machine may use this: open them at 127.0.0.1.');
      const asked = { ...seenIn(route, request, query, frontOf), params, body: undefined, posted: nothingPosted };
      route.handler(asked)(request, socket, head);
    } catch (error) {
      refuseUpgrade(socket, error);
    }
  });
}

function upgradeAt(routes: readonly UpgradeRoute[], path: string) {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const found = pattern.exec(path);
    if (found) return { route, params: { ...found.groups } };
  }
  throw new CoachError('NOT_FOUND', 'There is no stream here.');
}
