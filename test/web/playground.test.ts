import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { chromiumPath } from '../support/browser.ts';
import { describeWithClients } from '../support/clients.ts';
import { type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';
import { type Playground, startPlayground } from '../support/playground.ts';

const couple = `couples:
  - case: C-PLAY
    relationship: romantic
    partners:
      - { name: Alex, language: en, zone: America/Chicago, country: US, channels: [teams] }
      - { name: Sam, language: en, zone: America/Chicago, country: US, channels: [teams] }
`;

/** What a test may take, and all of them, ms: the machine may be busy with others. */
const patience = 90_000;
const longest = 400_000;

/**
 * A Teams-like client plays the built service over the wire: activities, cards and connector calls are its own. It cannot
 * edit a message: that activity is written into its own "Custom activity" window, in the form that Teams documents.
 */
describeWithClients('the Microsoft 365 Agents Playground', () => {
  let home: string;
  let service: MainProcess;
  let serviceUrl: string;
  let playground: Playground;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'coach-playground-'));
    service = startMain(join(root, 'dist'), { COACH_DATA_DIR: join(home, 'data') }, longest);
    ({ url: serviceUrl } = await service.ready);
    playground = startPlayground(`${serviceUrl}/api/messages`, home, longest);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    page = await (await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' })).newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(await playground.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    playground?.child.kill('SIGTERM');
    await playground?.ended;
    service?.child.kill('SIGTERM');
    expect((await service?.ended)?.code).toBe(0);
    await rm(home, { recursive: true, force: true });
  }, 30_000);

  /** What stands in the chat, apart from the list of chats and the log. */
  const bubbles = (): Locator => page.locator('.fai-OutputCard');
  const hears = (text: string | RegExp): Promise<void> => page.getByText(text).last().waitFor({ timeout: 30_000 });
  const write = async (text: string): Promise<void> => {
    await page.getByRole('textbox').last().click();
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
  };
  /** Taps a button of the newest card that asks this, and waits until the card has become its answer. */
  const tap = async (question: string | RegExp, label: string): Promise<void> => {
    const card = page.locator('.ac-adaptiveCard').filter({ hasText: question }).last();
    await card.getByRole('button', { name: label, exact: true }).click();
    await card.getByText(`✓ ${label}`).waitFor({ timeout: 30_000 });
    expect(await card.getByRole('button').count()).toBe(0);
  };
  /** Sends an activity of the playground's own list of mock activities. */
  const mock = async (what: string, fill: (dialog: Locator) => Promise<void> = async () => {}): Promise<void> => {
    await page.getByRole('button', { name: 'Mock an Activity' }).click();
    await page
      .getByRole('menuitem')
      .filter({ hasText: new RegExp(`^${what}$`) })
      .click();
    const dialog = page.getByRole('dialog').filter({ hasText: what });
    await dialog.locator('.view-line').first().waitFor();
    await fill(dialog);
    await dialog.getByRole('button', { name: 'Send activity' }).click();
    await dialog.waitFor({ state: 'hidden', timeout: 15_000 });
  };
  /** Sends an activity of our own: its id stands in the editor's second line, its type in the one before the last. */
  const mockOwn = (type: string, id: string, text: string): Promise<void> =>
    mock('Custom activity', async (dialog) => {
      const line = async (keys: readonly string[], words: string): Promise<void> => {
        for (const key of [...keys, 'End', 'Shift+Home']) await page.keyboard.press(key);
        // The space: where a quotation mark comes first, the editor writes another behind it.
        await page.keyboard.insertText(` ${words}`);
      };
      await dialog.locator('textarea').focus();
      await line(['Control+Home', 'ArrowDown'], `"id": "${id}",`);
      await line(['Control+End', 'ArrowUp'], `"type": "${type}", "text": "${text}"`);
    });
  const alerts = async (): Promise<readonly string[]> => {
    const state = (await (await fetch(`${serviceUrl}/try/api/state`)).json()) as {
      alerts: { partner: string; family: string; level: string }[];
    };
    return state.alerts.map(({ partner, family, level }) => `${partner} ${family} ${level}`).sort();
  };

  test(
    'an installation is greeted, and another one after the app was taken away',
    async () => {
      const greeting = bubbles().filter({ hasText: 'send the invite code' });
      await hears('send the invite code');
      await greeting.first().waitFor({ timeout: 30_000 });
      expect(await greeting.count()).toBe(1);
      await mock('Uninstall application');
      await mock('Install application');
      await greeting.nth(1).waitFor({ timeout: 30_000 });
    },
    patience,
  );

  test(
    'a code opens consent, which is answered by cards',
    async () => {
      await write(await enrol());
      await hears(/automated skills coach/);
      await tap('Are you 18 or older?', 'I am');
      await tap('Do you agree to take part?', 'I agree');
      await tap('Can other people read this phone', 'Only I do');
      await tap('where you are?', 'Right');
      await tap('When is it night for you?', 'From 9 pm to 9 am');
      await write('skip');
      await hears("that's all set");
    },
    patience,
  );

  test(
    'a check-in is answered by cards and by words',
    async () => {
      await write('checkin');
      await tap('How was today together?', 'Hard');
      await tap('how strong is your urge', '4');
      await tap('how close did the two of you feel', '10');
      await tap('Do you feel any of these', 'Tired');
      await hears('Anything you want to note down?');
      await write('we took a walk');
      await hears("That was today's check-in");
      expect(await alerts()).toEqual([]);
    },
    patience,
  );

  test(
    'a crisis is answered with numbers to tap, and a counselor is called',
    async () => {
      await write('i want to die');
      await hears('A counselor has been alerted.');
      const card = page.locator('.ac-adaptiveCard').filter({ hasText: 'A counselor has been alerted.' }).last();
      const links = await card.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(links).toEqual(['tel:988', 'tel:911']);
      // Each in a row by itself, larger than the words, on a ground that other cards do not have.
      const rows = await card
        .getByRole('link')
        .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().top));
      expect(new Set(rows).size).toBe(2);
      const sizes = await card.evaluate((all) =>
        ['a', '.ac-richTextBlock'].map((each) =>
          Number.parseFloat(getComputedStyle(all.querySelectorAll(each)[each === 'a' ? 0 : 1] ?? all).fontSize),
        ),
      );
      expect(sizes[0]).toBeGreaterThan(sizes[1] ?? 0);
      const grounds = (cards: Locator): Promise<readonly string[]> =>
        cards.locator('.ac-container').evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
      const others = await grounds(
        page.locator('.ac-adaptiveCard').filter({ hasText: 'How was today together?' }).last(),
      );
      expect((await grounds(card)).some((ground) => !others.includes(ground))).toBe(true);
      expect(await alerts()).toEqual(['C-PLAY self urgent']);
      await tap('Have you felt like this for longer than today?', 'Yes');
    },
    patience,
  );

  test(
    'a message that is changed to a crisis is one, and pages',
    async () => {
      await mockOwn('message', '1773000000000', 'she is at home');
      await mockOwn('messageUpdate', '1773000000000', 'she took too many pills and will not wake up');
      await hears('Is help on the way?');
      expect(await alerts()).toEqual(['C-PLAY self urgent', 'C-PLAY substance emergency']);
    },
    patience,
  );

  test(
    'who takes the app away and installs it again goes on where the conversation was',
    async () => {
      await mock('Uninstall application');
      await mock('Install application');
      await tap('Is help on the way?', 'Yes');
      await hears(/Stay until they are there/);
      expect(troubles).toEqual([]);
    },
    patience,
  );

  /** Enrols a couple at the running service, as a counselor does; gives Alex's code. */
  async function enrol(): Promise<string> {
    const file = join(home, 'couple.yaml');
    await writeFile(file, couple);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'dist/src/cli/coach.js'), 'enrol', file, '--json'],
      { cwd: home, env: { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: join(home, 'data') }, timeout: 20_000 },
    );
    const { codes } = JSON.parse(stdout.split('\n')[0] ?? '') as { codes: { side: string; code: string }[] };
    return codes.find(({ side }) => side === 'a')?.code ?? '';
  }
});
