import { describe, expect, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';
import { openEdges } from '../../src/service/edges.ts';
import { keptLog } from '../support/app.ts';
import { around } from '../support/around.ts';
import { memoryKeys } from '../support/memory-keys.ts';

const log = keptLog();
const channelsOf = async (settings: Record<string, string>) =>
  (await openEdges(inspectConfig(settings).config, memoryKeys(), log, around)).flatMap(({ channels }) => channels);
const ownSlack = { COACH_SLACK_BOT_TOKEN: 'xoxb-1', COACH_SLACK_SIGNING_SECRET: 's' };

describe('the edges of a configuration', () => {
  test('carry Slack once, by its own edge where there is one', async () => {
    for (const settings of [{}, ownSlack])
      expect((await channelsOf(settings)).filter(({ name }) => name === 'slack')).toHaveLength(1);
  });
  test.each([
    ['Bot Framework', {}],
    ['an own app', ownSlack],
  ])('send nothing but crisis texts on Slack over %s in a covered entity', async (_edge, settings) => {
    const crisisOnly = async (covered: string) =>
      (await channelsOf({ ...settings, COACH_COVERED_ENTITY: covered }))
        .filter((channel) => channel.crisisOnly)
        .map(({ name }) => name);
    expect([await crisisOnly('true'), await crisisOnly('false')]).toEqual([['slack'], []]);
  });
});
