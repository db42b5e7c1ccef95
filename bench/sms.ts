import { existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { checkInTexts } from './check-in-texts.ts';
import type { Figure, Measurement } from './figure.ts';
import { agent, botTalk, compare, connectorStub, hangUp, start, type Talk, together } from './over-http.ts';
import { clients, phoneOf, userOf } from './servers/clients.ts';
import { smsAccount } from './servers/sms-account.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const isInstalled = existsSync(join(root, 'test', 'clients', 'node_modules', 'botbuilder-dialogs'));

/** Twilio as far as a bench needs it: takes every text, and tells whose arrived. */
async function twilioStub() {
  const waiting = new Map<string, () => void>();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"sid":"SM1","status":"queued"}');
      waiting.get(new URLSearchParams(Buffer.concat(chunks).toString()).get('To') ?? '')?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (user: string) => new Promise<void>((resolve) => waiting.set(user, resolve)),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** One signed text, as Twilio posts it. */
function post(port: number, fields: Readonly<Record<string, string>>): Promise<void> {
  const path = '/api/sms/twilio';
  const signature = getExpectedTwilioSignature(smsAccount.authToken, smsAccount.publicUrl + path, fields);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      response.resume().on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error('not taken'))));
    });
    sent.on('error', reject);
    sent.end(new URLSearchParams(fields).toString());
  });
}

/** A client's texts. A turn is over once its answer is at the stub; where none is sent, once it is committed. */
function smsTalk(port: number, user: string, next: ((user: string) => Promise<void>) | null): Talk {
  const text = checkInTexts();
  let count = 0;
  return async () => {
    const answered = next?.(user);
    const { accountSid: AccountSid } = smsAccount;
    const MessageSid = `SM${user}-${count++}`;
    await post(port, { AccountSid, MessageSid, From: user, To: '+15550199', Body: text(), NumMedia: '0' });
    await answered;
  };
}

/** CPU per turn of a durable SMS turn, with and without the call of Twilio's client, against a waterfall that keeps nothing. */
export const sms: Measurement = {
  name: 'sms',
  async run(): Promise<readonly Figure[]> {
    if (!isInstalled) {
      process.stderr.write('SKIP sms: its peer is not installed (npm ci --prefix test/clients --ignore-scripts).\n');
      return [];
    }
    const [twilio, stub] = await Promise.all([twilioStub(), connectorStub()]);
    const [whole, part, peerServer] = await Promise.all([
      ...[start('sms', twilio.url), start('sms'), start('waterfall')],
    ] as const);
    const all = (addressOf: (index: number) => string, talkOf: (user: string) => Talk) =>
      together(Array.from({ length: clients }, (_, index) => talkOf(addressOf(index))));
    try {
      const [value = Number.NaN, without = Number.NaN, peer = Number.NaN] = await compare([
        [whole, all(phoneOf, (user) => smsTalk(whole.port, user, twilio.next))],
        [part, all(phoneOf, (user) => smsTalk(part.port, user, null))],
        [peerServer, all(userOf, (user) => botTalk(peerServer.port, stub, 'test', user, () => 'hello'))],
      ]);
      const against = `waterfall of botbuilder-dialogs in memory: ${peer.toFixed(3)}`;
      const common = { unit: 'CPU ms per turn', peer: against } as const;
      return [
        {
          ...common,
          ...{ name: `durable SMS turn, signature to Twilio's client, ${clients} clients`, value, ratio: value / peer },
          ...{ target: 'at most 1 x', met: value <= peer },
        },
        {
          ...common,
          ...{ name: 'the same without the call of the client', value: without, ratio: without / peer },
          ...{ target: 'at most 0.33 x', met: without <= peer / 3 },
        },
      ];
    } finally {
      for (const { child } of [whole, part, peerServer]) child.send('end');
      twilio.close();
      stub.close();
      hangUp();
    }
  },
};
