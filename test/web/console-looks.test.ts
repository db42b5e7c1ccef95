import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Me } from '../../src/domain/console/sign-in.ts';
import { describeWithBrowser } from '../support/browser.ts';
import { dana } from '../support/console-answers.ts';
import { serveConsole } from '../support/console-fixture.ts';
import { openBrowser, usualAnswers } from '../support/console-page.ts';
import { root } from '../support/places.ts';
import { violations } from '../support/try-page.ts';

const writes = process.env['PICTURES'] === 'write';
const pictures = join(root, 'dist/pictures');
/** What the guide shows (docs/console.md). */
const kept = [
  'queue-1400-light-en',
  'case-1400-light-en',
  'case-360-dark-es',
  'on-call-1400-light-en',
  'couples-1400-light-en',
  'people-1400-light-en',
  'factor-360-light-en',
];

const known = { id: 'dana', name: 'Dana', csrf: 'token' };
/** Every page, by its path, and what it shows once it is there. Before signing in, who one is by then. */
const pages: readonly (readonly [name: string, path: string, shown: RegExp, me?: Me])[] = [
  ['queue', '', /C-017/],
  ['case', '/cases/alert-1', /4821/],
  ['couples', '/couples', /C-00049/],
  ['couple', '/couples/couple-17', /C-00017/],
  ['partner', '/couples/couple-1/a', /0142/],
  ['enrol', '/couples/new', /C-017|Enrol|Inscribir/],
  ['on-call', '/on-call', /Mia|drill|simulacro/],
  ['people', '/people', /Kim/],
  ['account', '/account', /dana/],
  ['nothing', '/nowhere', /./],
  ['sign-in', '', /Password|Contraseña/, { state: 'signed-out', oidc: 'Clinic' }],
  ['code', '', /Dana/, { state: 'second-factor', ...known }],
  ['password', '', /12/, { state: 'enrolling', hasPassword: false, ...known }],
  ['factor', '', /JBSW/, { state: 'enrolling', hasPassword: true, ...known }],
];

describeWithBrowser('the looks of the console', () => {
  let me: Me = dana;
  let served: Awaited<ReturnType<typeof serveConsole>>;
  let browser: Browser;
  /** One page in each language, as the browser asks for it. */
  const inLanguage = new Map<'en' | 'es', Page>();
  const troubles: string[] = [];

  beforeAll(async () => {
    served = await serveConsole((...asked) => usualAnswers({ me })(...asked));
    browser = await openBrowser();
    for (const language of ['en', 'es'] as const) {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: `${language}-US` });
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (line) => void (line.type() === 'error' && troubles.push(line.text())));
      page.on('request', (request) => void (request.url().startsWith(served.url) || troubles.push(request.url())));
      inLanguage.set(language, page);
    }
    if (writes) await mkdir(pictures, { recursive: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function look(page: Page, file: string, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([file, Math.max(0, wide)]).toEqual([file, 0]);
    if (writes) await page.screenshot({ path: join(pictures, `${file}.png`), fullPage: true });
  }

  test.each(pages)(
    '%s can be read by anybody, narrow and wide, light and dark, in both languages',
    async (name, path, shown, who = dana) => {
      me = who;
      for (const [language, page] of inLanguage) {
        await page.goto(`${served.url}/console${path}`);
        await page.locator('main').getByText(shown).first().waitFor();
        for (const width of [1400, 360])
          for (const theme of ['light', 'dark'] as const)
            if (writes || (width === 360) === (theme === 'dark'))
              await look(page, `${name}-${width}-${theme}-${language}`, width, theme);
        // Narrow and dark in one language, wide and light in the other.
        if (language === 'es') await page.emulateMedia({ colorScheme: 'dark' });
        else await look(page, `${name}-1400-light-${language}`, 1400, 'light');
        expect(await violations(page)).toEqual([]);
      }
    },
    60_000,
  );

  test('no page met an error, or asked anybody else for anything', async () => {
    expect(troubles).toEqual([]);
    if (!writes) return;
    const docs = join(root, 'docs/console/pictures');
    await mkdir(docs, { recursive: true });
    for (const name of kept) await copyFile(join(pictures, `${name}.png`), join(docs, `${name}.png`));
  });
});
