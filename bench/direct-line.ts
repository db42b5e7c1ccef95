import { type ChildProcess, fork } from 'node:child_process';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { type Figure, type Measurement, median } from './figure.ts';
import { clients } from './servers/clients.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const batch = 100;
const repeats = 5;

/** CPU per turn of a durable Direct Line turn (post, the answer by the stream) against a stateless echo bot. */
export const directLine: Measurement = {
  name: 'direct-line',
  async run(): Promise<readonly Figure[]> {
    const [ours, echo, stub] = await Promise.all([start('ours'), start('echo'), connectorStub()]);
    try {
      const users = Array.from({ length: clients }, (_, index) => `user-${index}`);
      const talk = together(await Promise.all(users.map((user) => ourTalk(ours.port, user))));
      const shout = together(users.map(() => echoTalk(echo.port, stub.port)));
      for (const each of [talk, shout]) for (let index = 0; index < 500; index += 1) await each();
      const measured = { ours: [] as number[], echo: [] as number[] };
      for (let index = 0; index < repeats; index += 1) {
        measured.ours.push((await cpuPerTurn(ours, talk)) / clients);
        measured.echo.push((await cpuPerTurn(echo, shout)) / clients);
      }
      const [value, peer] = [median(measured.ours), median(measured.echo)];
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
      agent.destroy();
    }
  },
};

export interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

export function start(name: string): Promise<Server> {
  const child = fork(fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url)));
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, port: (message as { port: number }).port }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

export async function cpuPerTurn({ child }: Server, talk: () => Promise<void>): Promise<number> {
  const before = await cpuOf(child);
  for (let index = 0; index < batch; index += 1) await talk();
  return ((await cpuOf(child)) - before) / batch;
}

function cpuOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (message) => {
      const { user, system } = (message as { cpu: NodeJS.CpuUsage }).cpu;
      resolve((user + system) / 1_000);
    });
    child.send('cpu');
  });
}

/** All clients at the same time, once each. */
const together = (talks: readonly (() => Promise<void>)[]) => async (): Promise<void> => {
  await Promise.all(talks.map((talk) => talk()));
};

/** A check-in over and over, each message posted; its answer comes by the stream. */
async function ourTalk(port: number, user: string): Promise<() => Promise<void>> {
  const issued = (await call(port, 'POST', '/directline/tokens/generate', { user: { id: user } })) as Opened;
  const opened = (await call(port, 'POST', '/directline/conversations', {}, issued.token)) as Opened;
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

interface Opened {
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

/** A message to the echo bot; its answer arrives at the connector stub before the post is answered. */
export function echoTalk(port: number, stub: number): () => Promise<void> {
  let count = 0;
  return async () => {
    await call(port, 'POST', '/api/messages', {
      type: 'message',
      id: `a${count++}`,
      channelId: 'test',
      serviceUrl: `http://127.0.0.1:${stub}`,
      from: { id: 'alex' },
      recipient: { id: 'bot' },
      conversation: { id: 'c' },
      text: 'hello',
    });
  };
}

export function connectorStub(): Promise<{ port: number; close(): void }> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => server.closeAllConnections() ?? server.close(),
      }),
    );
  });
}

export function call(
  port: number,
  method: string,
  path: string,
  body: object | null,
  token?: string,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 500) >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        else resolve(text === '' ? null : JSON.parse(text));
      });
    });
    sent.on('error', reject);
    sent.end(body === null ? undefined : JSON.stringify(body));
  });
}
