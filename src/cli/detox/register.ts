import type { Command } from 'commander';
import type { Ask } from '../address/command.ts';
import { setDetox, showDetox } from './command.ts';

/** `coach detox …`. */
export function registerDetox(program: Command, ask: Ask): void {
  const detox = program.command('detox').description('when a partner’s detox ended (docs/enrolment.md)');
  const of = (name: string, description: string): Command =>
    detox
      .command(name)
      .description(description)
      .argument('<case>', 'the case code, such as C-017')
      .argument('<side>', 'a or b')
      .requiredOption('--by <name>', 'who looks or writes');
  const { stdin: input, stdout: output, stderr: told } = process;
  of('show', 'the date; the look is audited').action((caseCode: string, side: string, { by }: { by: string }) =>
    showDetox(ask, { caseCode, side, by }, output),
  );
  of('set', 'keep a date, read from standard input; an empty line takes it away').action(
    (caseCode: string, side: string, { by }: { by: string }) =>
      setDetox(ask, { caseCode, side, by }, { input, output, told }),
  );
}
