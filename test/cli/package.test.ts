import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { packageCommand } from '../../src/cli/package/command.ts';
import { inspectConfig } from '../../src/config/read.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const make = async (target: string, settings: Record<string, string>) => {
  const told: string[] = [];
  const out = join(folder, 'manifest.yaml');
  await packageCommand(target, inspectConfig(settings).config, { out }, (text) => void told.push(text));
  return { out, told: told.join('') };
};
const reachable = { COACH_PUBLIC_URL: 'https://coach.example.org/' };

test('the manifest of the Slack app has this service’s addresses, its events and no more rights than it needs', async () => {
  const { out, told } = await make('slack', reachable);
  expect(told).toContain('docs/channels/slack.md');
  expect(parse(await readFile(out, 'utf8'))).toMatchObject({
    display_information: { name: 'Side by Side' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    },
    oauth_config: { scopes: { bot: ['chat:write', 'im:history', 'files:write'] } },
    settings: {
      event_subscriptions: {
        request_url: 'https://coach.example.org/api/slack/events',
        bot_events: ['app_home_opened', 'app_uninstalled', 'message.im', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, request_url: 'https://coach.example.org/api/slack/interactive' },
      socket_mode_enabled: false,
    },
  });
});

test('nothing is written over, nor made without an address or for nobody', async () => {
  await make('slack', reachable);
  await expect(make('slack', reachable)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
  await expect(make('slack', {})).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await expect(make('constructor', reachable)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the template for Azure has this bot, and a channel for each that Azure carries; no secret stands in it', async () => {
  const { out, told } = await make('azure', {
    COACH_PUBLIC_URL: "https://coach.example.org/it's",
    COACH_BOT_APP_ID: 'an-id',
    COACH_BOT_APP_PASSWORD: 'a-secret',
    COACH_BOT_APP_TYPE: 'SingleTenant',
    COACH_BOT_TENANT_ID: 'tenant-1',
  });
  expect(told).toContain('reviewed, not compiled');
  const bicep = await readFile(out, 'utf8');
  expect(bicep).toContain("param endpoint string = 'https://coach.example.org/it\\'s/api/messages'");
  expect(bicep).toContain("param appId string = 'an-id'");
  expect(bicep).toContain("param appType string = 'SingleTenant'");
  expect(bicep).not.toContain('a-secret');
  const names = [...bicep.matchAll(/^ {2}name: '(\w+Channel)'/gm)].map(([, name]) => name);
  expect(names).toEqual(['MsTeamsChannel', 'SlackChannel', 'SmsChannel', 'WebChatChannel']);
  // What is named is declared, secrets are marked, and every bracket is closed.
  const declared = [...bicep.matchAll(/^(?:param|resource) (\w+)/gm)].map(([, name]) => name);
  const used = [...bicep.matchAll(/(?:^ +\w+: |empty\()([a-z]\w*)\)?$|!empty\((\w+)\)|if \((\w+)\)/gm)].flatMap(
    ([, ...names]) => names.filter(Boolean),
  );
  expect(used.filter((name) => !['true', 'false', 'empty', ...declared].includes(name))).toEqual([]);
  for (const [, name] of bicep.matchAll(/^param (\w*(?:Secret|Token))\b/gm))
    expect(bicep).toMatch(new RegExp(`@secure\\(\\)\\n@description\\(.*\\)\\nparam ${name} `));
  for (const [open = '', close = ''] of ['{ }', '[ ]', '( )'].map((pair) => pair.split(' ')))
    expect(bicep.split(open).length).toBe(bicep.split(close).length);
});
