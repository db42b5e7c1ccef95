import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { askService, resultOf } from '../../src/cli/control-client.ts';
import { socketOf } from '../../src/control/server.ts';
import { aPassword, digitsOf } from '../support/accounts.ts';
import { describeWithBrowser } from '../support/browser.ts';
import { openBrowser } from '../support/console-page.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

describeWithBrowser('from a partner’s message to a supervisor’s signature, on the service as it runs', () => {
  let service: MainProcess;
  let url: string;
  let dataDir: string;
  let browser: Browser;
  const troubles: string[] = [];
  const contexts: BrowserContext[] = [];
  /** The secrets of people's apps. */
  const secrets = new Map<string, string>();

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'coach-console-'));
    service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir }, 400_000);
    ({ url } = await service.ready);
    browser = await openBrowser();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    service?.child.kill('SIGTERM');
    expect((await service?.ended)?.code).toBe(0);
    await rm(dataDir, { recursive: true, force: true });
  }, 90_000);

  async function aPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    return page;
  }

  /** What `coach console link` does. */
  async function aLink(login: string, name: string, roles: readonly string[]): Promise<string> {
    const answer = await askService(socketOf(dataDir), 'console-link', { login, name, roles, by: 'test' });
    if (!answer) throw new Error('no service');
    return ((await resultOf(answer)) as { readonly path: string }).path;
  }

  /** Uses a one-time link, and sets up all of it, by the keyboard alone. */
  async function enrol(page: Page, login: string, name: string, roles: readonly string[]): Promise<void> {
    await page.goto(`${url}${await aLink(login, name, roles)}`);
    await page.getByRole('button', { name: 'Use the link' }).press('Enter');
    await page.getByLabel('New password').fill(aPassword);
    await page.keyboard.press('Enter');
    const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
    secrets.set(login, secret);
    await page.getByLabel('Six digits from the app').fill(digitsOf(secret, Date.now()));
    await page.keyboard.press('Enter');
    await page.getByLabel('I have kept them in a safe place.').press('Space');
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page
      .getByText('All quiet.')
      .or(page.getByRole('link', { name: /C-001/ }))
      .first()
      .waitFor();
  }

  test('notice, claim, live answer, hand-back, closing, signature; and who comes second is told who was first', async () => {
    const [dana, robin] = [await aPage(), await aPage()];
    await dana.goto(`${url}/console`);
    await dana.getByText('coach console link').waitFor();
    await enrol(dana, 'dana', 'Dana Reed', ['counselor', 'supervisor']);
    await enrol(robin, 'robin', 'Robin Vale', ['supervisor']);

    const alex = await directLine(url, 'alex');
    await alex.post('I took all my pills', 'm1');
    const row = dana.getByRole('link', { name: /Emergency.*C-001/s });
    await row.waitFor();
    await row.press('Enter');
    await dana.getByRole('heading', { name: /C-001/ }).waitFor();
    await dana.getByRole('log').getByText('I took all my pills').first().waitFor();

    // Two browsers and one case.
    await robin.getByRole('link', { name: /C-001/ }).click();
    const claimOf = (page: Page) => page.getByRole('button', { name: /^Claim/ });
    await claimOf(robin).waitFor();
    await claimOf(dana).press('Enter');
    await dana.getByRole('button', { name: /^Hand back/ }).waitFor();
    await robin.getByText('Dana Reed', { exact: false }).first().waitFor();
    const held = await robin.evaluate(async () => {
      const me = (await (await fetch('/console/api/me')).json()) as { csrf: string };
      const id = location.pathname.split('/').at(-1);
      const answer = await fetch(`/console/api/alerts/${id}/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrf },
        body: JSON.stringify({ type: 'claim' }),
      });
      return { status: answer.status, ...((await answer.json()) as { details: { holder: string } }).details };
    });
    expect(held).toEqual({ status: 409, holder: 'Dana Reed' });

    await dana.getByLabel('Write to Alex as Dana Reed').fill('This is Dana. I am calling you now.');
    await dana.keyboard.press('Enter');
    await dana.getByRole('log').getByText('This is Dana. I am calling you now.').waitFor();
    expect(await alex.texts()).toContainEqual(expect.stringContaining('This is Dana. I am calling you now.'));
    await alex.post('thank you', 'm2');
    await dana.getByRole('log').getByText('thank you').waitFor();

    // A connection that is lost comes back by itself, and misses nothing.
    await contexts[0]?.setOffline(true);
    await alex.post('I am at home', 'm3');
    await contexts[0]?.setOffline(false);
    await dana.getByRole('log').getByText('I am at home').waitFor();

    await dana.getByRole('button', { name: /^Hand back/ }).click();
    await dana.getByRole('button', { name: /^Close…/ }).click();
    await dana.getByLabel('Talked, safe for now').check();
    await dana.getByLabel('No follow-up').check();
    await dana.getByRole('button', { name: 'Close the case' }).click();
    await dana.getByText('Closed by Dana Reed. A supervisor signs it.').waitFor();

    await robin.reload();
    await robin.getByText('Closed by Dana Reed. A supervisor signs it.').waitFor();
    await robin.getByRole('button', { name: 'Sign the closed case' }).click();
    await robin.getByText('signed by Robin Vale', { exact: false }).waitFor();
    // The other partner has heard nothing of all that.
    const sam = await directLine(url, 'sam');
    expect(await sam.texts()).toEqual([]);
    expect(troubles).toEqual([]);
  }, 180_000);

  test('a sign-in that runs out in the middle of a sentence loses no word; hostile words are words', async () => {
    const dana = contexts[0]?.pages()[0] as Page;
    const alex = await directLine(url, 'alex');
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> I want to die';
    await alex.post(hostile, 'm4');
    await dana.goto(`${url}/console`);
    await dana.getByRole('link', { name: /C-001/ }).first().press('Enter');
    await dana.getByRole('log').getByText('<img src=x onerror', { exact: false }).first().waitFor();
    const field = dana.getByLabel('Write to Alex as Dana Reed');
    await field.fill('I am here, and I');
    await contexts[0]?.clearCookies();
    await field.press('Enter');
    const dialog = dana.getByRole('dialog', { name: 'Your sign-in has run out.' });
    await dialog.getByLabel('User name').fill('dana');
    await dialog.getByLabel('Password').fill(aPassword);
    await dana.keyboard.press('Enter');
    // A code is taken once: the next one is a step ahead.
    await dialog.getByLabel('Code').fill(digitsOf(secrets.get('dana') ?? '', Date.now() + 30_000));
    await dana.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await dana.getByRole('log').getByText('I am here, and I').waitFor();
    expect(await alex.texts()).toContainEqual(expect.stringContaining('I am here, and I'));
    expect(await dana.evaluate(() => (window as { hurt?: number }).hurt ?? null)).toBeNull();
    expect(await dana.locator('main img, main script').count()).toBe(0);
    expect(await dana.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('I am here');
    expect(troubles).toEqual([]);
  }, 120_000);

  test('an admin writes somebody down and makes a link, with which they set up their own sign-in', async () => {
    const [admin, lee] = [await aPage(), await aPage()];
    await enrol(admin, 'ada', 'Ada Bell', ['admin', 'supervisor']);
    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByRole('heading', { name: 'People' }).waitFor();
    await admin.evaluate(async () => {
      const { csrf } = (await (await fetch('/console/api/me')).json()) as { csrf: string };
      const post = (path: string, body: object) =>
        fetch(`/console/api/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
          body: JSON.stringify(body),
        });
      await post('accounts', { id: 'lee', name: 'Lee Fox', roles: ['counselor'] });
    });
    await admin.reload();
    await admin.getByRole('button', { name: /link.*Lee Fox/i }).click();
    const shown = admin
      .getByText('/console/link#', { exact: false })
      .or(admin.locator('input[value*="/console/link#"]'));
    await shown.first().waitFor();
    const text = await shown.first().evaluate((each) => (each as HTMLInputElement).value || each.textContent || '');
    const [path = ''] = /\/console\/link#\S+/.exec(text) ?? [];
    await lee.goto(`${url}${path}`);
    await lee.getByRole('button', { name: 'Use the link' }).click();
    await lee.getByRole('heading', { name: 'Welcome, Lee Fox. Choose a password' }).waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  test('the session is a cookie of this host alone, which no script of the page reads', async () => {
    const page = contexts[0]?.pages()[0] as Page;
    await page.goto(`${url}/console/account`);
    await page.getByRole('heading', { name: 'Dana Reed' }).waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const cookies = (await contexts[0]?.cookies()) ?? [];
    expect(cookies).toMatchObject([{ name: '__Host-coach', httpOnly: true, secure: true, sameSite: 'Lax' }]);
  }, 60_000);
});
