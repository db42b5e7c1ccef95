import { type ChildProcess, spawn } from 'node:child_process';

/** A server of its own process, as some module text makes it: jest has listeners of its own for what nobody catches. */
export interface ChildProgram {
  readonly child: ChildProcess;
  /** What the program sent first. */
  readonly port: number;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Runs a module's text. It is killed after 30 s, whatever it does. */
export async function runProgram(program: string): Promise<ChildProgram> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      clearTimeout(patience);
      resolve(code);
    }),
  );
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    void ended.then(() => reject(new Error(said)));
  });
  return { child, port, ended, said: () => said };
}
