import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aPassword } from '../support/accounts.ts';
import { describeWithBrowser } from '../support/browser.ts';
import { aSlackConsole, type SlackConsole } from '../support/console-service.ts';
import { byKeyboard } from '../support/keyboard.ts';

describeWithBrowser('from a partner’s message on Slack to a supervisor’s signature', () => {
  let service: SlackConsole;
  beforeAll(async () => {
    service = await aSlackConsole();
  }, 90_000);
  afterAll(async () => {
    await service?.close();
  }, 90_000);

  test('by the keyboard alone: the notice on Slack, sign-in, claim, live answer, hand-back, closing, signature', async () => {
    const { url, onSlack } = service;
    const dana = await service.aPage();
    await service.enrol(dana, 'dana', 'Dana Reed', ['supervisor']);
    await service.enrol(await service.aPage(), 'robin', 'Robin Vale', ['supervisor']);
    const [ana, ben, phone] = [onSlack('ANA001'), onSlack('BEN001'), onSlack('ROBIN1')];
    const codes = await service.invitedToSlack('C-018', 'Ana', 'Ben');
    for (const [nth, partner] of [ana, ben].entries()) {
      await partner.write(codes[nth] ?? '');
      await partner.until(/automated skills coach/);
    }
    await service.callOnSlack('robin', 'Robin Vale', 'ROBIN1');

    expect(await ana.write('I took all my pills')).toBe(200);
    const [, place = ''] = await phone.until(/https:\/\/coach\.example\.org(\/console\/cases\/[\w-]+)/);
    const before = ben.said();

    // Robin opens the link of the notice where she is not signed in yet.
    const page = await service.aPage();
    const keys = byKeyboard(page);
    await page.goto(`${url}${place}`);
    await keys.write(page.getByLabel('User name'), 'robin');
    await keys.write(page.getByLabel('Password'), aPassword);
    await page.keyboard.press('Enter');
    await keys.write(page.getByLabel('Code'), service.digits('robin', 1));
    await page.keyboard.press('Enter');
    const title = (of: Page) => of.getByRole('heading', { level: 1, name: /C-018/ });
    await keys.land(title(page));
    const log = page.getByRole('log');
    await log.getByText('I took all my pills').first().waitFor();
    await keys.press(page.getByRole('button', { name: /^Claim/ }));
    await keys.land(title(page));
    await keys.write(page.getByLabel('Write to Ana as Robin Vale'), 'This is Robin. Help is on its way.');
    await page.keyboard.press('Enter');
    await ana.until(/This is Robin\. Help is on its way\./);
    await log.getByText('This is Robin. Help is on its way.').waitFor();
    await ana.write('they are at the door');
    await log.getByText('they are at the door').waitFor();
    await keys.press(page.getByRole('button', { name: /^Hand back/ }), 'Enter', 'Shift+Tab');
    await keys.land(title(page));
    await keys.press(page.getByRole('button', { name: /^Close…/ }), 'Space');
    await keys.land(page.getByRole('radio').first());
    await keys.choose(page.getByRole('group', { name: 'How did it end?' }), page.getByLabel('Talked, safe for now'));
    await keys.choose(page.getByRole('group', { name: 'Does somebody follow up?' }), page.getByLabel('No follow-up'));
    await keys.press(page.getByRole('button', { name: 'Close the case' }));
    await page.getByText('Closed by Robin Vale. A supervisor signs it.').waitFor();
    await keys.land(title(page));

    const others = byKeyboard(dana);
    await dana.goto(`${url}/console`);
    await others.press(dana.getByRole('button', { name: 'To sign' }));
    await others.press(dana.getByRole('link', { name: /C-018/ }));
    await others.land(title(dana));
    await others.press(dana.getByRole('button', { name: 'Sign the closed case' }));
    await dana.getByText('signed by Dana Reed', { exact: false }).waitFor();
    await others.land(title(dana));

    expect(ben.said()).toBe(before);
    expect(service.slack.mistakes).toEqual([]);
    expect(service.troubles).toEqual([]);
  }, 180_000);
});
