import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Temporal } from 'temporal-polyfill';
import { createRunningClock } from '../adapters/rehearsal/clock.ts';
import { advance } from '../app/rehearsal/rehearse.ts';
import { type Alert, openTasks } from '../domain/alert.ts';
import type { CounselorAct } from '../domain/counselor-act.ts';
import { CoachError } from '../domain/errors.ts';
import { localDate, localTime } from '../domain/local-time.ts';
import { ensureSampleCouple, sampleZone } from '../service/sample.ts';
import { builtCatalog, openStage, type Stage } from './stage.ts';

const help = `
  alex: TEXT  or  sam: TEXT    write as a partner (a bare line goes to the last one)
  /next                        move the clock to what is due next
  /+15m  /+1h  /+1d            move the clock
  /claim  /take-over  /say TEXT  /hand-back  /release  /close OUTCOME
                               be Dana, the counselor, with the newest open alert
  /block NAME  /unblock NAME   make a partner's chat refuse messages for good, or take them again
  /done                        mark the newest open task as done
  /help  /quit
`;

/** Plays both partners and the counselor in a terminal. Keeps nothing. */
export async function chatCommand(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const stage = await openStage(
    createRunningClock(0, async () => {}),
    { catalog: await builtCatalog() },
  );
  const write = (line: string): void => {
    output.write(`${line}\n`);
  };
  await ensureSampleCouple(stage.app);
  write(`This is a rehearsal: nothing leaves this computer, and nothing is kept.\n${help}`);
  const table = { stage, write, who: 'alex', shown: 0, noticed: 0, tasks: new Set<string>() };
  const terminal = (output as NodeJS.WriteStream).isTTY ?? false;
  const lines = createInterface({ input, output, prompt: terminal ? '> ' : '', terminal });
  stage.start();
  const poll = setInterval(() => show(table), 300);
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '/quit') break;
    await obey(table, line.trim()).catch((error: unknown) =>
      write(`  ! ${error instanceof CoachError ? error.message : String(error)}`),
    );
    await stage.app.drained();
    show(table);
    await showTasks(table);
    lines.prompt();
  }
  clearInterval(poll);
  lines.close();
  await stage.dispose();
}

interface Table {
  readonly stage: Stage;
  readonly write: (line: string) => void;
  who: string;
  shown: number;
  noticed: number;
  /** Tasks that were shown. */
  readonly tasks: Set<string>;
}

async function obey(table: Table, line: string): Promise<void> {
  if (line === '') return;
  if (line.startsWith('/')) return command(table, line.slice(1));
  const [, who, text] = /^(alex|sam)\s*:\s*(.+)$/i.exec(line) ?? [null, table.who, line];
  table.who = (who as string).toLowerCase();
  await table.stage.app.receive({ channel: 'direct-line', address: table.who, id: randomUUID(), text: text as string });
}

async function command(table: Table, line: string): Promise<void> {
  const { app, clock } = table.stage;
  const [word = '', ...rest] = line.split(' ');
  const amount = /^\+(\d+)([mhd])$/.exec(word);
  const target =
    word === 'next' ? await app.nextDue() : amount && after(clock.now(), Number(amount[1]), amount[2] as string);
  if (word === 'next' || amount) {
    await advance(app, clock, target ?? clock.now());
    return table.write(`  it is ${localDate(clock.now(), sampleZone)} ${localTime(clock.now(), sampleZone)}`);
  }
  if (blockOrNot(table, word, rest[0] ?? '')) return;
  const given = actOf(word, rest.join(' ').trim());
  if (!given && word !== 'done') return table.write(help);
  const alert = newestOpen(await app.alerts());
  const about = alert ?? newestOpen(await app.requests());
  if (!about) return table.write('  No alert is open, and nobody asks for a person.');
  const act = given ?? (alert && taskDone(alert));
  if (!act) return table.write('  Nothing is to be done here.');
  const { caseCode, status } = await app.act(about.id, act);
  table.write(`  ${alert ? 'alert' : 'request'} ${caseCode}: ${status}`);
}

const newestOpen = <Case extends Pick<Alert, 'status' | 'raisedAt'>>(all: readonly Case[]): Case | undefined =>
  all.filter(({ status }) => status !== 'closed').sort((left, right) => right.raisedAt - left.raisedAt)[0];

const after = (now: number, count: number, unit: string): number =>
  Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(sampleZone)
    .add({ [{ m: 'minutes', h: 'hours', d: 'days' }[unit] as string]: count }).epochMilliseconds;

/** Makes a chat fail for good, or work. */
function blockOrNot({ stage, write }: Table, word: string, name: string): boolean {
  if (word !== 'block' && word !== 'unblock') return false;
  const address = name.toLowerCase();
  if (word === 'block') stage.channels.fail(address, { code: 'HTTP_403', permanent: true });
  else stage.channels.work(address);
  write(`  ${address}: ${word === 'block' ? 'refuses every message' : 'takes messages'}`);
  return true;
}

function taskDone(alert: Alert): CounselorAct | null {
  const task = openTasks(alert).at(-1);
  return task ? { type: 'task-done', by: 'Dana', task: task.id, outcome: 'reached' } : null;
}

const plainActs = ['acknowledge', 'claim', 'take-over', 'hand-back', 'release', 'escalate'] as const;

function actOf(word: string, rest: string): CounselorAct | null {
  const by = 'Dana';
  const plain = plainActs.find((each) => each === word);
  if (plain) return { type: plain, by };
  if (word === 'say' && rest) return { type: 'say', by, words: rest };
  return word === 'close' ? { type: 'close', by, outcome: rest || 'closed in a rehearsal', followUp: null } : null;
}

async function showTasks({ stage, write, tasks }: Table): Promise<void> {
  for (const alert of await stage.app.alerts()) {
    for (const { id, kind, code } of openTasks(alert).filter((task) => !tasks.has(task.id))) {
      tasks.add(id);
      write(`  *** task for a counselor: ${kind} (${code}), alert ${alert.caseCode}`);
    }
  }
}

function show(table: Table): void {
  const { sent } = table.stage.channels;
  for (const { address, at, lane, message } of sent.slice(table.shown)) {
    const mark = lane === 'reply' ? '' : ` (${lane})`;
    const buttons =
      message.buttons.length > 0 ? `  [${message.buttons.map((button) => button.label).join(' | ')}]` : '';
    table.write(`  ${localTime(at, sampleZone)}  coach > ${address}${mark}: ${message.text}${buttons}`);
  }
  table.shown = sent.length;
  const { notices } = table.stage.notices;
  for (const { message, changes } of notices.slice(table.noticed))
    if (changes === null && message.about)
      table.write(
        `  *** ${message.kind === 'request' ? 'a person is asked for' : `counselor alerted: ${message.about.level}`}`,
      );
  table.noticed = notices.length;
}
