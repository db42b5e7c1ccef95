import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signatureOf } from '../../src/adapters/slack/signature.ts';
import { askService, resultOf } from '../../src/cli/control-client.ts';
import type { EnrolItem } from '../../src/control/enrol.ts';
import { socketOf } from '../../src/control/server.ts';
import type { ConsoleRole } from '../../src/domain/console/roles.ts';
import { aPassword, digitsOf } from './accounts.ts';
import { openBrowser } from './console-page.ts';
import { byKeyboard } from './keyboard.ts';
import { startMain } from './main-process.ts';
import { root } from './places.ts';
import { aMessage, slackSecret, wordsOf } from './slack-service.ts';
import { aSlack, slackToken } from './slack-stub.ts';

/** The built service as it runs, with browsers in front of its console. */
export async function aConsoleService(environment: Readonly<Record<string, string>> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'coach-console-'));
  const service = startMain(join(root, 'dist'), { COACH_DATA_DIR: dataDir, ...environment }, 400_000);
  const [{ url }, browser] = await Promise.all([service.ready, openBrowser()]);
  /** What went wrong in any of the pages. */
  const troubles: string[] = [];
  /** The secrets of people's apps, by login. */
  const secrets = new Map<string, string>();

  /** What the command line asks of the service. */
  async function ask<Value>(operation: string, args: object, item: (told: object) => void = () => {}): Promise<Value> {
    const answer = await askService(socketOf(dataDir), operation, args);
    if (!answer) throw new Error('no service');
    return (await resultOf(answer, { item, progress: () => {} })) as Value;
  }

  return {
    ...{ url, troubles, ask },
    async aPage(): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(error.message));
      return page;
    },
    /** The six digits of somebody's app. One code is taken once: a sign-in that comes soon takes one that is `ahead`. */
    digits: (login: string, ahead = 0): string => digitsOf(secrets.get(login) ?? '', Date.now() + ahead * 30_000),
    /** Uses a one-time link (`coach console link`), and sets up all of it, by the keyboard alone. */
    async enrol(page: Page, login: string, name: string, roles: readonly ConsoleRole[]): Promise<void> {
      const keys = byKeyboard(page);
      const { path } = await ask<{ readonly path: string }>('console-link', { login, name, roles, by: 'test' });
      await page.goto(`${url}${path}`);
      await keys.press(page.getByRole('button', { name: 'Use the link' }));
      await keys.write(page.getByLabel('New password'), aPassword);
      await page.keyboard.press('Enter');
      const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
      secrets.set(login, secret);
      await keys.write(page.getByLabel('Six digits from the app'), digitsOf(secret, Date.now()));
      await page.keyboard.press('Enter');
      await keys.press(page.getByLabel('I have kept them in a safe place.'), 'Space');
      await keys.press(page.getByRole('button', { name: 'Done' }));
      await page
        .getByText('All quiet.')
        .or(page.getByRole('link', { name: /C-001/ }))
        .first()
        .waitFor();
    },
    /** Ends a page's session, and tells the page nothing of it. */
    async endSession(page: Page): Promise<void> {
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const { csrf } = (await (await fetch(`${url}/console/api/me`, { headers: { cookie } })).json()) as {
        csrf: string;
      };
      const headers = { cookie, origin: url, 'x-csrf-token': csrf };
      const ended = await fetch(`${url}/console/api/sign-out`, { method: 'POST', headers });
      expect(ended.status).toBe(200);
    },
    async close(): Promise<void> {
      await browser.close();
      service.child.kill('SIGTERM');
      expect((await service.ended).code).toBe(0);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type ConsoleService = Awaited<ReturnType<typeof aConsoleService>>;

/** The same on Slack, whose Web API is a stub: partners write there, and people on call are told there. */
export async function aSlackConsole() {
  const slack = await aSlack();
  const service = await aConsoleService({
    ...{ COACH_TRY: 'off', COACH_PUBLIC_URL: 'https://coach.example.org' },
    ...{ COACH_SLACK_BOT_TOKEN: slackToken, COACH_SLACK_SIGNING_SECRET: slackSecret, COACH_SLACK_API_URL: slack.url },
  });
  const { url, ask } = service;

  /** Somebody who writes to the clinic's Slack app. */
  const onSlack = (id: string) => ({
    async write(text: string): Promise<number> {
      const body = JSON.stringify(aMessage({ user: `U${id}`, channel: `D${id}`, text }));
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = signatureOf(slackSecret, timestamp, body);
      const response = await fetch(`${url}/api/slack/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
        body,
      });
      return response.status;
    },
    /** All that they were written there. */
    said: (): string =>
      slack
        .of('chat.postMessage')
        .filter(({ channel }) => channel === `D${id}` || channel === `U${id}`)
        .map((message) => `${String(message['text'])}\n${wordsOf(message)}`)
        .join('\n'),
    /** The same, as soon as it holds something; Slack takes a message a second. */
    async until(what: RegExp): Promise<RegExpExecArray> {
      for (let tries = 0; tries < 400; tries += 1) {
        const found = what.exec(this.said());
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${id} was not written ${String(what)}, but: ${this.said()}`);
    },
  });

  return {
    ...service,
    ...{ slack, onSlack },
    /** Enrols a couple, and gives the codes with which they join on Slack. */
    async invitedToSlack(caseCode: string, a: string, b: string): Promise<readonly string[]> {
      const each = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null, invites: ['slack'] };
      const couple = { caseCode, relationship: 'romantic', a: { ...each, name: a }, b: { ...each, name: b } };
      const told: EnrolItem[] = [];
      await ask('enrol', { couples: [couple] }, (item) => void told.push(item as EnrolItem));
      return told.flatMap(({ result }) => ('codes' in result ? result.codes.map(({ code }) => code) : []));
    },
    /** Has somebody called by the clinic's Slack app, once the code has come back. */
    async callOnSlack(id: string, name: string, user: string): Promise<void> {
      const person = { id, name, role: 'supervisor', language: 'en', zone: 'America/Chicago', quietHours: null };
      await ask('staff-set', { person, by: 'test' });
      const added = { person: id, kind: 'slack', address: `U${user}`, after: 0, by: 'test' };
      const { way } = await ask<{ readonly way: string }>('way-add', added);
      const [code] = await onSlack(user).until(/\b\d{6}\b/);
      await ask('way-verify', { person: id, way, code, by: 'test' });
    },
    async close(): Promise<void> {
      await service.close();
      await slack.close();
    },
  };
}

export type SlackConsole = Awaited<ReturnType<typeof aSlackConsole>>;
