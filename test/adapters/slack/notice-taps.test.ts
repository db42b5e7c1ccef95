import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { signatureOf } from '../../../src/adapters/slack/signature.ts';
import { createSlack } from '../../../src/adapters/slack/slack.ts';
import { noticeMessage } from '../../../src/app/notices/message.ts';
import { aboutAlert } from '../../../src/app/notices/subject.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { webhookRoutes } from '../../../src/server/routes/webhook.ts';
import { keptLog } from '../../support/app.ts';
import { aNoticeWorld } from '../../support/notice-world.ts';
import { patient } from '../../support/notices.ts';
import { aTap, labelsOf, slackSecret, wordsOf } from '../../support/slack-service.ts';
import { aSlack, type SlackStub, slackToken } from '../../support/slack-stub.ts';

let slack: SlackStub;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  slack = await aSlack();
  closers = [slack.close];
});
afterEach(async () => {
  for (const close of closers) await close();
});

/** The answer that follows a notice as a message of its own. */
async function secondMessage(): Promise<void> {
  for (let tries = 0; tries < 200 && slack.of('chat.postMessage').length < 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A notice in Ana's chat, and what a tap on it comes to over HTTP. */
async function aNoticeInSlack() {
  const log = keptLog();
  const around = { log, home: () => [], tokenIs: () => {} };
  const edge = createSlack({ botToken: slackToken, signingSecret: slackSecret, apiUrl: slack.url }, around);
  const world = await aNoticeWorld();
  const { port, close } = await startServer({ host: '127.0.0.1', port: 0, log }, [
    webhookRoutes(world.app, { '/api/slack/interactive': edge.interactive }),
  ]);
  closers.unshift(close);
  const alert = await world.alertBy();
  const [ana] = world.fake.state.people.filter(({ name }) => name === 'Ana');
  const way = ana?.ways.find(({ kind }) => kind === 'slack');
  if (!ana || !way) throw new Error('Ana has no Slack');
  const message = noticeMessage(
    world.writer,
    aboutAlert(alert),
    { person: ana, way },
    { id: 'n', at: world.clock.now() },
  );
  await edge.notices.send({ address: 'UANA' }, message, patient());
  const [sent = {}] = slack.of('chat.postMessage');
  const by = { user: { id: 'UANA', team_id: 'T01' }, container: { message_ts: '17.1', channel_id: 'DANA' } };
  const tap = async (label: string, fields: object = {}, secret = slackSecret) => {
    const body = new URLSearchParams({ payload: JSON.stringify({ ...aTap(sent, label, by), ...fields }) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(secret, timestamp, body),
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signature };
    return (await fetch(`http://127.0.0.1:${port}/api/slack/interactive`, { method: 'POST', headers, body })).status;
  };
  return { ...world, tap, alertId: alert.id, sent, log };
}

test('a tapped notice claims its case, and shows in its own place who has it and what the tap came to', async () => {
  const { tap, alert, alertId } = await aNoticeInSlack();
  expect(await tap('Lo tomo')).toBe(200);
  expect((await alert(alertId)).holder).toBe('Ana');
  const [updated] = await slack.until('chat.update');
  expect(updated).toMatchObject({ channel: 'DANA', ts: '17.1' });
  expect(wordsOf(updated)).toMatch(/Ana lo tiene\.[\s\S]*Tienes C-017\./);
  expect(labelsOf(updated)).toEqual([]);
  expect(slack.mistakes).toEqual([]);
});

test('whoever lost a race reads in the notice who has it', async () => {
  const { tap, app, alertId, audit } = await aNoticeInSlack();
  await app.act(alertId, { type: 'claim', by: 'Lee' });
  expect(await tap('Lo tomo')).toBe(200);
  expect(wordsOf((await slack.until('chat.update'))[0])).toContain('Lee tiene C-017. Nada ha cambiado.');
  expect(await audit(alertId)).toContain('act-refused: held');
});

test('a callback that was tampered with is answered by a message, and the notice stays', async () => {
  const { tap, alert, alertId, fake } = await aNoticeInSlack();
  const actions = [{ type: 'button', action_id: 'notice-claim', action_ts: '1', value: 'tampered' }];
  expect(await tap('Lo tomo', { actions })).toBe(200);
  await secondMessage();
  expect((await alert(alertId)).holder).toBeNull();
  expect(fake.refused).toEqual([{ person: 'ana', why: 'unreadable' }]);
  const messages = slack.of('chat.postMessage');
  expect(wordsOf(messages.at(-1))).toContain('Este botón no es nuestro');
});

test('a tap of another workspace is refused, noted on the case, and changes nothing', async () => {
  const { tap, alert, alertId, audit } = await aNoticeInSlack();
  expect(await tap('Lo tomo', { team: { id: 'T99' }, user: { id: 'UANA', team_id: 'T99' } })).toBe(403);
  expect((await alert(alertId)).holder).toBeNull();
  expect(await audit(alertId)).toContain('act-refused: foreign');
});

test('a post that Slack did not sign reaches nothing', async () => {
  const { tap, alert, alertId, audit } = await aNoticeInSlack();
  expect(await tap('Lo tomo', {}, 'another secret')).toBe(401);
  expect((await alert(alertId)).holder).toBeNull();
  expect((await audit(alertId)).some((line) => line.startsWith('act-refused'))).toBe(false);
});

test('where the notice cannot be changed, the answer comes as a message', async () => {
  const { tap, alert, alertId } = await aNoticeInSlack();
  slack.next('chat.update', { error: 'message_not_found' });
  expect(await tap('Lo tomo')).toBe(200);
  expect((await alert(alertId)).holder).toBe('Ana');
  await secondMessage();
  expect(wordsOf(slack.of('chat.postMessage')[1])).toBe('Tienes C-017.');
});
