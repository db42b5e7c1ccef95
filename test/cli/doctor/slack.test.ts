import { afterEach, describe, expect, test } from '@jest/globals';
import { checkSlack } from '../../../src/cli/doctor/slack.ts';
import { aSlack, type SlackStub, slackTeam, slackToken } from '../../support/slack-stub.ts';

let slack: SlackStub;
afterEach(() => slack.close());

const look = async (fields: object = {}, prepare: (stub: SlackStub) => void = () => {}, scopes?: string) => {
  slack = await aSlack(scopes === undefined ? {} : { scopes });
  prepare(slack);
  return checkSlack({ botToken: slackToken, signingSecret: 's', apiUrl: slack.url, ...fields });
};

describe('the doctor finds a Slack token', () => {
  test('good', async () => {
    expect(await look({ teamId: slackTeam })).toMatchObject({ name: 'slack', result: 'ok' });
  });
  test.each<[string, () => ReturnType<typeof look>, RegExp]>([
    ['wrong', () => look({ botToken: 'xoxb-wrong' }), /copy the bot token/],
    ['revoked', () => look({}, (stub) => stub.revoke()), /revoked/],
    [
      'of an app that was taken out',
      () => look({}, (stub) => stub.next('auth.test', { error: 'account_inactive' })),
      /install it again/,
    ],
    ['of another workspace', () => look({ teamId: 'T99' }), /another workspace/],
    ['that may not write', () => look({}, undefined, 'im:history,users:read'), /may not chat:write/],
  ])('%s', async (_what, found, say) => {
    const finding = await found();
    expect(finding).toMatchObject({ result: 'fail', say: expect.stringMatching(say) });
    expect(JSON.stringify(finding)).not.toContain('xoxb');
  });
  test('unknown where Slack cannot be asked', async () => {
    expect(await look({ apiUrl: 'http://127.0.0.1:1/api/' })).toMatchObject({ result: 'warn' });
  });
});
