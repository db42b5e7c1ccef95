import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BSON } from 'mongodb';

/** What a proxy in front of MongoDB does to writes, each as often as is told. */
export interface Mood {
  /** Write commands that are answered with NotWritablePrimary, and not passed on. */
  notPrimary: number;
  /** Write commands that are passed on, and whose connection is cut before their answer comes. */
  cutAnswers: number;
  /** How long every command waits, ms. */
  delay: number;
  /** Whether the server's disk is full: writes are answered with OutOfDiskSpace, and not passed on. */
  full: boolean;
  /** Whether nothing is let through: connections are cut, and new ones too. */
  away: boolean;
}

export interface MongoProxy {
  readonly mood: Mood;
  uri(database: string): string;
  /** Cuts every connection now. */
  cut(): void;
  close(): Promise<void>;
}

const writes = new Set(['insert', 'update', 'delete']);
const opMsg = 2013;

/** A proxy that speaks enough of the wire protocol to simulate a fail-over: OP_MSG with its command in the first section. */
export async function startMongoProxy(target: { readonly host: string; readonly port: number }): Promise<MongoProxy> {
  const mood: Mood = { notPrimary: 0, cutAnswers: 0, delay: 0, full: false, away: false };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (mood.away) return void client.destroy();
    const upstream = connect(target);
    const pair = [client, upstream];
    const end = (): void => pair.forEach((socket) => void socket.destroy());
    let doomed = false;
    for (const socket of pair) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    let working = Promise.resolve();
    eachMessage(client, (message) => {
      working = working.then(async () => {
        if (mood.delay > 0) await pause(mood.delay);
        if (mood.away) return end();
        const isWrite = writes.has(commandOf(message));
        if (isWrite && mood.full) return void client.write(refusal(message, outOfDiskSpace));
        if (isWrite && mood.notPrimary > 0) {
          mood.notPrimary -= 1;
          client.write(refusal(message, notWritablePrimary));
          return;
        }
        if (isWrite && mood.cutAnswers > 0) {
          mood.cutAnswers -= 1;
          doomed = true;
        }
        upstream.write(message);
      });
    });
    upstream.on('data', (data) => (doomed ? end() : client.write(data)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const cut = (): void => sockets.forEach((socket) => void socket.destroy());
  return {
    mood,
    cut,
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}?directConnection=true`,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Calls `each` with every whole message of a connection. */
function eachMessage(socket: Socket, each: (message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      each(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
}

/** The command of an OP_MSG: the first key of its first section. */
function commandOf(message: Buffer): string {
  if (message.readInt32LE(12) !== opMsg) return '';
  const section = message.subarray(21, 21 + message.readInt32LE(21));
  return Object.keys(BSON.deserialize(section))[0] ?? '';
}

const notWritablePrimary = {
  ...{ ok: 0, code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary' },
  errorLabels: ['RetryableWriteError'],
};
const outOfDiskSpace = { ok: 0, code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'no space left' };

/** The answer to a command that is not carried out. */
function refusal(request: Buffer, why: object): Buffer {
  const body = BSON.serialize(why);
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(request.readInt32LE(4), 8);
  head.writeInt32LE(opMsg, 12);
  return Buffer.concat([head, body]);
}
