import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';
import type { WayKind } from '../../domain/staff/person.ts';
import { wayAddresses } from '../../domain/staff/way-address.ts';
import type { NoticeOutcome } from '../../ports/notices.ts';
import { readLine } from '../read-line.ts';
import { describePeople, describeSent, type PersonView } from './describe.ts';

/** What the commands of people on call need of the command line. */
export interface StaffShell {
  ask(operation: string, args: object): Promise<unknown>;
  readonly config: () => Pick<Config, 'zone' | 'onCall'>;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly told: NodeJS.WritableStream;
}

export interface ByJson {
  readonly by: string;
  readonly json?: boolean;
}

/** Whoever runs the command, for the audit. */
export const byOption = ['--by <name>', 'who does it, for the audit', userInfo().username] as const;
export const jsonOption = ['--json', 'one JSON object instead of lines'] as const;

/** Writes a result as one JSON line, or in words. */
export const tell = (shell: StaffShell, json: boolean | undefined, value: unknown, words: string): void =>
  void shell.output.write(json ? `${JSON.stringify(value)}\n` : words);

/** `coach staff …`: who can be called, and by which ways. */
export function addStaffCommands(program: Command, shell: StaffShell): void {
  const staff = program.command('staff').description('who can be called, and by which contact ways (docs/alerts.md)');
  staff
    .command('list')
    .description('everybody, with their ways and whether each works')
    .option(...jsonOption)
    .action(async ({ json }: { json?: boolean }) => {
      const list = (await shell.ask('staff-list', {})) as { readonly people: readonly PersonView[] };
      tell(shell, json, list, describePeople(list.people));
    });
  staff
    .command('add')
    .description('write somebody down, or change them; their ways stay')
    .argument('<id>', 'a short name for the rota, such as maria')
    .requiredOption('--name <name>', 'the name that partners and colleagues see')
    .option('--role <role>', 'counselor or supervisor', 'counselor')
    .option('--language <language>', 'en or es', 'en')
    .option('--zone <zone>', "their time zone; the clinic's without it")
    .option('--quiet <hours>', 'hours in which only what cannot wait calls them, such as 22:00-07:00')
    .option(...byOption)
    .option(...jsonOption)
    .action((id: string, options: PersonOptions) => addPerson(shell, id, options));
  staff
    .command('remove')
    .description('take somebody out; their shifts show as gaps')
    .argument('<id>', 'as coach staff list says it')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (person: string, { by, json }: ByJson) => {
      tell(shell, json, await shell.ask('staff-remove', { person, by }), `${person} is taken out.\n`);
    });
  staff
    .command('verify')
    .description('take the code that came through a way; it is read from standard input')
    .argument('<id>', 'whose way it is')
    .argument('<way>', 'its kind, or its id')
    .option(...byOption)
    .option(...jsonOption)
    .action((person: string, way: string, options: ByJson) => verifyWay(shell, person, way, options));
  addWayCommands(staff, shell);
}

function addWayCommands(staff: Command, shell: StaffShell): void {
  const way = staff
    .command('way')
    .description('contact ways; each counts once the code that was sent through it came back');
  way
    .command('add')
    .description('add a way and send a code through it; the address is read from standard input')
    .argument('<id>', 'whose way it is')
    .argument('<kind>', Object.keys(wayAddresses).join(', '))
    .option('--after <seconds>', 'how long after the call this way is tried', '0')
    .option(...byOption)
    .option(...jsonOption)
    .action((person: string, kind: string, options: ByJson & { after: string }) =>
      addWay(shell, person, kind, options),
    );
  way
    .command('remove')
    .description('take a way out')
    .argument('<id>', 'whose way it is')
    .argument('<way>', 'its kind, or its id')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (person: string, named: string, { by, json }: ByJson) => {
      const gone = await shell.ask('way-remove', { person, way: named, by });
      tell(shell, json, gone, 'The way is taken out.\n');
    });
  way
    .command('test')
    .description('send a test through a way that works, and a new code through any other')
    .argument('<id>', 'whose way it is')
    .argument('<way>', 'its kind, or its id')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (person: string, named: string, { by, json }: ByJson) => {
      const sent = (await shell.ask('way-test', { person, way: named, by })) as {
        code?: NoticeOutcome;
        test?: NoticeOutcome;
      };
      const words = sent.code ? describeSent('code', sent.code) : describeSent('test', sent.test ?? { ok: true });
      tell(shell, json, sent, `${words}\n`);
    });
}

interface PersonOptions extends ByJson {
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly zone?: string;
  readonly quiet?: string;
}

async function addPerson(
  shell: StaffShell,
  id: string,
  { name, role, language, zone, quiet, by, json }: PersonOptions,
) {
  const [from, to] = quiet?.split('-') ?? [];
  const quietHours = quiet === undefined ? null : { from, to };
  const person = { id, name, role, language, zone: zone ?? shell.config().zone, quietHours };
  const done = await shell.ask('staff-set', { person, by });
  tell(shell, json, done, `${id} is on the list. Next: coach staff way add ${id} sms.\n`);
}

async function addWay(
  shell: StaffShell,
  person: string,
  kind: string,
  { after, by, json }: ByJson & { after: string },
) {
  if (!(kind in wayAddresses))
    throw new CoachError('BODY_INVALID', `A kind of way is one of ${Object.keys(wayAddresses).join(', ')}.`);
  shell.told.write(`The address (${wayAddresses[kind as WayKind]}), then Enter: `);
  const address = await readLine(shell.input);
  if (address === '') throw new CoachError('BODY_INVALID', 'No address was given: nothing was changed.');
  const args = { person, kind, address, after: Math.round(Number(after) * 1_000), by };
  const added = (await shell.ask('way-add', args)) as { readonly way: string; readonly code: NoticeOutcome };
  tell(shell, json, added, `${added.way} was added. ${describeSent('code', added.code)}\n`);
}

async function verifyWay(shell: StaffShell, person: string, way: string, { by, json }: ByJson) {
  shell.told.write('The code, six digits, then Enter: ');
  const code = (await readLine(shell.input)).replace(/\D/g, '');
  const done = await shell.ask('way-verify', { person, way, code, by });
  tell(shell, json, done, 'This way works: it counts from now on.\n');
}
