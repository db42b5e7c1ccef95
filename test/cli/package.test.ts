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
    oauth_config: { scopes: { bot: ['chat:write', 'im:history'] } },
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
