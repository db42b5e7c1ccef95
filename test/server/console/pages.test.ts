import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Running, startServer } from '../../../src/server/http/server.ts';
import { consoleRoutes } from '../../../src/server/routes/console/console.ts';
import { keptLog } from '../../support/app.ts';
import { aConsoleWorld, emptyPages } from '../../support/console-world.ts';
import { aNoticeWorld, publicUrl } from '../../support/notice-world.ts';

const paths = ['', '/cases/alert-1', '/cases/none', '/couples', '/couples/x/a', '/on-call', '/people', '/account'];

test('a mailbox that opens the link of a notice, by whatever method, claims nothing and leaves no trace', async () => {
  const world = await aNoticeWorld();
  const alert = await world.alertBy();
  const before = [await world.alert(alert.id), await world.audit(alert.id)];
  const log = keptLog();
  const stage = { pages: emptyPages(), publicUrl: null, log, real: Date.now };
  const whole = await startServer({ host: '127.0.0.1', port: 0, log }, [consoleRoutes(world.app, stage)]);
  try {
    const link = world.notices()[0]?.message.link?.href ?? '';
    expect(link).toBe(`${publicUrl}/console/cases/${encodeURIComponent(alert.id)}`);
    const statuses = [];
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const at = `http://127.0.0.1:${whole.port}${new URL(link).pathname}`;
      statuses.push((await fetch(at, { method })).status);
    }
    expect(statuses[0]).toBe(403);
    await world.app.drained();
    expect([await world.alert(alert.id), await world.audit(alert.id)]).toEqual(before);
  } finally {
    await whole.close();
  }
});

let opened: Awaited<ReturnType<typeof aConsoleWorld>>;
let closed: Awaited<ReturnType<typeof aConsoleWorld>>;
let behind: Running;
beforeAll(async () => {
  opened = await aConsoleWorld();
  await opened.as('dana', ['admin']);
  closed = await aConsoleWorld();
  const stage = { pages: emptyPages(), publicUrl: 'https://clinic.example.org/coach/', log: keptLog(), real: Date.now };
  const log = keptLog();
  behind = await startServer({ host: '127.0.0.1', port: 0, log }, [consoleRoutes(opened.app, stage)]);
});
afterAll(async () => {
  await opened.close();
  await closed.close();
  await behind.close();
});

const get = (port: number, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/console${path}`, { headers });

test('before anybody has a second factor every page says that it is closed, and is the same for every case and for none', async () => {
  const pages = await Promise.all(paths.map(async (path) => get(closed.port, path)));
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([403]));
  const texts = await Promise.all(pages.map((page) => page.text()));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).not.toMatch(/alert-1|<script|C-017|<form|<button|<input/);
  expect(texts[0]).toContain('coach console link');
  expect((await get(closed.port, '/closed.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  // Where a link is used: what stands behind its # never reaches the service.
  expect((await get(closed.port, '/link')).status).toBe(200);
});

test('the closed page speaks the language that its reader asks for, else the one of their browser', async () => {
  const titleOf = async (path: string, language: string) =>
    /<html lang="(..)">/.exec(await (await get(closed.port, path, { 'accept-language': language })).text())?.[1];
  expect(await titleOf('', 'es-MX,es;q=0.9,en;q=0.5')).toBe('es');
  expect(await titleOf('', 'de')).toBe('en');
  expect(await titleOf('/cases/x?lang=en', 'es')).toBe('en');
});

test('after that the page is there for everybody, and shows nothing by itself', async () => {
  const pages = await Promise.all(paths.map(async (path) => (await get(opened.port, path)).text()));
  expect(new Set(pages)).toEqual(new Set(['<script src="/console/assets/index.js"></script>']));
  const { headers } = await get(opened.port, '/cases/alert-1');
  expect([headers.get('cache-control'), headers.get('vary')]).toEqual(['no-store', 'Accept-Language']);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect((await get(opened.port, '/nowhere/at/all')).status).toBe(404);
});

test('its parts are found behind a proxy that takes a part of the path off', async () => {
  expect(await (await get(behind.port, '')).text()).toContain('"/coach/console/assets/index.js"');
});
