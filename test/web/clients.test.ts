import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../support/browser.ts';
import { cuttableWire, describeWithClients, servePages } from '../support/clients.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

/** What both pages do first: a token for the user, kept over a reload. */
const token = `
  const asked = new URLSearchParams(location.search);
  const domain = asked.get('domain') + '/directline';
  const user = asked.get('user');
  async function tokenOf() {
    const kept = sessionStorage.getItem('token');
    if (kept) return kept;
    const answer = await fetch(domain + '/tokens/generate', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: { id: user } }),
    });
    const { token } = await answer.json();
    sessionStorage.setItem('token', token);
    return token;
  }`;

const webChatPage = `<!doctype html><html lang="en"><head><title>Web Chat</title>
<style>html, body, #chat { height: 100%; margin: 0 }</style><script src="/webchat.js"></script></head>
<body><div id="chat"></div><script>${token}
  tokenOf().then((token) => WebChat.renderWebChat(
    { directLine: WebChat.createDirectLine({ domain, token }) }, document.getElementById('chat')));
</script></body></html>`;

const directLinePage = `<!doctype html><html lang="en"><head><title>DirectLineJS</title>
<script src="/directline.js"></script></head><body><script>${token}
  window.heard = []; window.posted = []; window.states = [];
  tokenOf().then((token) => {
    const webSocket = asked.get('socket') === 'yes';
    const line = new DirectLine.DirectLine({ domain, token, webSocket, pollingInterval: 200 });
    line.connectionStatus$.subscribe((state) => states.push(state));
    line.activity$.subscribe((activity) => heard.push(activity));
    window.say = (text) => line.postActivity({ type: 'message', from: { id: user }, text })
      .subscribe((id) => posted.push(id), (error) => posted.push(String(error)));
  });
</script></body></html>`;

interface Heard {
  readonly id: string;
  readonly from: { readonly id: string };
  readonly text: string;
}

describeWithClients('public Direct Line clients, unchanged', () => {
  let service: MainProcess;
  let serviceUrl: string;
  let dataDir: string;
  let browser: Browser;
  let pages: Awaited<ReturnType<typeof servePages>>;
  let wire: Awaited<ReturnType<typeof cuttableWire>>;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'coach-clients-'));
    service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir }, 240_000);
    ({ url: serviceUrl } = await service.ready);
    pages = await servePages({ '/webchat': webChatPage, '/directline': directLinePage });
    wire = await cuttableWire(Number(new URL(serviceUrl).port));
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    pages?.close();
    wire?.close();
    service?.child.kill('SIGTERM');
    expect((await service?.ended)?.code).toBe(0);
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  beforeEach(async () => {
    troubles = [];
    page = await (await browser.newContext({ viewport: { width: 420, height: 760 }, locale: 'en-US' })).newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
  });
  afterEach(() => page.context().close());

  const open = (name: string, user: string, more = ''): Promise<unknown> =>
    page.goto(`${pages.url}/${name}?domain=${encodeURIComponent(wire.url)}&user=${user}${more}`);
  const shows = (text: string | RegExp, timeout = 10_000): Promise<void> =>
    page.getByText(text).last().waitFor({ timeout });
  const write = async (text: string): Promise<void> => {
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
  };

  test('Web Chat shows the coach’s words and buttons, sends what is written and what is tapped', async () => {
    await open('webchat', 'alex');
    await write('checkin');
    await shows('How was today together?');
    await page.getByRole('toolbar', { name: 'Suggested actions' }).getByRole('button', { name: 'Hard' }).click();
    await shows(/how strong is your urge/);
    await write('2');
    await shows(/how close did the two of you feel/);
    // Web Chat marks what came back to it as sent: nothing waits, nothing failed.
    await expect(page.getByText(/Send failed|Sending|Retry/).count()).resolves.toBe(0);
    if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'] });
    expect(troubles).toEqual([]);
  }, 60_000);

  test('Web Chat goes on after a reload with the same token', async () => {
    await open('webchat', 'sam');
    await write('menu');
    await shows('What would you like to do?');
    await page.reload();
    await shows('What would you like to do?');
    await write('checkin');
    await shows('How was today together?');
    expect(troubles).toEqual([]);
  }, 60_000);

  test('Web Chat comes back when its line is cut, and shows what was said meanwhile, once', async () => {
    await open('webchat', 'cora');
    await write('words number one');
    await shows('Just now');
    wire.cut();
    await (await directLine(serviceUrl, 'cora')).post('from another place', 'elsewhere-1');
    await shows('from another place', 30_000);
    await write('words number two');
    await shows('words number two');
    const bubbles = page.locator('.webchat__basic-transcript__activity');
    for (const text of ['words number one', 'from another place', 'words number two'])
      await expect(bubbles.filter({ hasText: text }).count()).resolves.toBe(1);
    expect(troubles).toEqual([]);
  }, 90_000);

  const heard = (): Promise<readonly Heard[]> => page.evaluate(() => (window as never as { heard: Heard[] }).heard);
  const say = (text: string): Promise<unknown> =>
    page.evaluate((words) => (window as never as { say(text: string): unknown }).say(words) && undefined, text);
  const hears = (text: string, timeout = 10_000) =>
    page.waitForFunction(
      (words) => (window as never as { heard?: Heard[] }).heard?.some((one) => one.text.includes(words)),
      text,
      { timeout },
    );
  const ready = () => page.waitForFunction(() => 'say' in window);

  for (const socket of ['yes', 'no'] as const) {
    test(`DirectLineJS ${socket === 'yes' ? 'by WebSocket' : 'by polling'}: each activity once, in order, over a cut and a reload`, async () => {
      const user = `dora-${socket}`;
      const elsewhere = await directLine(serviceUrl, user);
      await open('directline', user, `&socket=${socket}`);
      await ready();
      await say('one');
      await hears('one');
      if (socket === 'yes') wire.cut();
      await elsewhere.post('two', 'elsewhere-2');
      await hears('two', 30_000);
      await say('three');
      await hears('three');
      await page.waitForTimeout(500);
      const live = await heard();
      expect(live.map((one) => `${one.from.id}: ${one.text}`)).toEqual(await elsewhere.texts());
      const posted = await page.evaluate(() => (window as never as { posted: string[] }).posted);
      const own = live.filter((one) => one.from.id === user);
      expect(own.map((one) => one.id)).toEqual([posted[0], 'elsewhere-2', posted[1]]);

      await page.reload();
      await ready();
      await hears('three');
      expect((await heard()).map((one) => one.id)).toEqual(live.map((one) => one.id));
      expect(troubles).toEqual([]);
    }, 90_000);
  }

  test('a page of another machine gets no token', async () => {
    const answer = await fetch(`${serviceUrl}/directline/tokens/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://example.org' },
      body: JSON.stringify({ user: { id: 'alex' } }),
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(await answer.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });
});
