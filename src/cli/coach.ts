#!/usr/bin/env node
import { Command } from 'commander';
import { loadDotEnv } from '../config/dot-env.ts';
import type { Environment } from '../config/problem.ts';
import { CoachError } from '../domain/errors.ts';
import { chatCommand } from './chat.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { screenCommand } from './screen.ts';
import { scriptCommand } from './script/command.ts';
import { createScriptWorld } from './script-world.ts';
import { setupCommand } from './setup/setup.ts';
import { buildDir, builtBook, contentDir } from './stage.ts';

const program = new Command('coach').description('Side by Side from the command line.');

program
  .command('chat')
  .description('play both partners and the counselor in this terminal; keeps nothing')
  .action(() => chatCommand(process.stdin, process.stdout));

program
  .command('script')
  .description('run conversation scripts against the real app')
  .argument('<paths...>', 'script files, or folders of them')
  .option('--json', 'one JSON object instead of lines')
  .action(async (paths: string[], options: { json?: boolean }) => {
    const book = await builtBook();
    process.exitCode = await scriptCommand(paths, async () => createScriptWorld({ book }), options);
  });

program
  .command('screen')
  .description('screen {"id","text"} lines from standard input; writes {"id","level","categories","rules"} lines')
  .option('--jsonl', 'JSON lines, the only format there is')
  .action(() => screenCommand(contentDir, process.stdin, process.stdout));

program
  .command('doctor')
  .description('look at configuration, store, keys, clock, content and channels; exit code 1 when something fails')
  .option('--json', 'one JSON object instead of lines')
  .action(async (options: { json?: boolean }) => {
    loadDotEnv();
    process.exitCode = await doctorCommand(patient(process.env), process.stdout, options);
  });

program
  .command('setup')
  .description('ask what is needed, write .env and the files with secrets, and end with the doctor')
  .option('--defaults', 'ask nothing and take the defaults')
  .action(async ({ defaults = false }: { defaults?: boolean }) => {
    process.exitCode = await setupCommand({
      ...{ defaults, folder: process.cwd(), terminal: { input: process.stdin, output: process.stdout } },
      interactive: process.stdin.isTTY && process.stdout.isTTY,
      doctor: (env) => doctorCommand(patient({ ...env, ...process.env }), process.stdout, {}),
    });
  });

const patient = (environment: Environment) => ({ environment, loadBook: builtBook, build: buildDir });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CoachError ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
});
