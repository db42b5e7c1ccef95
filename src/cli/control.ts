import { resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { socketOf } from '../control/server.ts';
import { withService } from './control-client.ts';

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** What the operation `status` gives. */
interface Status {
  readonly running: boolean;
  readonly pid: number | null;
  readonly since: string | null;
  readonly ready: boolean;
}

/** `coach status`: about the service of the data folder, in words or as one JSON line. */
export async function statusCommand(
  config: Config,
  output: Output,
  { json = false }: { readonly json?: boolean } = {},
): Promise<void> {
  const status = (await withService(config, 'status', {})) as Status;
  output.write(json ? `${JSON.stringify(status)}\n` : described(status, resolve(config.dataDir)));
}

function described({ running, pid, since, ready }: Status, folder: string): string {
  const service = running ? `runs since ${since}, process ${pid}` : 'does not run: start it with npm start';
  const store = ready ? 'answers' : 'does not answer: coach doctor says more';
  const socket = running ? `Socket:       ${socketOf(folder)}\n` : '';
  return `Service:      ${service}\nStore:        ${store}\nData folder:  ${folder}\n${socket}`;
}

/** `coach backup FILE [--keys FILE]`: copies the store, and says what is needed beside the copy to read it. */
export async function backupCommand(
  config: Config,
  file: string,
  keys: string | undefined,
  { output, told }: { readonly output: Output; readonly told: Output },
): Promise<void> {
  const progress = (line: string): void => void (told.isTTY && told.write(`\r\u001b[K${line}`));
  const args = { file: resolve(file), keys: keys === undefined ? null : resolve(keys) };
  try {
    await withService(config, 'backup', args, { progress });
  } finally {
    progress('');
  }
  output.write(`The store is in ${args.file}.\n${keys === undefined ? without : withKeys(args.keys ?? '')}\n`);
}

const without =
  'This backup cannot be read without its keys: make one with --keys FILE, and keep that file and kek.key apart from it.';
const withKeys = (path: string): string =>
  `The wrapped keys are in ${path}. Both are of no use without kek.key of the data folder: copy that too, and keep keys and store apart.`;
