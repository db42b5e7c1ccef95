import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { blockMistakes } from './block-kit.ts';

/** A call as the stub of Slack's Web API took it. */
export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What the stub does with the next calls of a method instead of taking them. */
export type Mood =
  | { readonly error: string }
  | { readonly status: number; readonly body?: string }
  | { readonly limited: number | string | null }
  | 'hang'
  | 'reset'
  /** Takes it, and says nothing any more. */
  | 'accept-and-hang';

export const slackToken = 'xoxb-1-test';
export const slackTeam = 'T01';
export const slackBot = 'UBOT';

/**
 * Slack's Web API as documented, on this machine: bearer tokens, form bodies with JSON in them, Block Kit within its
 * limits, 429 with Retry-After, and the ways in which it fails.
 */
export async function aSlack({ scopes = 'chat:write,files:write,im:history,im:read,im:write' } = {}) {
  const calls: Call[] = [];
  const mistakes: string[] = [];
  const moods = new Map<string, Mood[]>();
  let revoked = false;
  let heard: (call: Call) => void = () => {};
  let sent = 0;
  let url = '';

  const answerOf = ({ method, args }: Call): object => {
    if (method === 'auth.test') return { ok: true, team_id: slackTeam, user_id: slackBot, enterprise_id: null };
    if (method === 'chat.postMessage' || method === 'chat.update') {
      if (typeof args['channel'] !== 'string' || !/^[UDC]\w+$/.test(args['channel']))
        return failed('channel_not_found');
      if (method === 'chat.update' && typeof args['ts'] !== 'string') return failed('message_not_found');
      const wrong = blockMistakes(args['blocks']);
      mistakes.push(...wrong);
      if (wrong.length > 0)
        return { ...failed('invalid_blocks'), response_metadata: { messages: wrong.map((each) => `[ERROR] ${each}`) } };
      sent += 1;
      return { ok: true, channel: args['channel'], ts: `1700000000.${String(sent).padStart(6, '0')}` };
    }
    if (method === 'files.getUploadURLExternal')
      return typeof args['filename'] === 'string' && Number(args['length']) > 0
        ? { ok: true, upload_url: `${url}upload`, file_id: 'F01' }
        : failed('invalid_arguments');
    if (method === 'files.completeUploadExternal')
      return /^[DC]\w+$/.test(String(args['channel_id']))
        ? { ok: true, files: [{ id: 'F01' }] }
        : failed('channel_not_found');
    if (method === 'views.publish') {
      const view = args['view'] as { type?: unknown; blocks?: unknown } | undefined;
      const wrong = [...(view?.type === 'home' ? [] : ['a view that is no home']), ...blockMistakes(view?.blocks, 100)];
      mistakes.push(...wrong);
      return wrong.length > 0 ? failed('invalid_arguments') : { ok: true, view: {} };
    }
    return failed('unknown_method');
  };

  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const method = (request.url ?? '').replace('/api/', '');
      // What is uploaded needs no token: its address is the proof.
      if (method === 'upload') {
        const [failing] = moods.get(method)?.splice(0, 1) ?? [];
        if (failing !== undefined) return behave(failing, request, response);
        calls.push({ method, args: { bytes: body.length } });
        return void response.end('OK - 9000');
      }
      const call = { method, args: argsOf(request, body) };
      if (revoked) return json(response, failed('token_revoked'), scopes);
      if (request.headers.authorization !== `Bearer ${slackToken}`)
        return json(response, failed('invalid_auth'), scopes);
      const mood = moods.get(method)?.shift();
      heard(call);
      if (mood === undefined || mood === 'accept-and-hang') calls.push(call);
      if (mood === undefined) return json(response, answerOf(call), scopes);
      behave(mood, request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return {
    url,
    calls,
    /** What was not Block Kit. */
    mistakes,
    /** What the next calls of a method come to, one after the other. */
    next: (method: string, ...list: Mood[]) => void moods.set(method, [...(moods.get(method) ?? []), ...list]),
    /** Called with every call that has a good token. */
    onCall: (listener: (call: Call) => void) => {
      heard = listener;
    },
    revoke: () => {
      revoked = true;
    },
    /** As if it were new. */
    forget: () => {
      revoked = false;
      heard = () => {};
      for (const list of [calls, mistakes]) list.length = 0;
      moods.clear();
    },
    of: (method: string) => calls.filter((call) => call.method === method).map(({ args }) => args),
    /** The calls of a method, as soon as there is one; what comes after an answer is not waited for by it. */
    async until(method: string) {
      for (let tries = 0; tries < 200 && !calls.some((call) => call.method === method); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return this.of(method);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type SlackStub = Awaited<ReturnType<typeof aSlack>>;

const failed = (error: string) => ({ ok: false, error });

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** The arguments of a call: a form whose lists and objects are JSON, or JSON. */
function argsOf({ headers }: IncomingMessage, body: string): Record<string, unknown> {
  if (headers['content-type']?.startsWith('application/json')) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

function json(response: ServerResponse, body: object, scopes: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'x-oauth-scopes': scopes });
  response.end(JSON.stringify(body));
}

function behave(mood: Mood, request: IncomingMessage, response: ServerResponse): void {
  if (mood === 'reset') return void request.socket.destroy();
  if (mood === 'hang' || mood === 'accept-and-hang') return;
  if ('error' in mood) return json(response, failed(mood.error), '');
  if ('limited' in mood) {
    const wait: Record<string, string> = mood.limited === null ? {} : { 'retry-after': String(mood.limited) };
    response.writeHead(429, wait);
    return void response.end('{"ok":false,"error":"ratelimited"}');
  }
  response.writeHead(mood.status);
  response.end(mood.body ?? 'canary of a proxy');
}
