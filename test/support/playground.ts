import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { clientModules } from './clients.ts';

/** The Microsoft 365 Agents Playground as its users start it: a Teams-like client, served to a browser. */
export interface Playground {
  readonly child: ChildProcess;
  /** Where its page is; rejects when it ended before that. */
  readonly url: Promise<string>;
  readonly ended: Promise<string>;
}

/**
 * Starts the playground for a bot on a free port: no browser of its own, no telemetry, and what it writes in `home`. It is
 * killed when its `patience` (ms) is over, whatever it does.
 */
export function startPlayground(bot: string, home: string, patience: number): Playground {
  const program = join(clientModules, '@microsoft/m365agentsplayground/cli.js');
  const child = spawn(process.execPath, [program, '-e', bot, '-c', 'msteams', '--dt', '-p', '0'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, TEAMSAPPTESTER_BROWSER: 'none' },
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const ended = new Promise<string>((resolve) =>
    child.once('close', () => {
      clearTimeout(timer);
      resolve(said);
    }),
  );
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const [, port] = /Listening on (\d+)/.exec(said) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then((all) => reject(new Error(`the playground ended: ${all}`)));
  });
  url.catch(() => {});
  return { child, url, ended };
}
