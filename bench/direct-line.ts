import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Measurement } from './figure.ts';
import { botTalk, call, compare, connectorStub, hangUp, pause, start, type Talk } from './over-http.ts';

/** CPU per turn of a durable Direct Line turn (post, then poll for the answer) against a stateless echo bot. */
export const directLine: Measurement = {
  name: 'direct-line',
  async run(): Promise<readonly Figure[]> {
    const [ours, echo, stub] = await Promise.all([start('ours'), start('echo'), connectorStub()]);
    try {
      const [value = Number.NaN, peer = Number.NaN] = await compare([
        [ours, await ourTalk(ours.port)],
        [echo, botTalk(echo.port, stub, 'test', () => 'hello')],
      ]);
      return [
        {
          name: 'durable Direct Line turn over HTTP, post and poll',
          value,
          unit: 'CPU ms per turn',
          peer: `CloudAdapter echo bot: ${peer.toFixed(3)}`,
          ratio: value / peer,
          target: 'at most 1 x',
          met: value <= peer,
        },
      ];
    } finally {
      ours.child.send('end');
      echo.child.send('end');
      stub.close();
      hangUp();
    }
  },
};

/** A check-in over and over, each message posted and its answer polled for. */
async function ourTalk(port: number): Promise<Talk> {
  const issued = (await call(port, 'POST', '/directline/tokens/generate', { user: { id: 'alex' } })) as {
    token: string;
    conversationId: string;
  };
  const path = `/directline/conversations/${issued.conversationId}/activities`;
  const texts = ['checkin', '2', '3', '8', '5', 'a quiet day'];
  let count = 0;
  let watermark = '0';
  return async () => {
    const text = texts[count++ % texts.length];
    await call(port, 'POST', path, { type: 'message', from: { id: 'alex' }, text }, issued.token);
    for (let tries = 0; tries < 100; tries += 1) {
      // Clients poll at intervals, not in a busy loop.
      await sleep(pause);
      const got = (await call(port, 'GET', `${path}?watermark=${watermark}`, null, issued.token)) as {
        watermark: string;
        activities: { from: { id: string } }[];
      };
      watermark = got.watermark;
      if (got.activities.some((activity) => activity.from.id === 'coach')) return;
    }
    throw new Error('no answer came');
  };
}
