#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { AuditReport } from '../app/audit/verify.ts';
import type { Config } from '../config/config.ts';
import { loadDotEnv } from '../config/dot-env.ts';
import type { Environment } from '../config/problem.ts';
import { inspectConfig } from '../config/read.ts';
import { packCountries } from '../content/lines.ts';
import { staleBuild } from '../service/stale-build.ts';
import { tellFault } from '../service/tell-fault.ts';
import { type Ask, cancelCommand, listCommand, type MoveOptions, moveCommand } from './address/command.ts';
import { registerAlerts } from './alert/register.ts';
import { auditVerifyCommand } from './audit.ts';
import { bookCommand } from './book/folder.ts';
import { chatCommand } from './chat.ts';
import { registerConsole } from './console/register.ts';
import { backupCommand, statusCommand } from './control.ts';
import { withService } from './control-client.ts';
import { registerDetox } from './detox/register.ts';
import { diagramsCommand } from './diagrams.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { type EnrolOptions, enrolCommand, enrolIn, inviteCommand } from './enrol/command.ts';
import { readEnrolmentFile } from './enrol/file.ts';
import { packageCommand } from './package/command.ts';
import { targets } from './package/targets.ts';
import { restoreAcceptCommand } from './restore.ts';
import { explainCommand, screenCommand } from './screen.ts';
import { scriptCommand } from './script/command.ts';
import { createMongoStages } from './script/on-mongo.ts';
import { createScriptWorld } from './script-world.ts';
import { setupCommand } from './setup/setup.ts';
import { registerSheets } from './sheet/register.ts';
import { registerSimulations } from './simulate/register.ts';
import { addRotaCommands } from './staff/rota.ts';
import { addStaffCommands, type StaffShell } from './staff/staff.ts';
import {
  bookDir,
  buildDir,
  builtCatalog,
  builtContentDir,
  catalogWhenStale,
  contentDir,
  dialogsDir,
  docsDir,
  root,
} from './stage.ts';
import { versionLine } from './version.ts';

const program = new Command('coach')
  .description('Side by Side from the command line.')
  .version(await versionLine(root), '--version', 'the version of Side by Side and of Node');

program
  .command('chat')
  .description('play both partners and the counselor in this terminal; keeps nothing')
  .action(() => chatCommand(process.stdin, process.stdout));

program
  .command('script')
  .description('run conversation scripts against the real app')
  .argument('<paths...>', 'script files, or folders of them')
  .option('--json', 'one JSON object instead of lines')
  .option('--transcripts <folder>', 'also write the whole conversation of every run there, to compare two builds')
  .option('--store <name>', 'libsql (in a folder of its own), or mongodb on the server of MONGODB_URI', 'libsql')
  .option('--channel <name>', 'with both partners on sms, teams, slack or web (docs/channels/differences.md)')
  .action(
    async (paths: string[], options: { json?: boolean; transcripts?: string; channel?: string; store: string }) => {
      const catalog = await builtCatalog();
      const { keys } = catalog.content;
      const mongo = options.store === 'mongodb' ? createMongoStages(process.env.MONGODB_URI) : null;
      const stage = mongo ? { catalog, openStorage: mongo.openStorage } : { catalog };
      process.exitCode = await scriptCommand(paths, async () => createScriptWorld(stage), { ...options, keys });
      await mongo?.drop();
    },
  );

registerSimulations(program, fileURLToPath(import.meta.url));

program
  .command('screen')
  .description('screen {"id","text"} lines from standard input; writes {"id","level","categories","rules"} lines')
  .option('--jsonl', 'JSON lines from standard input, the default')
  .option(
    '--explain <text>',
    'tell what is heard in this text: corrected text, clauses, rules, spans, what lowered them',
  )
  .option('--json', 'with --explain: one JSON object instead of lines')
  .action(async ({ explain, json = false }: { explain?: string; json?: boolean }) => {
    if (explain !== undefined) return explainCommand(contentDir, explain, { json }, write);
    const streams = { input: process.stdin, output: process.stdout, told: process.stderr };
    process.exitCode = await screenCommand(contentDir, streams);
  });

program
  .command('audit')
  .description('the audit chains of couples and alerts')
  .command('verify')
  .description('verify every chain: any entry changed, left out, moved or added is found; exit code 1 when one is')
  .option('--json', 'one JSON object instead of lines')
  .action(async (options: { json?: boolean }) => {
    process.exitCode = await auditVerifyCommand(
      async (progress) => (await withService(configured(), 'audit-verify', {}, { progress })) as AuditReport,
      options,
    );
  });

program
  .command('enrol')
  .description('enrol the couples of a file; prints an invite code per partner and channel (docs/enrolment.md)')
  .argument('<file>', 'a YAML file of couples')
  .option('--json', 'a JSON object per couple instead of lines, and one with the counts at the end')
  .option('--out <file>', 'add the results to this file instead of writing them here; for its owner alone')
  .action(async (file: string, options: EnrolOptions) => {
    const couples = await readEnrolmentFile(file, await packCountries(contentDir));
    process.exitCode = await enrolCommand(enrolIn(configured()), couples, options);
  });

program
  .command('invite')
  .description('make a new invite code for a partner, in place of the old one')
  .argument('<case>', 'the case code, such as C-017')
  .argument('<side>', 'a or b, as in the file')
  .argument('<channel>', 'sms, teams, slack or web')
  .action(async (...given: [string, string, string]) => {
    await inviteCommand(configured(), ...given);
  });

