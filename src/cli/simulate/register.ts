import type { Command } from 'commander';
import type { LoadOptions } from './load/command.ts';
import type { MonthOptions } from './month/command.ts';

const write = (text: string): void => void process.stdout.write(text);

/** Lines on standard error: drawn over where somebody looks, else one below the other. */
const telling = (line: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`);
  else if (line !== '') process.stderr.write(`${line}\n`);
};

/** `coach simulate …`. `file` is the command line itself: a load starts processes of it. What they need is loaded only then. */
export function registerSimulations(program: Command, file: string): void {
  const simulate = program.command('simulate').description('the service under load, or over a month of faults');
  simulate
    .command('load')
    .description('measure turns while more and more couples are there (docs/scale.md)')
    .option('--store <name>', 'libsql (in a folder of its own), or mongodb on the server of MONGODB_URI', 'libsql')
    .option('--couples <numbers>', 'how many couples are there, such as 1000,20000,200000', '1000,20000')
    .option('--processes <numbers>', 'how many processes write at once, on mongodb', '1,2,4')
    .option('--turns <number>', 'how many turns each of them takes', '2000')
    .option('--json', 'JSON instead of a table')
    .action(async (options: LoadOptions) => {
      const { loadCommand } = await import('./load/command.ts');
      await loadCommand(options, file, write, telling);
      telling('');
    });
  simulate
    .command('month')
    .description(
      'play people, counselors and troubles at every step, and look at what has to hold (docs/reliability.md)',
    )
    .option('--store <name>', 'libsql (in a folder of its own), or mongodb on the server of MONGODB_URI', 'libsql')
    .option('--couples <number>', 'how many couples', '200')
    .option('--days <number>', 'how many days; from 5 on the service is down for two in their middle', '31')
    .option('--seed <number>', 'draws the same people and troubles again')
    .action(async (options: MonthOptions) => {
      const { monthCommand } = await import('./month/command.ts');
      process.exitCode = await monthCommand(options, write, telling);
    });
  simulate.command('part', { hidden: true }).action(async () => {
    const { partCommand } = await import('./load/command.ts');
    await partCommand(process.stdin, write);
  });
}
