#!/usr/bin/env node
import { Command } from 'commander';
import { CoachError } from '../domain/errors.ts';
import { chatCommand } from './chat.ts';
import { backupCommand, statusCommand } from './control.ts';
import { screenCommand } from './screen.ts';
import { scriptCommand } from './script/command.ts';
import { createScriptWorld } from './script-world.ts';
import { builtBook, contentDir } from './stage.ts';

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
  .command('status')
  .description('whether a service runs on the data folder, since when, and whether its store answers')
  .action(() => statusCommand(process.stdout));

program
  .command('backup')
  .description('copy the store while the service runs')
  .argument('<file>', 'a new file')
  .option('--keys <file>', 'copy the wrapped keys too, to a file that is kept apart')
  .action((file: string, { keys }: { keys?: string }) => backupCommand(file, keys, process.stdout, process.stderr));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CoachError ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
});
