import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser.ts';
import { useTryPage, violations } from '../support/try-page.ts';

/** An exercise for two on the try page: what runs, at which place, from both sides at once. */
describeWithBrowser('the try page in an exercise for two', () => {
  const { troubles, log, write, hears, opened } = useTryPage();
  let page: Page;
  beforeAll(() => {
    ({ page } = opened());
  });
  const runs = (name: string) => page.getByRole('region', { name: `What runs on the phone of ${name}` });
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['LOOKS'];
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  };
  const forward = async (step: string): Promise<void> => {
    await page.getByRole('button', { name: step }).click();
    await page.locator('.clock[aria-busy="false"]').waitFor();
  };

  test('shows a break, then what comes after it, on both phones, each with its own part', async () => {
    await write('Sam', 'menu');
    await hears('Sam', 'What would you like to do?');
    expect(await runs('Sam').count()).toBe(0);
    await write('Alex', 'HEAT');
    await hears('Alex', /safe right now/);
    await runs('Alex').getByText('answers now').waitFor();
    await runs('Sam').getByText('time-out').waitFor();
    await write('Alex', 'yes');
    await write('Alex', '30 minutes');
    await forward('To what comes next');
    await hears('Sam', /take a break/);
    for (const name of ['Alex', 'Sam'])
      await runs(name)
        .getByText(/until .+ min left/)
        .waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    await picture('break');
    await page.getByRole('button', { name: 'To what comes next' }).click();
    for (
      let nth = 0;
      nth < 6 &&
      (await log('Alex')
        .getByText(/[Rr]eady/)
        .count()) === 0;
      nth += 1
    )
      await forward('To what comes next');
    await write('Alex', 'yes');
    await write('Sam', 'yes');
    await forward('To what comes next');
    for (const name of ['Alex', 'Sam']) await runs(name).getByText('repair').waitFor();
    const parts = await Promise.all(['Alex', 'Sam'].map((name) => runs(name).textContent()));
    expect(parts.filter((each) => each?.includes('answers now'))).toHaveLength(1);
    expect(parts.filter((each) => each?.includes('waits'))).toHaveLength(1);
    // The line is no message: neither chat has a word of it.
    for (const name of ['Alex', 'Sam']) expect(await log(name).getByText('answers now').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await picture('repair-light');
  }, 120_000);

  test('is legible in the dark and on a small screen, and looks to the other as before where one is in a crisis', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture('repair-dark');
    expect(await violations(page)).toEqual([]);
    const before = (await runs('Sam').textContent())?.replace(/,.*/, '');
    await write('Alex', 'I want to die');
    await runs('Alex').getByText('goes on without them').waitFor();
    expect((await runs('Sam').textContent())?.replace(/,.*/, '')).toBe(before);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await picture('small-dark');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await picture('small-light');
    expect(troubles).toEqual([]);
  }, 120_000);
});
