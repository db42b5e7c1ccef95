import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aPassword } from '../support/accounts.ts';
import { describeWithBrowser } from '../support/browser.ts';
import { aConsoleService, type ConsoleService } from '../support/console-service.ts';
import { directLine } from '../support/main-process.ts';

describeWithBrowser('from a partner’s message to a supervisor’s signature, on the service as it runs', () => {
  let service: ConsoleService;
  let url: string;
  /** Dana's and Robin's pages: both stay signed in from test to test. */
  let dana: Page;
  let robin: Page;

  beforeAll(async () => {
    service = await aConsoleService();
    ({ url } = service);
    [dana, robin] = [await service.aPage(), await service.aPage()];
  }, 90_000);
  afterAll(async () => {
    await service?.close();
  }, 90_000);

  test('notice, claim, live answer, hand-back, closing, signature; and who comes second is told who was first', async () => {
    await dana.goto(`${url}/console`);
    await dana.getByText('coach console link').waitFor();
    await service.enrol(dana, 'dana', 'Dana Reed', ['counselor', 'supervisor']);
    await service.enrol(robin, 'robin', 'Robin Vale', ['supervisor']);

    const phones = await service.aPage();
    await phones.goto(`${url}/try`);
    const writes = async (text: string): Promise<void> => {
      await phones.getByLabel('Write as Alex').fill(text);
      await phones.keyboard.press('Enter');
    };
    const heard = phones.getByRole('log', { name: 'Messages of Alex' });
    await writes('I took all my pills');
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
    await heard.getByText('This is Dana. I am calling you now.').first().waitFor();
    await writes('thank you');
    await dana.getByRole('log').getByText('thank you').waitFor();

    // A connection that is lost comes back by itself, and misses nothing.
    await dana.context().setOffline(true);
    await writes('I am at home');
    await heard.getByText('I am at home').first().waitFor();
    await dana.context().setOffline(false);
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
    expect(service.troubles).toEqual([]);
  }, 180_000);

  test('a case that is open while its reader’s caseload changes is read anew once, and its talk goes on', async () => {
    const reads: string[] = [];
    dana.on('request', (request) => void (/\/api\/alerts\/[^/]+$/.test(request.url()) && reads.push(request.url())));
    await robin.goto(`${url}/console/couples`);
    await robin.getByRole('link', { name: /C-001/ }).click();
    await robin.getByLabel('In whose caseload it is').selectOption('dana');
    await robin.getByRole('button', { name: 'Save' }).click();
    // The service looks every five seconds whether its readers still see the same.
    await dana.waitForTimeout(7_000);
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.length).toBeLessThan(6);
    await (await directLine(url, 'alex')).post('one more word', 'm2');
    await dana.getByRole('log').getByText('one more word').waitFor();
  }, 60_000);

  test('a sign-in that runs out in the middle of a sentence loses no word; hostile words are words', async () => {
    const alex = await directLine(url, 'alex');
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> I want to die';
    await alex.post(hostile, 'm4');
    await dana.goto(`${url}/console`);
    await dana.getByRole('link', { name: /C-001/ }).first().press('Enter');
    await dana.getByRole('log').getByText('<img src=x onerror', { exact: false }).first().waitFor();
    const field = dana.getByLabel('Write to Alex as Dana Reed');
    await field.fill('I am here, and I');
    // It runs out as the words are on their way, not before: a page that asks in place by then would take the key itself.
    await dana.route(
      '**/acts',
      async (route) => {
        await service.endSession(dana);
        await route.continue();
      },
      { times: 1 },
    );
    await field.press('Enter');
    const dialog = dana.getByRole('dialog', { name: 'Your sign-in has run out.' });
    await dialog.getByLabel('User name').fill('dana');
    await dialog.getByLabel('Password').fill(aPassword);
    await dana.keyboard.press('Enter');
    // A code is taken once: the next one is a step ahead.
    await dialog.getByLabel('Code').fill(service.digits('dana', 1));
    await dana.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await dana.getByRole('log').getByText('I am here, and I').waitFor();
    expect(await alex.texts()).toContainEqual(expect.stringContaining('I am here, and I'));
    expect(await dana.evaluate(() => (window as { hurt?: number }).hurt ?? null)).toBeNull();
    expect(await dana.locator('main img, main script').count()).toBe(0);
    expect(await dana.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('I am here');
    expect(service.troubles).toEqual([]);
  }, 120_000);

  test('an admin writes somebody down and makes a link, with which they set up their own sign-in', async () => {
    const [admin, lee] = [await service.aPage(), await service.aPage()];
    await service.enrol(admin, 'ada', 'Ada Bell', ['admin', 'supervisor']);
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
    expect(service.troubles).toEqual([]);
  }, 120_000);

  test('the session is a cookie of this host alone, which no script of the page reads', async () => {
    const page = dana;
    await page.goto(`${url}/console/account`);
    await page.getByRole('heading', { name: 'Dana Reed' }).waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: '__Host-coach', httpOnly: true, secure: true, sameSite: 'Lax' }]);
  }, 60_000);
});
