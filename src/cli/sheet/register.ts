import type { Command } from 'commander';
import type { Ask } from '../address/command.ts';
import { setSheet, showSheet } from './command.ts';

/** `coach sheet …`. */
export function registerSheets(program: Command, ask: Ask): void {
  const sheet = program.command('sheet').description('how a partner may be reached without danger (docs/alerts.md)');
  sheet
    .command('show')
    .description('a partner’s safe-contact sheet; the look is audited')
    .argument('<case>', 'the case code, such as C-017')
    .argument('<side>', 'a or b')
    .requiredOption('--by <name>', 'who looks')
    .option('--json', 'one JSON object instead of YAML')
    .action((caseCode: string, side: string, options: { by: string; json?: boolean }) =>
      showSheet(ask, [caseCode, side], options, process.stdout),
    );
  sheet
    .command('set')
    .description('keep a safe-contact sheet, read from a YAML or JSON file or from standard input')
    .argument('<case>', 'the case code, such as C-017')
    .argument('<side>', 'a or b')
    .argument('[file]', 'a file; standard input where it is left out')
    .requiredOption('--by <name>', 'who writes it')
    .action((caseCode: string, side: string, file: string | undefined, { by }: { by: string }) =>
      setSheet(ask, [caseCode, side], { by, file }, { input: process.stdin, output: process.stdout }),
    );
}
