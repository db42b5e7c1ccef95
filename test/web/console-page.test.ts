import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath, describeWithBrowser } from '../support/browser.ts';
import { aConsoleWorld } from '../support/console-world.ts';
import { violations } from '../support/try-page.ts';

describeWithBrowser('the place of a case before anybody can sign in', () => {
  let server: Awaited<ReturnType<typeof aConsoleWorld>>;
  let browser: Browser;
  beforeAll(async () => {
    server = await aConsoleWorld();
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('has nothing for axe to find: light, dark, narrow, in both languages; and fits a phone', async () => {
    for (const locale of ['en-US', 'es-US'])
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [320, 1280]) {
          const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 740 } });
          const page = await context.newPage();
          await page.goto(`http://127.0.0.1:${server.port}/console/cases/alert-1`);
          expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
          await context.close();
        }
  }, 120_000);

  test('is dark where its reader’s screen is, and changes its language by a link', async () => {
    const context = await browser.newContext({ locale: 'en-US', colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.port}/console/cases/alert-1`);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(26, 24, 22)');
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'La consola todavía no está abierta' }).waitFor();
    await context.close();
  }, 30_000);
});
