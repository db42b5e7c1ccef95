import { parseScript } from '../../src/cli/script/parse.ts';
import { type RunResult, runScript } from '../../src/cli/script/run.ts';
import type { ScriptedAct } from '../../src/cli/script/script.ts';
import type { AlertSeen, FactSeen, RequestSeen, ScriptWorld, Sent } from '../../src/cli/script/world.ts';
import type { ChannelName } from '../../src/domain/channel.ts';
import { CoachError, type ErrorCode } from '../../src/domain/errors.ts';

/** What the fake does after an act. */
export interface Reaction {
  readonly sends?: readonly (Partial<Sent> & { readonly text: string })[];
  readonly alerts?: readonly Partial<AlertSeen>[];
  readonly requests?: readonly Partial<RequestSeen>[];
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  readonly refuses?: ErrorCode;
}

/** Reactions by act: `alex: hi`, `at: 2026-03-07T20:00Z`, `counselor: claim`, `delivery: alex fails 30007`, `restart:`. */
export type Reactions = Readonly<Record<string, Reaction>>;

/** A world that does what it is told, and remembers the acts. */
export interface FakeScriptWorld extends ScriptWorld {
  readonly acts: readonly string[];
  /** The partners' channels, as they were set up. */
  channels(): readonly ChannelName[];
}

/** A message as the fake sends it: to Alex, as a reply. */
export const aMessage = (text: string, more: Partial<Sent> = {}): Sent => ({
  ...{ to: 'alex', at: 0, lane: 'reply', key: null, buttons: [] },
  ...{ text, ...more },
});

export function fakeScriptWorld(reactions: Reactions = {}): FakeScriptWorld {
  const acts: string[] = [];
  const messages: Sent[] = [];
  const alerts = new Map<string, AlertSeen>();
  const requests = new Map<string, RequestSeen>();
  const facts: FactSeen[] = [];
  let now = 0;
  let channels: readonly ChannelName[] = [];

  const react = async (act: string): Promise<void> => {
    acts.push(act);
    const { sends = [], alerts: changed = [], requests: asked = [], facts: kept = [], refuses } = reactions[act] ?? {};
    for (const each of asked)
      requests.set(each.id ?? 'r', { ...{ id: 'r', name: 'alex', occurrence: 1, at: now }, ...each });
    for (const sent of sends) messages.push(aMessage(sent.text, { at: now, ...sent }));
    for (const alert of changed) alerts.set(alert.id ?? 'one', anAlert(now, alert));
    facts.push(...kept.map((fact) => ({ ...fact, at: now })));
    if (refuses) throw new CoachError(refuses, 'The fake refuses.');
  };

  return {
    acts,
    channels: () => channels,
    setUp: (header, at) => {
      now = at;
      channels = header.partners.map(({ channel }) => channel);
      return react(`set up: ${header.partners.map((each) => each.name).join(' ')} ${minute(at)}`);
    },
    advanceTo: (instant) => {
      now = instant;
      return react(`at: ${minute(instant)}`);
    },
    say: (name, text) => react(`${name}: ${text}`),
    counselor: (act, on) => react(`counselor: ${actText(act)}${on === 'request' ? ' (request)' : ''}`),
    actOnCouple: (act) => react(`counselor: ${act.type}`),
    counselorSay: (name, words) => react(`counselor > ${name}: ${words}`),
    deliver: (name, what) => react(`delivery: ${name} ${what.type}${'code' in what ? ` ${what.code}` : ''}`),
    hearNext: (said) =>
      react(`language: ${'code' in said ? `fails ${said.code}` : `${said.name} negative ${said.negative}`}`),
    restart: () => react('restart:'),
    callOn: ({ people }) => react(`oncall: ${people.map(({ name }) => name).join(' ')}`),
    onCallSays: (name, way, text) => react(`${name} by ${way}: ${text}`),
    deliverNotices: (name, way, what) => react(`delivery: ${name} by ${way} ${what.type}`),
    messages: () => [...messages],
    alerts: async () => [...alerts.values()],
    requests: async () => [...requests.values()],
    calls: async () => [],
    facts: async () => facts,
    close: () => react('close'),
  };
}

/** Parses a script whose couple is alex on SMS and sam on Teams, at 20:00 in UTC, and plays its first run. */
export function play(lines: string, reactions: Reactions = {}, options = ''): Promise<RunResult> {
  const text = `couple: alex=sms sam=teams zone=UTC ${options}\nat: 2026-03-07 20:00\n${lines}`;
  const [run] = parseScript(text, 'a.script').runs;
  if (!run) throw new CoachError('SCRIPT_INVALID', 'The script has no run.');
  return runScript(run, fakeScriptWorld(reactions));
}

const minute = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

const actText = (act: ScriptedAct): string => (act.type === 'close' ? `close ${act.outcome}` : act.type);

const anAlert = (at: number, alert: Partial<AlertSeen>): AlertSeen => ({
  ...{ id: 'one', name: 'alex', level: 'urgent', category: 'violence', occurrence: 1, at, tasks: [] },
  ...alert,
});
