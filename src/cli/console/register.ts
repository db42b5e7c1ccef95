import type { Command } from 'commander';
import type { Config } from '../../config/config.ts';
import { consoleRoles } from '../../domain/console/roles.ts';
import type { Ask } from '../address/command.ts';

interface Options {
  readonly name?: string;
  readonly role: readonly string[];
}

/** `coach console …`. */
export function registerConsole(program: Command, ask: Ask, config: () => Config, output: NodeJS.WritableStream): void {
  program
    .command('console')
    .description('the counselor’s console (docs/console.md)')
    .command('link')
    .description('make a one-time link to set up a sign-in with: it works once, for 15 minutes')
    .argument('[who]', 'what they sign in with: small letters, digits and dashes', 'admin')
    .option('--name <name>', 'the name that partners and colleagues see, for somebody new')
    .option('--role <roles...>', `for somebody new: ${consoleRoles.join(', ')}`, ['admin'])
    .action(async (login: string, { name, role }: Options) => {
      const made = await ask('console-link', { login, name: name ?? null, roles: role, by: 'coach console link' });
      output.write(told(made as Made, config()));
    });
}

interface Made {
  readonly path: string;
  readonly until: string;
  readonly isNew: boolean;
}

/** What is said of a link that was made. Pure. */
function told({ path, until, isNew }: Made, { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string {
  const base = (publicUrl ?? `http://127.0.0.1:${port}`).replace(/\/+$/, '');
  const again = isNew
    ? ''
    : 'Whoever uses it sets a new password and a new app; what was signed in before is not any more.\n';
  return `${base}${path}\nIt works once, until ${until}: give it to nobody else.\n${again}`;
}
