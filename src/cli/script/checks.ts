import type { Act } from './acts.ts';
import { findChange, withoutChange } from './alert-changes.ts';
import { askedBy, describeAlert, describeExpected, describeSent } from './describe.ts';
import { type Letter, looseFor, takeNext, takeOneOf, waitingFor } from './inbox.ts';
import { matches, matchesText } from './pattern.ts';
import { checkCalls, checkNoRequest, checkRequest } from './request-checks.ts';
import type { Line } from './script.ts';
import type { Miss, State } from './state.ts';
import type { AlertSeen } from './world.ts';

/** A line that expects something. */
export type Check = Exclude<Line, Act>;
type Of<Type extends Check['type']> = Extract<Check, { readonly type: Type }>;

/** Looks whether what the line expects is so; null when it is. Takes the messages and alerts that answer it. */
export async function check(state: State, line: Check): Promise<Miss | null> {
  switch (line.type) {
    case 'hears':
      return line.loose ? hearsOneOf(state, line) : hearsNext(state, line);
    case 'silence':
      return silence(state, line);
    case 'never':
      return never(state, line);
    case 'alert':
      return alert(state, line);
    case 'no-alert':
      return noAlert(state);
    case 'request':
      return checkRequest(state, line);
    case 'request-calls':
      return checkCalls(state, line);
    case 'no-request':
      return checkNoRequest(state);
    case 'task':
      return task(state, line);
    case 'no-task':
      return noTask(state);
    case 'called':
      return called(state, line);
    case 'fact':
      return fact(state, line);
  }
}

function hearsNext(state: State, line: Of<'hears'>): Miss | null {
  if (takeNext(state.inbox, line.voice, line.name, line.what, state.open)) return null;
  const [next] = waitingFor(state.inbox, line.voice, line.name);
  return instead(`the next ${messageTo(line)}: ${askedBy(line)}`, next);
}

function hearsOneOf(state: State, line: Of<'hears'>): Miss | null {
  const around = looseFor(state.inbox, line.voice, line.name);
  if (takeOneOf(state.inbox, line.voice, line.name, line.what)) return null;
  const came = around.map(({ sent }) => describeSent(sent)).join('\n') || 'none';
  return { expected: `one ${messageTo(line)} since ${line.name} last wrote: ${askedBy(line)}`, came };
}

function silence(state: State, line: Of<'silence'>): Miss | null {
  const [next] = waitingFor(state.inbox, line.voice, line.name);
  return next ? instead(`no ${messageTo(line)}`, next) : null;
}

function never(state: State, line: Of<'never'>): Miss | null {
  const said = state.inbox.letters.find(({ sent }) => sent.to === line.name && matches(line.what, sent));
  return said ? instead(`no message to ${line.name} so far like: ${askedBy(line)}`, said) : null;
}

function alert(state: State, line: Of<'alert'>): Miss | null {
  const found = findChange(state.alerts, line, state.spokeAt.get(line.name) ?? state.began);
  if (!found) return { expected: describeExpected(line), came: newAlerts(state) };
  state.alerts = withoutChange(state.alerts, found);
  return null;
}

const noAlert = (state: State): Miss | null =>
  state.alerts.waiting.length === 0 ? null : { expected: 'no new alert', came: newAlerts(state) };

async function task({ world }: State, line: Of<'task'>): Promise<Miss | null> {
  const open = openTasks(await world.alerts());
  const found = open.some(({ kind, name }) => kind === line.kind && name === line.name);
  return found ? null : { expected: `an open task: ${line.kind} ${line.name}`, came: describeTasks(open) };
}

async function noTask({ world }: State): Promise<Miss | null> {
  const open = openTasks(await world.alerts());
  return open.length === 0 ? null : { expected: 'no open task', came: describeTasks(open) };
}

async function called({ world }: State, { steps }: Of<'called'>): Promise<Miss | null> {
  const came = await world.calls();
  const words = (found: readonly string[]): string => found.join(', ') || 'nobody';
  return words(came) === words(steps) ? null : { expected: `called: ${words(steps)}`, came: words(came) };
}

const openTasks = (alerts: readonly AlertSeen[]) =>
  alerts.flatMap(({ name, tasks }) => tasks.map((kind) => ({ kind, name })));

const describeTasks = (open: ReturnType<typeof openTasks>): string =>
  open.map(({ kind, name }) => `${kind} ${name}`).join('\n') || 'no open task';

async function fact(state: State, line: Of<'fact'>): Promise<Miss | null> {
  const kept = (await state.world.facts(line.name)).findLast(({ name }) => name === line.fact);
  const agrees = line.value === null ? !kept : kept !== undefined && matchesText(line.value, kept.value);
  return agrees ? null : { expected: `fact of ${askedBy(line)}`, came: kept ? `${kept.name} = ${kept.value}` : 'none' };
}

const messageTo = ({ voice, name }: { readonly voice: string; readonly name: string }): string =>
  `${voice === 'nudge' ? 'nudge' : 'message'} to ${name}`;

const newAlerts = ({ alerts }: State): string => alerts.waiting.map(describeAlert).join('\n') || 'no new alert';

const instead = (expected: string, letter: Letter | undefined): Miss =>
  letter ? { expected, came: describeSent(letter.sent), instead: letter.sent } : { expected, came: 'no message' };
