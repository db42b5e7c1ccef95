import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { chromiumPath } from './browser.ts';
import { type MainProcess, startMain } from './main-process.ts';
import { root } from './places.ts';

/** What axe finds wrong with a page, by WCAG 2.2 AA. What is still moving in is let arrive: half faded, it has no contrast. */
export async function violations(on: Page): Promise<string[]> {
  await on.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity),
  );
  const { violations: found } = await new AxeBuilder({ page: on })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** For the tests of one file: the built service, a real browser and the try page in it. What the page did wrong is kept. */
export function useTryPage() {
  let service: MainProcess;
  let url: string;
  let dataDir: string;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'coach-try-'));
    service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir }, 400_000);
    ({ url } = await service.ready);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (line) => void (line.type() === 'error' && troubles.push(line.text())));
    page.on('request', (request) => void (request.url().startsWith(url) || troubles.push(`asked ${request.url()}`)));
    await page.goto(`${url}/try`);
    await phone('Alex').waitFor();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    service?.child.kill('SIGTERM');
    expect((await service?.ended)?.code).toBe(0);
    await rm(dataDir, { recursive: true, force: true });
  }, 90_000);

  const phone = (name: string): Locator => page.getByRole('region', { name: `Chat of ${name}` });
  const log = (name: string): Locator => page.getByRole('log', { name: `Messages of ${name}` });
  return {
    troubles,
    phone,
    log,
    /** What is there once it has opened. */
    opened: () => ({ page, url, browser }),
    write: async (name: string, text: string): Promise<void> => {
      await page.getByLabel(`Write as ${name}`).fill(text);
      await page.keyboard.press('Enter');
    },
    hears: (name: string, text: string | RegExp): Promise<void> =>
      log(name).getByText(text).last().waitFor({ timeout: 15_000 }),
  };
}
