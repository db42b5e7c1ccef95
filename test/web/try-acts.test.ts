import { beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser.ts';
import { useTryPage, violations } from '../support/try-page.ts';

/** What a counselor does with a case beyond claiming and answering: the built service and a real browser, 360 px wide. */
describeWithBrowser('the counselor’s acts on the try page', () => {
  const { troubles, write, hears, opened } = useTryPage();
  let page: Page;
  let url: string;
  let alert: Locator;
  beforeAll(() => {
    ({ page, url } = opened());
    alert = page.getByRole('article', { name: /^Alex/ });
  });
  const press = (name: RegExp): Promise<void> => alert.getByRole('button', { name }).click();
  const looksWell = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  };

  test('a call is logged and the next person called by keyboard alone', async () => {
    await write('Alex', 'I took all my pills');
    await hears('Alex', /911/);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('tab', { name: /Counselor/ }).click();
    await press(/^Claim/);
    await alert.getByText('Claimed by you').waitFor();
    await alert.getByText('More', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await alert.getByRole('button', { name: /^Call the next person/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The next person is called for Alex.').waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('article')?.getAttribute('aria-busy') === 'false');
    await alert.getByRole('button', { name: /^Log a call/ }).focus();
    await page.keyboard.press('Enter');
    // The first result has the focus: Space chooses it, Escape would leave.
    await page.waitForFunction(() => document.activeElement?.matches('input[name="choice"]'));
    await page.keyboard.press('Space');
    await looksWell();
    await expect(alert.getByRole('radio', { name: 'Reached the partner' }).isChecked()).resolves.toBe(true);
    await alert.getByRole('button', { name: 'Log the call' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The call is on the timeline of Alex.').waitFor({ state: 'attached' });
  }, 60_000);

  test('a safe-contact sheet is kept beside the case, and never names the partner', async () => {
    await alert.getByText('Safe-contact sheet of Alex').click();
    await alert.getByLabel('Address').fill('12 Elm Street');
    await alert.getByLabel('Police may make it worse').selectOption('Not known');
    await alert.getByLabel('First contact, not the partner').fill('Ana');
    await alert.getByLabel('Number of the first contact').fill('sam');
    await alert.getByRole('button', { name: 'Keep the sheet' }).click();
    await alert.getByText(/a number here is the other partner’s/).waitFor();
    // The page looks again every second: what was written stays.
    await page.waitForTimeout(1_500);
    await expect(alert.getByLabel('Address').inputValue()).resolves.toBe('12 Elm Street');
    await alert.getByLabel('Number of the first contact').fill('+1 555 013 3777');
    await alert.getByRole('button', { name: 'Keep the sheet' }).click();
    await alert.getByText('The sheet is kept.').waitFor();
    await looksWell();
    await page.reload();
    await page.getByRole('tab', { name: /Counselor/ }).click();
    await alert.getByText('Safe-contact sheet of Alex').click();
    await expect(alert.getByLabel('Address').inputValue()).resolves.toBe('12 Elm Street');
  }, 60_000);

  test('a case closes with a day of follow-up, which stays in sight; a supervisor signs the closed emergency', async () => {
    await press(/^Close/);
    await alert.getByRole('radio', { name: 'Talked, follow-up planned' }).check();
    await alert.getByRole('radio', { name: 'Yes, on a day' }).check();
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    await alert.getByRole('textbox', { name: 'Day' }).fill(tomorrow);
    await looksWell();
    await press(/^Close the case$/);
    const after = page.getByRole('region', { name: 'After closing' });
    await after.getByText('Closed by Dana. A supervisor signs it.').waitFor();
    await looksWell();
    await after.getByRole('button', { name: 'Sign as Robin' }).click();
    await after.waitFor({ state: 'detached' });
    await page.getByText('1 closed case').click();
    await page.getByText(new RegExp(`follow-up ${tomorrow}.*signed by Robin`)).waitFor();
    for (let day = 0; day < 3; day += 1)
      await page.request.post(`${url}/try/api/clock`, { data: { advance: 'PT24H' } });
    await after.getByText(/Ask how Alex is doing/).waitFor();
    await after.getByLabel('How it ended').selectOption('Reached');
    await after.getByRole('button', { name: /^Mark as done/ }).click();
    await after.waitFor({ state: 'detached' });
  }, 90_000);

  test('asked nobody else for anything and met no error but the refusal of a sheet', () => {
    expect(troubles.filter((line) => !line.includes('409'))).toEqual([]);
  });
});
