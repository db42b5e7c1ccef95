import { type ChildProcess, fork } from 'node:child_process';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { median } from './figure.ts';
import { clients } from './servers/clients.ts';

const batch = 100;
const repeats = 5;

/** A measured server in a process of its own. */
export interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

/** One turn of a client. */
export type Talk = () => Promise<void>;

/** Starts `bench/servers/NAME`. */
export function start(name: string, ...args: readonly string[]): Promise<Server> {
  const child = fork(fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url)), args);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, port: (message as { port: number }).port }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}

/** All clients at the same time, one turn each. */
export const together =
  (talks: readonly Talk[]): Talk =>
  async () => {
    await Promise.all(talks.map((talk) => talk()));
  };

/** CPU milliseconds per turn of each server, medians of interleaved batches, after a warm-up. A talk is a turn of each client. */
export async function compare(pairs: readonly (readonly [Server, Talk])[]): Promise<readonly number[]> {
  for (const [, talk] of pairs) for (let index = 0; index < 500; index += 1) await talk();
  const measured = pairs.map(() => [] as number[]);
  for (let index = 0; index < repeats; index += 1) {
    for (const [which, [server, talk]] of pairs.entries()) measured[which]?.push(await cpuPerTurn(server, talk));
  }
  return measured.map(median);
}

async function cpuPerTurn({ child }: Server, talk: Talk): Promise<number> {
  const before = await cpuOf(child);
  for (let index = 0; index < batch; index += 1) await talk();
  return ((await cpuOf(child)) - before) / batch / clients;
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

/** What a Bot Framework channel would keep: tells of the activities that arrive at its service URL. */
export interface ConnectorStub {
  readonly port: number;
  /** Resolves at the next activity of a conversation. */
  next(conversation: string): Promise<void>;
  close(): void;
}

export function connectorStub(): Promise<ConnectorStub> {
  const waiting = new Map<string, () => void>();
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
      waiting.get(/conversations\/([^/]+)/.exec(incoming.url ?? '')?.[1] ?? '')?.();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        next: (conversation) => new Promise((done) => waiting.set(conversation, done)),
        close: () => server.closeAllConnections() ?? server.close(),
      }),
    );
  });
}

/** A client's messages to a bot; each answer arrives at the connector stub. `text` gives the next message. */
export function botTalk(port: number, stub: ConnectorStub, channelId: string, user: string, text: () => string): Talk {
  let count = 0;
  return async () => {
    const answered = stub.next(user);
    await call(port, 'POST', '/api/messages', {
      type: 'message',
      id: `${user}-${count++}`,
      channelId,
      serviceUrl: `http://127.0.0.1:${stub.port}`,
      from: { id: user },
      recipient: { id: 'bot' },
      conversation: { id: user, conversationType: 'personal' },
      text: text(),
    });
    await answered;
  };
}

/** Keeps the clients' sockets open. */
export const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Lets go of the client's sockets. */
export const hangUp = (): void => agent.destroy();

/** One request; the JSON of its answer. */
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