const asked: Ask = (operation, args) => withService(configured(), operation, args);
for (const register of [registerAlerts, registerSheets, registerDetox]) register(program, asked);
registerConsole(program, asked, () => configured(), process.stdout);
const address = program.command('address').description('move an address from one person to another');
address
  .command('move')
  .description(
    'begin to move an address, which is read from standard input; it is done after 72 hours (docs/enrolment.md)',
  )
  .argument('<channel>', 'sms, teams, slack or web')
  .argument('<case>', 'the case code of whose it is to be, such as C-018')
  .argument('<side>', 'a or b')
  .requiredOption('--by <name>', 'the counselor who asks')
  .requiredOption('--checked <how>', 'how it was checked who the person is; no name or number')
  .action(async (channel: string, caseCode: string, side: string, options: MoveOptions) => {
    const streams = { input: process.stdin, output: process.stdout, told: process.stderr };
    await moveCommand(asked, [channel, caseCode, side], options, streams);
  });
address
  .command('list')
  .description('what waits in a case')
  .argument('<case>', 'the case code of who has the address now')
  .action((caseCode: string) => listCommand(asked, caseCode, process.stdout));
address
  .command('cancel')
  .description('take a move back')
  .argument('<case>', 'the case code, as the list says it')
  .argument('<hold>', 'its id, as the list says it')
  .requiredOption('--by <name>', 'the counselor who takes it back')
  .action((caseCode: string, hold: string, { by }: { by: string }) =>
    cancelCommand(asked, [caseCode, hold], by, process.stdout),
  );

const staffShell: StaffShell = {
  ask: asked,
  config: () => configured(),
  ...{ input: process.stdin, output: process.stdout, told: process.stderr },
};
addStaffCommands(program, staffShell);
addRotaCommands(program, staffShell);

program
  .command('status')
  .description('whether a service runs on the data folder, since when, and whether its store answers')
  .option('--json', 'one JSON object instead of lines')
  .action((options: { json?: boolean }) => statusCommand(configured(), process.stdout, options));

program
  .command('backup')
  .description('copy the store while the service runs')
  .argument('<file>', 'a new file')
  .option('--keys <file>', 'copy the wrapped keys too, to a file that is kept apart')
  .action((file: string, { keys }: { keys?: string }) =>
    backupCommand(configured(), file, keys, { output: process.stdout, told: process.stderr }),
  );

program
  .command('restore')
  .description('a data folder that was put back from a backup')
  .command('accept')
  .description('tell what is missing in a restored folder; with --yes, let the service start on it')
  .option('--yes', 'accept it')
  .action(async ({ yes = false }: { yes?: boolean }) => {
    process.exitCode = await restoreAcceptCommand(configured(), yes, process.stdout);
  });

program
  .command('doctor')
  .description('look at configuration, store, keys, clock, content and channels; exit code 1 when something fails')
  .option('--json', 'one JSON object instead of lines')
  .action(async (options: { json?: boolean }) => {
    loadDotEnv();
    process.exitCode = await doctorCommand(patient(process.env), process.stdout, options);
  });

program
  .command('package')
  .description('write what another service is given so that it knows the coach')
  .argument('<target>', Object.keys(targets).join(', '))
  .option('--out <file>', 'a new file with another name')
  .action((target: string, options: { out?: string }) => packageCommand(target, configured(), options, write));

program
  .command('setup')
  .description('ask what is needed, write .env and the files with secrets, and end with the doctor')
  .option('--defaults', 'ask nothing and take the defaults')
  .action(async ({ defaults = false }: { defaults?: boolean }) => {
    process.exitCode = await setupCommand({
      defaults,
      folder: process.cwd(),
      terminal: { input: process.stdin, output: process.stdout },
      interactive: process.stdin.isTTY && process.stdout.isTTY,
      doctor: (env) => doctorCommand(patient({ ...env, ...process.env }), process.stdout, {}),
    });
  });

/** The configuration as it stands, also where production would not start with it. */
const configured = (): Config => {
  loadDotEnv();
  return inspectConfig(process.env).config;
};

const patient = (environment: Environment) => {
  const whenStale = inspectConfig(environment).config.environment === 'production' ? 'refuse' : 'compile';
  return { environment, loadCatalog: () => catalogWhenStale(whenStale), build: buildDir };
};

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
    const catalog = { contentDir, dialogsDir, today: today(), release };
    process.exitCode = await contentCheckCommand(catalog, output, write);
  });

content
  .command('compile')
  .description('check texts, crisis lines and rules and write what a start reads, dist/content; npm run build does it')
  .action(async () => {
    const { contentCompileCommand } = await import('./content.ts');
    await contentCompileCommand(contentDir, dialogsDir, builtContentDir);
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
  .command('book')
  .description('write the transcript book of crises into docs/crisis')
  .option('--check', 'only tell what is stale; exit code 1 when something is')
  .option('--clinic <folder>', "with a clinic's own answers, marked as such")
  .action(async ({ check = false, clinic }: { check?: boolean; clinic?: string }) => {
    const { content, dialogs, screen, overruled } = await catalogWhenStale('compile', clinic);
    const parts = { content, dialogs, screen, overruled, words: content.words };
    process.exitCode = await bookCommand(bookDir, parts, { check }, write);
  });

program
  .command('diagrams')
  .description('draw each dialog into docs/dialogs, and each exercise into docs/exercises')
  .option('--check', 'only tell what is stale; exit code 1 when something is')
  .action(async (options: { check?: boolean }) => {
    process.exitCode = await diagramsCommand(dialogsDir, docsDir, options, write);
  });

// Whoever reads only the first lines (`| head`) has closed the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const stale = await staleBuild(root, fileURLToPath(import.meta.url));
if (stale) process.stderr.write(`${stale}\n`);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${tellFault(error, inspectConfig(process.env).config)}\n`);
  process.exitCode = 1;
});
