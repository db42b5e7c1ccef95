import { beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser.ts';
import { useTryPage, violations } from '../support/try-page.ts';

/** The whole house as a newcomer plays it: the built service, a real browser, both partners and the counselor. */
describeWithBrowser('the try page', () => {
  const { troubles, phone, log, write, hears, opened } = useTryPage();
  let page: Page;
  let url: string;
  let browser: Browser;
  beforeAll(() => {
    ({ page, url, browser } = opened());
  });

  test('a check-in is paused and resumed, by word and by button', async () => {
    await write('Alex', 'checkin');
    await hears('Alex', 'How was today together?');
    await phone('Alex').getByRole('button', { name: 'Hard' }).click();
    await hears('Alex', /how strong is your urge/);
    await write('Alex', 'pause');
    await hears('Alex', /^Paused/);
    await write('Alex', 'resume');
    await hears('Alex', "OK, let's go on.");
    await phone('Alex')
      .getByRole('button', { name: /^\D*10$/ })
      .waitFor();
    await write('Alex', '2');
    await hears('Alex', /how close did the two of you feel/);
  }, 30_000);

  test('a nudge comes at its hour', async () => {
    await page.getByRole('button', { name: 'To what comes next' }).click();
    for (let count = 0; count < 4 && (await log('Sam').getByText('Your check-in is ready').count()) === 0; count += 1) {
      await page.waitForTimeout(800);
      await page.getByRole('button', { name: 'To what comes next' }).click();
    }
    await hears('Sam', /Your check-in is ready/);
  }, 30_000);

  test('a crisis is answered, its alert claimed, taken over and closed, and the other partner sees nothing of it', async () => {
    await log('Sam').getByText('Opening the chat…').waitFor({ state: 'detached' });
    const before = await log('Sam').textContent();
    await write('Alex', 'I want to die');
    await hears('Alex', /Call or text 988/);
    const alert = page.getByRole('article', { name: /Alex/ });
    await alert.getByRole('button', { name: /^Claim/ }).click();
    await hears('Alex', /Dana, a counselor, has your alert/);
    await alert.getByRole('button', { name: /^Take over/ }).click();
    await hears('Alex', /I will be quiet/);
    await write('Alex', 'menu');
    await page.getByLabel('Write to Alex as Dana').fill('This is Dana. I am with you.');
    await page.keyboard.press('Enter');
    await hears('Alex', /This is Dana. I am with you./);
    expect(await log('Alex').getByText('What would you like to do?').count()).toBe(0);
    await alert.getByRole('button', { name: /^Close/ }).click();
    await alert.getByRole('radio', { name: 'Could not be reached' }).check();
    await alert.getByRole('radio', { name: 'No follow-up' }).check();
    await alert.getByLabel(/^Note/).fill('Called twice.');
    await alert.getByRole('button', { name: /close/i }).last().click();
    await hears('Alex', /Your alert is closed/);
    await write('Alex', 'menu');
    await hears('Alex', 'What would you like to do?');
    expect(await log('Sam').textContent()).toBe(before);
    await page.getByText('1 closed case').click();
    await page.getByText('Could not be reached · closed by Dana').waitFor();
    await page.getByText('Called twice.').waitFor();
    expect(
      await log('Alex')
        .getByText(/Could not be reached|Called twice/)
        .count(),
    ).toBe(0);
  }, 60_000);

  test('keeps its history over a reload', async () => {
    await page.reload();
    await hears('Alex', /This is Dana. I am with you./);
  }, 30_000);

  test('shows what only a human can do, and who did it', async () => {
    // The page's own chats are kept here and cannot fail: the task is put into what the server tells.
    const task = { id: 'task-1', kind: 'undeliverable', code: 'HTTP_403_ConversationBlockedByUser', at: Date.now() };
    const asked: unknown[] = [];
    const told = (alert: object) => ({
      ...alert,
      tasks: [asked.length === 0 ? task : { ...task, done: { at: Date.now(), by: 'Dana' } }],
    });
    const narrow = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
    const panel = await narrow.newPage();
    await panel.route('**/try/api/state', async (route) => {
      const response = await route.fetch();
      const state = (await response.json()) as { alerts: { partner: string }[] };
      const alerts = state.alerts.map((alert) => (alert.partner === 'Sam' ? told(alert) : alert));
      await route.fulfill({ response, json: { ...state, alerts } });
    });
    await panel.route('**/task-done', async (route) => {
      asked.push(route.request().postDataJSON());
      await route.fulfill({ json: {} });
    });
    await write('Sam', 'I want to die');
    await hears('Sam', /988/);
    await panel.goto(`${url}/try`);
    await panel.getByRole('tab', { name: /Counselor/ }).click();
    const alert = panel.getByRole('article', { name: /Sam/ });
    await alert.getByText('HTTP_403_ConversationBlockedByUser').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await panel.emulateMedia({ colorScheme });
      expect(await violations(panel)).toEqual([]);
    }
    expect(await panel.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await alert.getByRole('button', { name: /^Mark as done/ }).click();
    // Without a word of how it ended nothing is done.
    expect(asked).toEqual([]);
    await alert.getByLabel('How it ended').selectOption('Reached');
    await alert.getByRole('button', { name: /^Mark as done/ }).click();
    await alert.getByText(/Done by Dana/).waitFor();
    expect(asked).toEqual([{ task: 'task-1', outcome: 'reached' }]);
    await narrow.close();
  }, 30_000);

  test('has nothing for axe to find: light, dark, narrow, in Spanish', async () => {
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 860 });
    await page
      .getByRole('button', { name: 'ES' })
      .or(page.getByRole('radio', { name: 'ES' }))
      .first()
      .click();
    await page.getByText('Consejer', { exact: false }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    expect(await violations(page)).toEqual([]);
  }, 60_000);

  test.each([1280, 900, 360])(
    'a crisis text at %i px is seen from its first line, its numbers call',
    async (width) => {
      const other = await browser.newContext({ viewport: { width, height: 640 }, locale: 'en-US' });
      const own = await other.newPage();
      await own.goto(`${url}/try`);
      await own.getByLabel('Write as Alex').fill('I want to kill myself');
      await own.waitForTimeout(1_000);
      const before = await own.locator('#panel-alex .is-crisis').count();
      await own.keyboard.press('Enter');
      const first = own.locator('#panel-alex .is-crisis').nth(before);
      await first.waitFor();
      await own.waitForTimeout(500);
      const [box, frame] = await Promise.all([
        first.locator('.bubble').boundingBox(),
        own.getByRole('log', { name: 'Messages of Alex' }).boundingBox(),
      ]);
      expect(box?.y).toBeGreaterThanOrEqual(frame?.y ?? Number.NaN);
      expect(box?.y).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? 0) - 40);
      const told =
        width === 1280
          ? own.getByText(/alerts? waiting/).first()
          : own.getByRole('button', { name: /open alerts?, waiting/ });
      await told.waitFor();
      expect(await own.locator('#panel-alex .is-crisis a[href="tel:988"]').count()).toBeGreaterThan(0);
      if (process.env['SCREENSHOT']) await own.screenshot({ path: `${process.env['SCREENSHOT']}-${width}.png` });
      await other.close();
    },
    30_000,
  );

  test('a message that the line swallowed says whom to call, and is sent again by itself', async () => {
    const other = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
    const cut = await other.newPage();
    await cut.goto(`${url}/try`);
    await cut
      .getByLabel('Write as Sam')
      .or(cut.getByRole('tab', { name: 'Sam' }))
      .first()
      .waitFor();
    await cut.getByRole('tab', { name: /Sam/ }).click();
    await other.setOffline(true);
    await cut.getByLabel('Write as Sam').fill('i want to end my life now');
    await cut.keyboard.press('Enter');
    const help = cut.locator('#panel-sam .unsent-help');
    await help.locator('a[href="tel:911"]').waitFor();
    await help.locator('a[href="tel:988"]').waitFor();
    expect(await violations(cut)).toEqual([]);
    if (process.env['SCREENSHOT']) await cut.screenshot({ path: `${process.env['SCREENSHOT']}-cut.png` });
    await other.setOffline(false);
    await help.waitFor({ state: 'detached', timeout: 25_000 });
    const said = cut.locator('#panel-sam .from-partner', { hasText: 'i want to end my life now' });
    expect(await said.count()).toBe(1);
    expect(await cut.locator('#panel-sam .is-failed').count()).toBe(0);
    await other.close();
  }, 60_000);

  test('a case is closed by no Enter and by no choice that nobody made', async () => {
    const alert = page.getByRole('article').first();
    await alert.getByRole('button', { name: /^(Close|Cerrar)/ }).click();
    expect(await alert.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await alert.getByRole('button', { name: /^(Close the case|Cerrar el caso)$/ }).click();
    await page.waitForTimeout(500);
    expect(await alert.getByRole('radio').count()).toBe(6);
    await page.keyboard.press('Escape');
  }, 30_000);

  test('asked nobody else for anything and met no error', () => {
    expect(troubles).toEqual([]);
  });
});
