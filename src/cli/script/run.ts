import { CoachError } from '../../domain/errors.ts';
import { isAct, perform } from './acts.ts';
import { lookAgain, startingAlerts } from './alert-changes.ts';
import { check } from './checks.ts';
import { describeSent } from './describe.ts';
import { emptyInbox, type Letter } from './inbox.ts';
import { lookAtRequests, startingRequests } from './request-changes.ts';
import type { Line, Run } from './script.ts';
import type { Miss, State } from './state.ts';
import type { AlertSeen, ScriptWorld } from './world.ts';

/** What became of one run. `said`, `letters` and `raised` are the conversation, for a transcript. */
export interface RunResult {
  readonly run: Run;
  readonly failure: Failure | null;
  readonly said: readonly Said[];
  readonly letters: readonly Letter[];
  readonly raised: readonly Raised[];
}

/** An alert that was created, reopened or raised, and the number of the line during which it was. */
export interface Raised {
  readonly alert: AlertSeen;
  readonly during: number;
}

/** A line that made something happen, and at which domain time. */
export interface Said {
  readonly line: Line;
  readonly at: number;
}

/** Where a run failed and why. `waiting` is what came besides and no line had expected. */
export interface Failure extends Miss {
  /** Null: while the couple was set up. */
  readonly line: Line | null;
  readonly waiting: readonly Letter[];
}

/**
 * Plays one run against a fresh world and stops at the first line that fails. Never rejects: what the world throws is a
 * failure of its line. Closing the world is left to its owner.
 */
export async function runScript(run: Run, world: ScriptWorld): Promise<RunResult> {
  const state = newState(run, world);
  const said: Said[] = [];
  const raised: Raised[] = [];
  const failure = (await setUp(state, run)) ?? (await play(state, run, said, raised)) ?? leftOver(state, run);
  return { run, failure, said, letters: state.inbox.letters, raised };
}

function newState({ header, lines }: Run, world: ScriptWorld): State {
  const began = lines[0]?.type === 'at' ? lines[0].instant : 0;
  const inbox = emptyInbox();
  return {
    world,
    inbox,
    began,
    before: 0,
    now: began,
    open: header.mode === 'open',
    alerts: startingAlerts([]),
    requests: startingRequests([]),
    spokeAt: new Map(),
  };
}

function setUp(state: State, { header }: Run): Promise<Failure | null> {
  return guarded(state, null, async () => {
    await state.world.setUp(header, state.began - 60_000);
    state.before = state.world.messages().length;
    state.alerts = startingAlerts(await state.world.alerts());
    state.requests = startingRequests(await state.world.requests());
    return null;
  });
}

async function play(state: State, { lines }: Run, said: Said[], raised: Raised[]): Promise<Failure | null> {
  for (const line of lines) {
    const failure = await guarded(state, line, () => step(state, line, said, raised));
    if (failure) return failure;
  }
  return null;
}

async function step(state: State, line: Line, said: Said[], raised: Raised[]): Promise<Miss | null> {
  if (!isAct(line)) return check(state, line);
  said.push({ line, at: line.type === 'at' ? line.instant : state.now });
  try {
    await perform(state, line);
  } finally {
    collect(state, line);
  }
  const before = state.alerts.waiting.length;
  state.requests = lookAtRequests(state.requests, await state.world.requests());
  state.alerts = lookAgain(state.alerts, await state.world.alerts());
  raised.push(...state.alerts.waiting.slice(before).map((alert) => ({ alert, during: line.number })));
  return null;
}

function collect({ world, inbox, before }: State, line: Line): void {
  for (const sent of world.messages().slice(before + inbox.letters.length)) {
    inbox.letters.push({ sent, during: line.number, state: 'waiting' });
  }
}

/** A message that no line expected fails a closed script, at the line during which it came. */
function leftOver(state: State, { lines }: Run): Failure | null {
  const [first] = state.inbox.letters.filter((letter) => letter.state === 'waiting');
  if (state.open || !first) return null;
  const line = lines.find((each) => each.number === first.during) ?? null;
  const expected = `by the end of the script, a line for every message to ${first.sent.to}`;
  return failed(state, line, { expected, came: describeSent(first.sent), instead: first.sent });
}

async function guarded(state: State, line: Line | null, work: () => Promise<Miss | null>): Promise<Failure | null> {
  try {
    const miss = await work();
    return miss && failed(state, line, miss);
  } catch (error) {
    return failed(state, line, { expected: 'the service to carry this out', came: describeError(error) });
  }
}

const describeError = (error: unknown): string =>
  error instanceof CoachError
    ? `${error.code}: ${error.message}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);

const failed = (state: State, line: Line | null, miss: Miss): Failure => ({
  ...miss,
  line,
  waiting: state.inbox.letters.filter(({ sent, state }) => state === 'waiting' && sent !== miss.instead),
});
