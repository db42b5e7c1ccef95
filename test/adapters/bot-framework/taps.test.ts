import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { useBotService } from '../../support/bot-service.ts';
import { until } from '../../support/until.ts';

const { aService, texts, connector, closeLater } = useBotService();

describe('a button of a card', () => {
  test('answers a button of a card at once, and takes it like the words on it', async () => {
    const { post } = await aService();
    await post({ text: 'checkin' });
    const before = connector().arrived.length;
    const value = { action: { type: 'Action.Execute', verb: 'say', data: { say: 'Hard' } } };
    const { status, text } = await post({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Hard',
    });
    expect(texts().slice(before).join()).toMatch(/urge to drink or use/);
  });

  /** The data of the buttons on the newest card. */
  const buttons = () => {
    const found = [...(texts().at(-1) ?? '').matchAll(/"data":(\{[^{}]*\})/g)].reverse();
    return new Map(found.map(([, data = '']) => JSON.parse(data)).map((data) => [data.say as string, data as object]));
  };
  const tap = (data: object | undefined, more: object = {}) => ({
    ...{ type: 'invoke', name: 'adaptiveCard/action', text: undefined, ...more },
    value: { action: { type: 'Action.Execute', verb: 'say', data } },
  });
  const asked = (from: number) =>
    texts()
      .slice(from)
      .filter((text) => /"AdaptiveCard"/.test(text)).length;

  test('takes a button that is tapped twice for one answer, side by side and one after the other', async () => {
    const { post, app, couple } = await aService();
    await post({ text: 'I want to die' });
    const no = buttons().get('No');
    expect(no).toHaveProperty('question');
    const before = connector().arrived.length;
    const [shown] = await Promise.all([post(tap(no)), post(tap(no))]);
    await post(tap(no, { id: 'again' }));
    expect(JSON.parse(shown.text)).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(shown.text).toContain('✓ No');
    expect(shown.text).not.toMatch(/Action/);
    const answers = (await app.history(`turn|${couple}|b`, 0)).filter(({ data }) => data['text'] === 'No');
    expect(answers).toHaveLength(3);
    // The first is answered by the next question, which is said again after each of the others, and answered by none.
    const questions =
      texts()
        .slice(before)
        .join()
        .match(/"question":"[^"]+"/g) ?? [];
    expect(new Set(questions).size).toBe(1);
    expect(questions).not.toContain(`"question":"${(no as { question: string }).question}"`);
  });

  test('takes a button of an older build, which names no question, for one answer when it is tapped twice', async () => {
    const { post } = await aService();
    await post({ text: 'I want to die' });
    const before = connector().arrived.length;
    await Promise.all([post(tap({ say: 'No' })), post(tap({ say: 'No' }))]);
    expect(asked(before)).toBe(1);
  });

  test.each(['Payload', 'payload'])('takes a button of Slack (%s) for its question alone', async (field) => {
    const { post } = await aService();
    const slack = { channelId: 'slack', from: { id: 'U1:T1' }, conversation: { id: 'B1:T1:D1' } };
    const names = (from: number) => [
      ...new Set(
        [
          ...texts()
            .slice(from)
            .join()
            .matchAll(/"name":"([^"]+)","text":"No"/g),
        ].map(([, name = '']) => name),
      ),
    ];
    const click = (name: string | undefined) =>
      post({ ...slack, text: 'No', channelData: { [field]: { actions: [{ name, type: 'button', value: 'No' }] } } });
    await post({ ...slack, text: 'I want to die' });
    const [first] = names(0);
    expect(first).toBeDefined();
    const before = connector().arrived.length;
    await click(first);
    const [second] = names(before);
    expect(second).not.toBe(first);
    const again = connector().arrived.length;
    await click(first);
    expect(names(again)).toEqual([second]);
  });

  test('shows the answer in the place of Slack’s buttons, by the address that came with the tap', async () => {
    const seen: { path: string; body: string }[] = [];
    const hooks = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        seen.push({ path: request.url ?? '', body });
        response.end('ok');
      });
    });
    await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
    closeLater(async () => void hooks.close());
    const { post, allSaid } = await aService();
    const slack = { channelId: 'slack', from: { id: 'U1:T1' }, conversation: { id: 'B1:T1:D1' } };
    const click = (response_url: string) => {
      const actions = [{ name: 'q', type: 'button', value: 'Not <sure>' }];
      const Payload = { actions, response_url, original_message: { text: 'Is it &lt;3?' } };
      return post({ ...slack, text: '', channelData: { Payload } });
    };
    await click(`http://127.0.0.1:${(hooks.address() as AddressInfo).port}/actions/1`);
    await until(() => seen.length > 0);
    expect(seen[0]?.path).toBe('/actions/1');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      ...{ replace_original: true, text: 'Is it &lt;3?', mrkdwn: true },
      attachments: [{ fallback: '✓ Not &lt;sure&gt;', text: '✓ Not &lt;sure&gt;' }],
    });
    for (const url of ['http://192.0.2.1/x', 'https://hooks.slack.com.evil.test/', 'not a url', 'http://127.0.0.1:9/'])
      expect((await click(url)).status).toBe(200);
    await until(() => allSaid().includes('bot.buttons-kept'));
    expect(allSaid()).not.toContain('Not <sure>');
  });

  test('takes nothing that stands on an old card for the answer to what is asked now', async () => {
    const { post } = await aService();
    await post({ text: 'some days I just cannot do this anymore' });
    const yes = buttons().get('Yes');
    await post(tap(yes));
    await post({ text: 'she took too many pills and is not waking up' });
    for (const data of [yes, { say: 'Yes' }]) {
      const before = connector().arrived.length;
      await post(tap(data, { replyToId: 'the first card' }));
      expect(texts().slice(before).join()).not.toMatch(/Stay until help/);
      expect(texts().slice(before).join()).toMatch(/help on the way/);
    }
  });
});
