import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser.ts';
import { root } from '../support/places.ts';
import { useTryPage, violations } from '../support/try-page.ts';

/** What the try page has beside chats, clock and alerts: the built service and a real browser. */
describeWithBrowser('beside the chats, the try page', () => {
  const { troubles, phone, log, write, hears, opened } = useTryPage();
  let page: Page;
  let url: string;
  let browser: Browser;
  beforeAll(() => {
    ({ page, url, browser } = opened());
  });

  /** PICTURES=write makes the pictures of docs/channels anew. */
  const picture = async (name: string): Promise<void> => {
    if (process.env['PICTURES'] === 'write')
      await phone('Alex').screenshot({
        path: join(root, `docs/channels/pictures/${name}.png`),
        animations: 'disabled',
      });
  };
  const isFocused = (of: Locator): Promise<boolean> => of.evaluate((each) => each === document.activeElement);
  test('lists who asks for a person apart from alerts; the answer comes in the same chat, and the other phone shows nothing', async () => {
    await write('Alex', 'can I talk to a real person?');
    await hears('Alex', /I have asked a counselor to write to you here/);
    const asked = page.getByRole('region', { name: 'Asked for a person' });
    const request = asked.getByRole('article', { name: /Alex/ });
    await request.getByText('wants to talk with a person').waitFor();
    expect(await page.getByRole('article', { name: /Alex/ }).count()).toBe(1);
    await request.getByRole('button', { name: /^Claim/ }).click();
    await hears('Alex', /knows that you asked/);
    await request.getByLabel(/^Write to Alex/).fill('How can I help?');
    await request.getByLabel(/^Write to Alex/).press('Enter');
    await hears('Alex', 'How can I help?');
    await request.getByText('You answer now.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await request.getByRole('button', { name: /^Close/ }).click();
    await request.getByLabel('Talked', { exact: true }).check();
    await request.getByRole('button', { name: 'Close the case' }).click();
    await hears('Alex', /The counselor has finished here/);
    await asked.getByText('1 request closed').click();
    await asked.getByText('Alex · Talked').waitFor();
    expect(await request.count()).toBe(0);
    expect(
      await log('Sam')
        .getByText(/person|counselor/)
        .count(),
    ).toBe(0);
  }, 90_000);

  test('tells the counselor why a message was heard, by rule and words, and the other phone nothing of it', async () => {
    await write('Sam', 'menu');
    await hears('Sam', 'What would you like to do?');
    const before = await log('Sam').textContent();
    await write('Alex', 'I want to die');
    const alert = page.getByRole('article', { name: /Alex/ });
    await alert.getByRole('button', { name: /^Take over/ }).click();
    await hears('Alex', /I will be quiet/);
    await write('Alex', 'are you there');
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
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await alert.getByRole('button', { name: /^Release/ }).click();
  }, 90_000);

  test('a phone that looks like SMS has the short wording, numbers to answer by, and segments; the other stays', async () => {
    await write('Alex', 'menu');
    await hears('Alex', 'What would you like to do?');
    const look = page.getByLabel('Look of the phone of Alex');
    await look.selectOption('sms');
    await hears('Alex', /Pick one: 1 Check-in 2 /);
    await log('Alex').getByText('1 segment · GSM-7').last().waitFor();
    expect(await phone('Alex').getByRole('group', { name: 'Answers' }).count()).toBe(0);
    await write('Alex', '2');
    await hears('Alex', /how calm are you now/);
    await write('Alex', 'ok 👍');
    await log('Alex').getByText('1 segment · UCS-2').last().waitFor();
    expect(
      await log('Sam')
        .getByText(/segment/)
        .count(),
    ).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await hears('Alex', /Pick one: 1 Check-in 2 /);
    expect(await look.inputValue()).toBe('sms');
    await look.selectOption('direct-line');
    expect(
      await log('Alex')
        .getByText(/segment/)
        .count(),
    ).toBe(0);
    await write('Alex', 'menu');
    await look.selectOption('sms');
    await hears('Alex', /Pick one: 1 Check-in 2 /);
    await picture('sms');
    await look.selectOption('direct-line');
  }, 90_000);

  test.each(['slack', 'teams'])(
    'a phone that looks like %s keeps its words and buttons, light and dark',
    async (dress) => {
      await page.getByLabel('Look of the phone of Alex').selectOption(dress);
      // Whoever wrote much in the last minute is asked to slow down first.
      const answers = phone('Alex').getByRole('group', { name: 'Answers' });
      for (let tries = 0; tries < 6 && !(await answers.isVisible()); tries += 1) {
        await write('Alex', 'menu');
        await answers.waitFor({ timeout: 8_000 }).catch(() => {});
      }
      await answers.waitFor();
      await hears('Alex', 'What would you like to do?');
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page)).toEqual([]);
      }
      await picture(dress);
      await page.getByLabel('Look of the phone of Alex').selectOption('direct-line');
    },
    90_000,
  );

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
      expect(await isFocused(title)).toBe(true);
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
  }, 90_000);

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
    expect(await isFocused(opener)).toBe(true);
    expect(await own.getByText(/alerts? waiting/).count()).toBeGreaterThan(0);
    await opener.press('Enter');
    await own.getByRole('button', { name: 'Start over', exact: true }).press('Enter');
    await question.waitFor({ state: 'hidden' });
    await own.getByText('All quiet').waitFor();
    expect(await own.getByText('Nothing here yet.').count()).toBe(2);
    expect(await own.getByText(/^\d+ closed cases?$/).count()).toBe(0);
    await page.getByText('Nothing here yet.').nth(1).waitFor();
    const { now } = (await (await fetch(`${url}/try/api/state`)).json()) as { now: string };
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    await own.getByLabel('Write as Sam').fill('I want to die');
    await own.keyboard.press('Enter');
    await own.getByRole('article', { name: /Sam/ }).waitFor();
    await own.reload();
    await own.getByRole('log', { name: 'Messages of Sam' }).getByText('I want to die').waitFor();
    expect(await own.getByRole('log', { name: 'Messages of Alex' }).getByText(/die/).count()).toBe(0);
    await other.close();
  }, 90_000);

  test('is at most 36 kB of script before a look asks for more', async () => {
    const html = await readFile(join(root, 'dist/web/try/index.html'), 'utf8');
    const scripts = [...html.matchAll(/src="\/try\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
    expect(scripts).toHaveLength(1);
    for (const file of scripts)
      expect(gzipSync(await readFile(join(root, 'dist/web/try', file))).length).toBeLessThan(36_000);
  });

  test('asked nobody else for anything and met no error', () => {
    expect(troubles).toEqual([]);
  });
});
