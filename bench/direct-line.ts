import { WebSocket } from 'ws';
import type { Figure, Measurement } from './figure.ts';
import { botTalk, call, compare, connectorStub, hangUp, start, type Talk, together } from './over-http.ts';
import { clients, userOf } from './servers/clients.ts';

/** CPU per turn of a durable Direct Line turn (post, the answer by the stream) against a stateless echo bot. */
export const directLine: Measurement = {
  name: 'direct-line',
  async run(): Promise<readonly Figure[]> {
    const [ours, echo, stub] = await Promise.all([start('ours'), start('echo'), connectorStub()]);
    try {
      const users = Array.from({ length: clients }, (_, index) => userOf(index));
      const [value = Number.NaN, peer = Number.NaN] = await compare([
        [ours, together(await Promise.all(users.map((user) => ourTalk(ours.port, user))))],
        [echo, together(users.map((user) => botTalk(echo.port, stub, 'test', user, () => 'hello')))],
      ]);
      return [
        {
          name: `durable Direct Line turn over HTTP and stream, ${clients} clients`,
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

/** A check-in over and over, each message posted; its answer comes by the stream. */
export async function ourTalk(port: number, user: string): Promise<Talk> {
  const issued = (await call(port, 'POST', '/directline/tokens/generate', { user: { id: user } })) as OpenConversation;
  const opened = (await call(port, 'POST', '/directline/conversations', {}, issued.token)) as OpenConversation;
  const answers = await answerStream(opened.streamUrl);
  const path = `/directline/conversations/${issued.conversationId}/activities`;
  const texts = ['checkin', '2', '3', '8', '5', 'a quiet day'];
  let count = 0;
  return async () => {
    const text = texts[count++ % texts.length];
    const answered = answers.next();
    await call(port, 'POST', path, { type: 'message', from: { id: user }, text }, issued.token);
    await answered;
  };
}

interface OpenConversation {
  readonly token: string;
  readonly conversationId: string;
  readonly streamUrl: string;
}

/** The stream of a conversation. `next` resolves when the coach has said something. */
async function answerStream(url: string): Promise<{ next(): Promise<void> }> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let heard = (): void => {};
  socket.on('message', (data) => {
    const set = JSON.parse(String(data)) as { activities: { from: { id: string } }[] };
    if (set.activities.some((activity) => activity.from.id === 'coach')) heard();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error('no answer came')), 5_000);
        heard = () => {
          clearTimeout(patience);
          resolve();
        };
      }),
  };
}
