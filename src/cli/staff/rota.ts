import type { Command } from 'commander';
import { CoachError } from '../../domain/errors.ts';
import { localInstant } from '../../domain/local-time.ts';
import type { Drill } from '../../domain/staff/roster.ts';
import { describeDrill, describeRota, type RotaView, type Stands } from './describe.ts';
import { readRotaFile } from './rota-file.ts';
import { type ByJson, byOption, jsonOption, type StaffShell, tell } from './staff.ts';

/** `coach rota …`, `coach drill` and `coach go-live`. */
export function addRotaCommands(program: Command, shell: StaffShell): void {
  const rota = program.command('rota').description('who is on call when (docs/alerts.md)');
  rota
    .command('show')
    .description('the coming days, with every gap marked; exit code 1 when there is one')
    .option('--days <number>', 'how many', '7')
    .option(...jsonOption)
    .action(async ({ days, json }: { days: string; json?: boolean }) => {
      const view = await show(shell, 'rota-show', { days: Number(days) }, json);
      if (view.gaps.length > 0) process.exitCode = 1;
    });
  rota
    .command('set')
    .description('set the whole week from a file')
    .argument('<file>', 'a YAML file; docs/alerts.md shows one')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (file: string, { by, json }: ByJson) => {
      await show(shell, 'rota-set', { ...(await readRotaFile(file, shell.config().zone)), by }, json);
    });
  rota
    .command('override')
    .description('somebody else for a while, or nobody')
    .argument('<duty>', 'primary, backup or lead')
    .argument('<person>', 'whose id, or nobody')
    .argument('<from>', 'local time of the clinic, such as 2026-12-24T18:00')
    .argument('<until>', 'the same; not in it any more')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (duty: string, person: string, from: string, until: string, { by, json }: ByJson) => {
      const { zone } = shell.config();
      const span = { from: instantOf(from, zone), until: instantOf(until, zone) };
      await show(shell, 'rota-override', { duty, person: person === 'nobody' ? null : person, ...span, by }, json);
    });
  rota
    .command('clear')
    .description('take an override back')
    .argument('<override>', 'its id, as coach rota show says it')
    .option(...byOption)
    .option(...jsonOption)
    .action(async (override: string, { by, json }: ByJson) => {
      await show(shell, 'rota-clear', { override, by }, json);
    });
  addDrillCommands(program, shell);
}

function addDrillCommands(program: Command, shell: StaffShell): void {
  program
    .command('drill')
    .description('test the whole way of a page: it has to be acknowledged within 15 minutes')
    .option('--status', 'only say how the last one stands; exit code 1 when it was missed')
    .option(...byOption)
    .option(...jsonOption)
    .action(async ({ status = false, by, json }: ByJson & { status?: boolean }) => {
      const done = (await shell.ask(status ? 'drill-status' : 'drill', status ? {} : { by })) as {
        readonly drill: Drill | null;
      };
      tell(shell, json, done, describeDrill(done.drill));
      if (done.drill?.missedAt !== undefined) process.exitCode = 1;
    });
  program
    .command('go-live')
    .description('let partners in, once and for good; says what is still to be done')
    .option('--check', 'only say how it stands; exit code 1 when something is to be done')
    .option(...byOption)
    .option(...jsonOption)
    .action(async ({ check = false, by, json }: ByJson & { check?: boolean }) => {
      const stands = (await shell.ask('go-live', { by, check })) as Stands;
      tell(shell, json, stands, `${describeStands(stands)}${shell.config().onCall.deadmanUrl ? '' : unwatched}`);
      if (stands.lacks.length > 0) process.exitCode = 1;
    });
}

/** What going live says where no outside service would notice that this one stands still. */
const unwatched = 'No outside service watches: nobody notices a machine that stands still. Set COACH_DEADMAN_URL.\n';

function describeStands({ liveAt, lacks }: Stands): string {
  const list = lacks.map(({ code, todo }) => `- ${code}: ${todo}\n`).join('');
  if (liveAt === null)
    return lacks.length === 0 ? 'All is ready: coach go-live.\n' : `Not live. To be done first:\n${list}`;
  return lacks.length === 0
    ? `Live since ${liveAt}. Partners can be enrolled.\n`
    : `Live since ${liveAt}. Nobody new is enrolled until this is mended:\n${list}`;
}

async function show(shell: StaffShell, operation: string, args: object, json: boolean | undefined): Promise<RotaView> {
  const view = (await shell.ask(operation, args)) as RotaView;
  tell(shell, json, view, describeRota(view, shell.config().zone, shell.output.isTTY === true));
  return view;
}

function instantOf(text: string, zone: string): number {
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)$/.exec(text) ?? [];
  if (date === '' || !isDate(date))
    throw new CoachError(
      'BODY_INVALID',
      'An instant is a local date and time of the clinic, such as 2026-12-24T18:00.',
    );
  return localInstant(date, time, zone);
}

const isDate = (date: string): boolean =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
