import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../../../app/create-app.ts';
import { type Language, languages } from '../../../domain/language.ts';
import type { IdentityProvider } from '../../../ports/identity.ts';
import type { Seal } from '../../../ports/keys.ts';
import type { Log } from '../../../ports/log.ts';
import type { Answer, Asked, Route, Routes } from '../../http/route.ts';
import { caseRoutes } from './cases.ts';
import { clinicRoutes } from './clinic.ts';
import { closedPage, closedStyle } from './closed-page.ts';
import { coupleRoutes } from './couples.ts';
import { eventRoutes } from './events.ts';
import { createGate, type Gate, gateHeaders } from './gate.ts';
import { oidcRoutes } from './oidc.ts';
import { signInRoutes } from './sign-in.ts';

/** What the console is served with. */
export interface ConsoleStage {
  /** The folder of the built pages. */
  readonly pages: string;
  /** Where the internet reaches this service. */
  readonly publicUrl: string | null;
  readonly log: Log;
  /** Real time, epoch ms. */
  readonly real: () => number;
  /** The clinic's own sign-in, and what seals what a browser carries there and back; none without it. */
  readonly oidc?: { readonly provider: IdentityProvider; readonly seal: Seal } | undefined;
}

/** The counselor's console: its pages, and its API. Nothing of it is shown to whoever is not signed in. */
export function consoleRoutes(app: Pick<App, 'console'>, stage: ConsoleStage): Routes {
  const gate = createGate(app.console, stage);
  const events = eventRoutes(app.console, gate, stage.log);
  return {
    routes: [
      ...signInRoutes(app.console, gate, stage.oidc?.provider.name ?? null),
      ...(stage.oidc ? oidcRoutes(app.console, gate, { ...stage, ...stage.oidc }) : []),
      ...caseRoutes(app.console, gate),
      ...coupleRoutes(app.console, gate),
      ...clinicRoutes(app.console, gate),
      events.route,
      ...pageRoutes(app, gate, stage),
    ],
    open: events.open,
  };
}

/** A reader's own choice, else what their browser asks for first. Pure. */
function languageOf({ query, headers }: Pick<Asked, 'query' | 'headers'>): Language {
  const asked = [query['lang'] ?? '', ...(headers['accept-language'] ?? '').split(',')];
  const wanted = asked.map((each) => each.trim().slice(0, 2).toLowerCase());
  return (
    wanted.map((each) => languages.find((language) => language === each)).find((each) => each !== undefined) ?? 'en'
  );
}

/**
 * The pages are the same for everybody: what they show comes by the API. Until somebody has a second factor they are served where a
 * one-time link is used, and to its holder; everybody else reads that it is closed. Opening a page changes nothing.
 */
function pageRoutes(
  { console: { signIn } }: Pick<App, 'console'>,
  gate: Gate,
  { pages, publicUrl }: ConsoleStage,
): readonly Route[] {
  const base = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
  const html = { 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Language' };
  const common = { method: 'GET', role: 'public', input: 'none' } as const;
  const page = { ...common, query: ['lang'], headers: [...gateHeaders, 'accept-language'] } as const;
  const shell = async (): Promise<Answer> => {
    const text = await readFile(join(pages, 'index.html'), 'utf8');
    return { body: text.replaceAll('"/console/', `"${base}/console/`), headers: html };
  };
  const isIn = async (asked: Asked): Promise<boolean> => (await signIn.isOpen()) || (await gate.seenBy(asked)) !== null;
  const closed = (asked: Asked): Answer => ({
    status: 403,
    body: closedPage(languageOf(asked), `${base}/console/closed.css`),
    headers: html,
  });
  const handler = async (asked: Asked): Promise<Answer> => ((await isIn(asked)) ? shell() : closed(asked));
  return [
    ...['', '/cases/:id', '/couples', '/couples/:id', '/couples/:id/:side', '/on-call', '/people', '/account'].map(
      (path) => ({ ...page, path: `/console${path}`, handler }),
    ),
    { ...common, path: '/console/link', handler: shell },
    { ...common, path: '/console/assets/*', files: join(pages, 'assets') },
    {
      ...common,
      path: '/console/closed.css',
      handler: () => ({ body: closedStyle, headers: { 'Content-Type': 'text/css; charset=utf-8' } }),
    },
  ];
}
