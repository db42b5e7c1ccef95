import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The built service as its users start it. */
export interface MainProcess {
  readonly child: ChildProcess;
  /** Where it answers, and after how many milliseconds it said that it is ready; rejects when it ended before that. */
  readonly ready: Promise<{ readonly url: string; readonly after: number }>;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/**
 * Starts `dist/src/main.js` of a build, on a free port unless told otherwise. It is killed when its `patience` (ms) is
 * over, whatever it does.
 */
export function startMain(dist: string, env: Readonly<Record<string, string>>, patience = 30_000): MainProcess {
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', join(dist, 'src/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', COACH_LOG_LEVEL: 'silent', ...env },
    // Not the repository: a developer's .env is none of its business.
    cwd: dist,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said.stderr += chunk;
  });
  const ended = new Promise<Awaited<MainProcess['ended']>>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...said });
    });
  });
  const ready = new Promise<Awaited<MainProcess['ready']>>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said.stdout += chunk;
      const [url] = /http:\/\/[\d.]+:\d+/.exec(said.stdout) ?? [];
      if (url && said.stdout.includes('Ctrl+C')) resolve({ url, after: performance.now() - started });
    });
    void ended.then(({ code, stderr }) => reject(new Error(`the service ended with ${code}: ${stderr}`)));
  });
  ready.catch(() => {});
  return { child, ready, ended };
}

/** One user's conversation over Direct Line. */
export async function directLine(url: string, user: string) {
  const call = async (path: string, token: string | null, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/directline/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const { token, conversationId } = await call('tokens/generate', null, { user: { id: user } });
  const path = `conversations/${String(conversationId)}/activities`;
  return {
    /** Resolves when the service has answered 200. */
    post: (text: string, clientActivityID: string) =>
      call(path, String(token), { type: 'message', from: { id: user }, text, channelData: { clientActivityID } }),
    async texts(): Promise<readonly string[]> {
      const { activities } = await call(path, String(token));
      return (activities as readonly { from: { id: string }; text: string }[]).map(
        (activity) => `${activity.from.id}: ${activity.text}`,
      );
    },
  };
}
