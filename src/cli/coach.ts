#!/usr/bin/env node
import { Command } from 'commander';
import { CoachError } from '../domain/errors.ts';
import { chatCommand } from './chat.ts';
import { diagramsCommand } from './diagrams.ts';
import { screenCommand } from './screen.ts';
import { scriptCommand } from './script/command.ts';
import { createScriptWorld } from './script-world.ts';
import { builtBook, contentDir, diagramsDir, dialogsDir } from './stage.ts';

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

const content = program.command('content').description('the texts, crisis lines and screening rules');
const today = (): string => new Date().toISOString().slice(0, 10);
const write = (text: string): void => void process.stdout.write(text);

content
  .command('check')
  .description('tell all that is wrong with what the coach says; exit code 1 on an error')
  .option('--json', 'one JSON object instead of lines')
  .option('--segments', 'the SMS length of every text as well')
  .option('--release', 'old crisis lines and texts that nobody reviewed are errors')
  .action(async ({ release = false, ...output }: { json?: boolean; segments?: boolean; release?: boolean }) => {
    const { contentCheckCommand } = await import('./content.ts');
    const book = { contentDir, dialogsDir, today: today(), release };
    process.exitCode = await contentCheckCommand(book, output, write);
  });

content
  .command('review')
  .description('write down that these files were read as they are now')
  .argument('<files...>', 'text files and crisis-line packs, such as en/coach.yaml')
  .requiredOption('--by <name>', 'who read them')
  .action(async (files: string[], { by: name }: { by: string }) => {
    const { contentReviewCommand } = await import('./content.ts');
    await contentReviewCommand(contentDir, files, { name, today: today() }, write);
  });

program
  .command('diagrams')
  .description('draw each dialog into docs/dialogs')
  .option('--check', 'only tell what is stale; exit code 1 when something is')
  .action(async (options: { check?: boolean }) => {
    process.exitCode = await diagramsCommand(dialogsDir, diagramsDir, options, write);
  });

// Whoever reads only the first lines (`| head`) has closed the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CoachError ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
});
