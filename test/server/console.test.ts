import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { consoleRoutes } from '../../src/server/routes/console.ts';
import { everyRoute } from '../../src/server/routes/every.ts';
import { keptLog } from '../support/app.ts';
import { aNoticeWorld, publicUrl } from '../support/notice-world.ts';

let server: Running;
beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', port: 0, log: keptLog() }, [
    consoleRoutes('https://clinic.example.org/coach/'),
  ]);
});
afterAll(() => server.close());

test('a mailbox that opens the link of a notice, by whatever method, claims nothing and leaves no trace', async () => {
  const world = await aNoticeWorld();
  const alert = await world.alertBy();
  const before = [await world.alert(alert.id), await world.audit(alert.id)];
  const whole = await startServer({ host: '127.0.0.1', port: 0, log: keptLog() }, everyRoute(world.app, { edges: [] }));
  try {
    const link = world.notices()[0]?.message.link?.href ?? '';
    expect(link).toBe(`${publicUrl}/console/cases/${encodeURIComponent(alert.id)}`);
    const statuses = [];
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const at = `http://127.0.0.1:${whole.port}${new URL(link).pathname}`;
      statuses.push((await fetch(at, { method })).status);
    }
    expect(statuses[0]).toBe(200);
    await world.app.drained();
    expect([await world.alert(alert.id), await world.audit(alert.id)]).toEqual(before);
  } finally {
    await whole.close();
  }
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { headers });

test('the place of a case shows nothing of a case, and is the same for every one and for none', async () => {
  const paths = ['/console', '/console/cases/alert-1', '/console/cases/none', '/console/cases/%3Cscript%3E?x=C-017'];
  const pages = await Promise.all(paths.map(async (path) => (await get(path)).text()));
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).not.toMatch(/alert-1|script|C-017|<form|<button|<input/);
  expect(pages[0]).toContain('This page shows nothing of any case.');
});

test('it speaks the language that its reader asks for, else the one of their browser', async () => {
  const titleOf = async (path: string, language: string) =>
    /<html lang="(..)">/.exec(await (await get(path, { 'accept-language': language })).text())?.[1];
  expect(await titleOf('/console', 'es-MX,es;q=0.9,en;q=0.5')).toBe('es');
  expect(await titleOf('/console', 'de,es;q=0.5')).toBe('es');
  expect(await titleOf('/console', 'de')).toBe('en');
  expect(await titleOf('/console/cases/x?lang=en', 'es')).toBe('en');
  expect(await titleOf('/console/cases/x?lang=xx', 'es')).toBe('es');
});

test('it is kept by nobody, framed by nobody, and runs no script', async () => {
  const { headers } = await get('/console/cases/alert-1');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('vary')).toContain('Accept-Language');
  expect(await (await get('/console')).text()).not.toContain('<script');
});

test('its style is found behind a proxy that takes a part of the path off', async () => {
  expect(await (await get('/console')).text()).toContain('href="/coach/console/style.css"');
  const style = await get('/console/style.css');
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
});
