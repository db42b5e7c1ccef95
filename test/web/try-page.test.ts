import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { chromiumPath, describeWithBrowser } from '../support/browser.ts';
import { type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

/** The whole house as a newcomer plays it: the built service, a real browser, both partners and the counselor. */
describeWithBrowser('the try page', () => {
  let service: MainProcess;
  let url: string;
  let dataDir: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'coach-try-'));
    service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir }, 180_000);
    ({ url } = await service.ready);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (line) => void (line.type() === 'error' && troubles.push(line.text())));
    page.on('request', (request) => void (request.url().startsWith(url) || troubles.push(`asked ${request.url()}`)));
    await page.goto(`${url}/try`);
    await phone('Alex').waitFor();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    service?.child.kill('SIGTERM');
    expect((await service?.ended)?.code).toBe(0);
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  const phone = (name: string): Locator => page.getByRole('region', { name: `Chat of ${name}` });
  const log = (name: string): Locator => page.getByRole('log', { name: `Messages of ${name}` });
  const write = async (name: string, text: string): Promise<void> => {
    await page.getByLabel(`Write as ${name}`).fill(text);
    await page.keyboard.press('Enter');
  };
  const hears = (name: string, text: string | RegExp): Promise<void> =>
    log(name).getByText(text).last().waitFor({ timeout: 8_000 });
  const violations = async (on: Page): Promise<string[]> => {
    const { violations: found } = await new AxeBuilder({ page: on })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  };

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
    await page.getByRole('button', { name: /next/i }).click();
    for (let count = 0; count < 4 && (await log('Sam').getByText('Your check-in is ready').count()) === 0; count += 1) {
      await page.waitForTimeout(800);
      await page.getByRole('button', { name: /next/i }).click();
    }
    await hears('Sam', /Your check-in is ready/);
  }, 30_000);

  test('a crisis is answered, its alert claimed, taken over and closed, and the other partner sees nothing of it', async () => {
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

  test('tells the counselor why a message was heard, by rule and words, and the other phone nothing of it', async () => {
    const before = await log('Sam').textContent();
    await page.getByText('Why: what was heard, what was not sent').click();
    const turns = page.getByRole('list', { name: 'Messages of Alex and their reasons' });
    await turns.getByText('suicide.want-to-die').first().waitFor();
    expect(await turns.locator('mark').first().textContent()).toBe('I want to die');
    await turns.getByText('No answer: a counselor answers here.').first().waitFor();
    await page.getByRole('group', { name: 'Which phone' }).getByRole('button', { name: 'Sam' }).click();
    await page.getByRole('list', { name: 'Messages of Sam and their reasons' }).waitFor();
    expect(await page.locator('.turns').getByText(/die/).count()).toBe(0);
    expect(await log('Sam').textContent()).toBe(before);
    expect(await violations(page)).toEqual([]);
    await page.getByText('Why: what was heard, what was not sent').click();
  }, 30_000);

  test('a phone that looks like SMS has the short wording, numbers to answer by, and segments; the other stays', async () => {
    const look = page.getByLabel('Look of the phone of Alex');
    await look.selectOption('sms');
    await hears('Alex', /What would you like to do\? 1 Check-in 2 /);
    await log('Alex').getByText('1 segment · GSM-7').last().waitFor();
    expect(await phone('Alex').getByRole('group', { name: 'Answers' }).count()).toBe(0);
    await write('Alex', '2');
    await log('Alex').getByText('What would you like to do?').last().waitFor();
    await write('Alex', 'ok 👍');
    await log('Alex').getByText('1 segment · UCS-2').last().waitFor();
    expect(
      await log('Sam')
        .getByText(/segment/)
        .count(),
    ).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await hears('Alex', /What would you like to do\? 1 Check-in 2 /);
    expect(await look.inputValue()).toBe('sms');
    await look.selectOption('direct-line');
    expect(
      await log('Alex')
        .getByText(/segment/)
        .count(),
    ).toBe(0);
    await write('Alex', 'stop it, menu');
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
    await alert.getByText(/Done by Dana/).waitFor();
    expect(asked).toEqual([{ task: 'task-1' }]);
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

  test.each([
    [900, 700, 'light'],
    [360, 740, 'dark'],
  ] as const)(
    'at %i px a line of its own tells of an open alert, covers nothing, and leads there',
    async (width, height, colorScheme) => {
      const other = await browser.newContext({ viewport: { width, height }, locale: 'en-US', colorScheme });
      const own = await other.newPage();
      await own.goto(`${url}/try`);
      const line = own.getByRole('button', { name: /\d open alerts?, waiting \S/ });
      await line.waitFor();
      const boxOf = async (of: Locator) => (await of.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const bottom = async () => (await boxOf(line)).y + (await boxOf(line)).height;
      expect((await boxOf(own.getByRole('banner'))).y).toBeGreaterThanOrEqual(await bottom());
      for (const name of ['Write as Alex', 'Look of the phone of Alex']) {
        await own.getByLabel(name).focus();
        await own.waitForTimeout(200);
        expect((await boxOf(own.getByLabel(name))).y).toBeGreaterThanOrEqual(await bottom());
        expect((await boxOf(line)).y).toBeGreaterThanOrEqual(0);
      }
      expect(await violations(own)).toEqual([]);
      await line.focus();
      await own.keyboard.press('Enter');
      const title = own.getByRole('heading', { name: 'Counselor panel' });
      await title.waitFor();
      await own.waitForTimeout(300);
      expect(await title.evaluate((each) => each === document.activeElement)).toBe(true);
      expect((await boxOf(title)).y).toBeLessThan(height);
      await other.close();
    },
    60_000,
  );

  test('a newcomer is shown three steps, by keyboard too, and never again once they are put away', async () => {
    const other = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
    const fresh = await other.newPage();
    await fresh.goto(`${url}/try`);
    const tour = fresh.getByRole('region', { name: /of 3$/ });
    await tour.getByText('1 of 3').waitFor();
    expect(await violations(fresh)).toEqual([]);
    const isFocused = (of: Locator) => of.evaluate((each) => each === document.activeElement);
    for (const step of ['2 of 3', '3 of 3']) {
      await tour.getByRole('button', { name: 'Next' }).press('Enter');
      await tour.getByText(step).waitFor();
      expect(await isFocused(tour.getByRole('heading'))).toBe(true);
    }
    await fresh.keyboard.press('Escape');
    await tour.waitFor({ state: 'detached' });
    expect(await isFocused(fresh.locator('#main'))).toBe(true);
    await fresh.reload();
    await fresh.getByRole('log', { name: 'Messages of Alex' }).waitFor();
    expect(await tour.count()).toBe(0);
    const again = fresh.getByRole('button', { name: 'Tour' });
    await again.click();
    await tour.getByRole('button', { name: 'Skip the tour' }).click();
    expect(await isFocused(again)).toBe(true);
    await fresh.getByRole('button', { name: 'ES: Español' }).click();
    await fresh.getByRole('button', { name: 'Recorrido' }).click();
    await fresh.getByRole('region', { name: /1 de 3$/ }).waitFor();
    await other.close();
  }, 60_000);

  test('a case is closed by no Enter and by no choice that nobody made', async () => {
    const alert = page.getByRole('article').first();
    await alert.getByRole('button', { name: /^(Close|Cerrar)/ }).click();
    expect(await alert.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await alert.getByRole('button', { name: /^(Close the case|Cerrar el caso)$/ }).click();
    await page.waitForTimeout(500);
    expect(await alert.getByRole('radio').count()).toBe(5);
    await page.keyboard.press('Escape');
  }, 30_000);

  test('starts over once it was asked: both phones, alerts and clock as on a first start, in every window', async () => {
    const other = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    const own = await other.newPage();
    await own.goto(`${url}/try`);
    await own
      .getByText(/alerts? waiting/)
      .first()
      .waitFor();
    await own.getByRole('button', { name: '+1 day' }).click();
    const opener = own.getByRole('button', { name: 'Start over…' });
    await opener.press('Enter');
    const question = own.getByRole('dialog', { name: 'Start over?' });
    await question.getByText(/What was written stays in the data folder/).waitFor();
    expect(await violations(own)).toEqual([]);
    await own.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await own.getByText(/alerts? waiting/).count()).toBeGreaterThan(0);
    await opener.press('Enter');
    await own.getByRole('button', { name: 'Start over', exact: true }).press('Enter');
    await question.waitFor({ state: 'hidden' });
    await own.getByText('All quiet').waitFor();
    expect(await own.getByText('Nothing here yet.').count()).toBe(2);
    expect(await own.getByText(/closed case/).count()).toBe(0);
    expect(await page.getByText(/Todavía no hay nada\.|Nothing here yet\./).count()).toBe(2);
    const { now } = (await (await fetch(`${url}/try/api/state`)).json()) as { now: string };
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    await own.getByLabel('Write as Sam').fill('I want to die');
    await own.keyboard.press('Enter');
    await own.getByRole('article', { name: /Sam/ }).waitFor();
    await own.reload();
    await own.getByRole('log', { name: 'Messages of Sam' }).getByText('I want to die').waitFor();
    expect(await own.getByRole('log', { name: 'Messages of Alex' }).getByText(/die/).count()).toBe(0);
    await other.close();
  }, 60_000);

  test('is at most 35 kB of script before a look asks for more', async () => {
    const html = await readFile(join(root, 'dist/web/try/index.html'), 'utf8');
    const scripts = [...html.matchAll(/src="\/try\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
    expect(scripts).toHaveLength(1);
    for (const file of scripts)
      expect(gzipSync(await readFile(join(root, 'dist/web/try', file))).length).toBeLessThan(35_000);
  });

  test('asked nobody else for anything and met no error', () => {
    expect(troubles).toEqual([]);
  });
});
