import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** What the stub does with the next text it is given. `lost`: takes it, and answers nothing. */
export type Behaviour =
  | { readonly status: number; readonly code?: number; readonly retryAfter?: string; readonly body?: string }
  | 'hang'
  | 'reset'
  | 'lost';

/** A text that the stub took. */
export interface Taken {
  readonly sid: string;
  readonly to: string;
  readonly from: string | null;
  readonly service: string | null;
  readonly body: string;
  readonly statusCallback: string | null;
}

/** Any resource beside messages, by its path: what it answers with. */
type Resources = Record<string, { readonly status?: number; readonly body: object }>;

export const account = { sid: `AC${'0'.repeat(31)}1`, token: 'the-auth-token' } as const;
export const ourNumber = '+15550199';
/** Where Twilio finds the service: a proxy in front of it, which takes `/coach` off. */
export const publicUrl = 'https://coach.example.org/coach';

/** Form fields signed as Twilio signs them, for a path (and query) under the public URL. */
export const signed = (path: string, fields: Readonly<Record<string, string>>, token: string = account.token) => ({
  path,
  body: new URLSearchParams(fields).toString(),
  signature: getExpectedTwilioSignature(token, publicUrl + path, fields),
});

/**
 * Twilio as its documentation says: takes texts over HTTP with Basic authentication, and posts texts and reports that it
 * has signed. `credentials` open it.
 */
export async function aTwilio(credentials: readonly string[] = [`${account.sid}:${account.token}`]) {
  const taken: Taken[] = [];
  const refused: { readonly status: number; readonly to: string | null }[] = [];
  const behaviours: Behaviour[] = [];
  const resources: Resources = {};
  const optedOut = new Set<string>();
  let calls = 0;
  let service = '';

  const isKnown = ({ headers }: IncomingMessage): boolean =>
    credentials.some((each) => headers.authorization === `Basic ${Buffer.from(each).toString('base64')}`);

  const fail = (response: ServerResponse, status: number, code?: number, more: Record<string, string> = {}): void => {
    const message = 'Twilio may quote +15550100 and "I am scared" here.';
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(JSON.stringify({ ...(code === undefined ? {} : { code }), message, status }));
  };

  function take(form: URLSearchParams): Taken {
    const sid = `SM${String(taken.length + 1).padStart(32, '0')}`;
    const text = {
      ...{ sid, to: form.get('To') ?? '', from: form.get('From'), service: form.get('MessagingServiceSid') },
      ...{ body: form.get('Body') ?? '', statusCallback: form.get('StatusCallback') },
    };
    taken.push(text);
    return text;
  }

  function answerText(request: IncomingMessage, response: ServerResponse, form: URLSearchParams): void {
    calls += 1;
    const behaviour = behaviours.shift();
    const to = form.get('To');
    const refuse = (status: number, code?: number, more?: Record<string, string>): void => {
      refused.push({ status, to });
      fail(response, status, code, more);
    };
    if (!isKnown(request)) return refuse(401, 20003);
    if (behaviour === 'hang') return;
    if (behaviour === 'reset') return void request.socket.destroy();
    if (behaviour === 'lost') return void take(form);
    if (behaviour?.body !== undefined) {
      if (behaviour.status < 300) take(form);
      response.writeHead(behaviour.status);
      return void response.end(behaviour.body);
    }
    if (behaviour)
      return refuse(
        behaviour.status,
        behaviour.code,
        behaviour.retryAfter ? { 'retry-after': behaviour.retryAfter } : {},
      );
    if (optedOut.has(to ?? '')) return refuse(400, 21610);
    if (!/^\+[1-9]\d{6,14}$/.test(to ?? '')) return refuse(400, 21211);
    if (!form.get('From') === !form.get('MessagingServiceSid')) return refuse(400, 21603);
    if (!form.get('Body')) return refuse(400, 21602);
    if ((form.get('Body') ?? '').length > 1_600) return refuse(400, 21617);
    const text = take(form);
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...text, account_sid: account.sid, status: 'queued', num_segments: '1' }));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const [path = ''] = (request.url ?? '').split('?');
      if (request.method === 'POST' && path === `/2010-04-01/Accounts/${account.sid}/Messages.json`)
        return answerText(request, response, new URLSearchParams(Buffer.concat(chunks).toString()));
      if (!isKnown(request)) return fail(response, 401, 20003);
      const resource = resources[path];
      if (!resource) return fail(response, 404, 20404);
      response.writeHead(resource.status ?? 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(resource.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Posts a form to the service as the proxy would hand it on. */
  async function post({ path, body, signature }: ReturnType<typeof signed>) {
    const response = await fetch(service + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        ...(signature === '' ? {} : { 'x-twilio-signature': signature }),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  }

  let texts = 0;
  return {
    ...{ url, taken, refused, behaviours, resources, optedOut, post },
    /** Every call that was made to send a text. */
    calls: () => calls,
    /** Where the service listens. */
    reach(at: string) {
      service = at;
    },
    /** Somebody writes. */
    text(body: string, fields: Readonly<Record<string, string>> = {}) {
      texts += 1;
      const sid = `SM${'f'.repeat(8)}${String(texts).padStart(24, '0')}`;
      const all = {
        ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: account.sid },
        ...{ From: '+15550100', To: ourNumber, Body: body, NumMedia: '0', NumSegments: '1', ApiVersion: '2010-04-01' },
        ...{ FromCity: 'CHICAGO', FromState: 'IL', FromZip: '60601', FromCountry: 'US', ...fields },
      };
      return post(signed('/api/sms/twilio', all));
    },
    /** What became of a text that was taken. */
    report({ sid, to, statusCallback }: Taken, status: string, code?: number) {
      if (!statusCallback?.startsWith(publicUrl)) throw new Error('no report was asked for');
      const fields = { MessageSid: sid, SmsSid: sid, SmsStatus: status, MessageStatus: status, To: to };
      const error = code === undefined ? {} : { ErrorCode: String(code) };
      return post(signed(statusCallback.slice(publicUrl.length), { ...fields, ...error, AccountSid: account.sid }));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TwilioStub = Awaited<ReturnType<typeof aTwilio>>;
