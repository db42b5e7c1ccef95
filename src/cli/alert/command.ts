import { text } from 'node:stream/consumers';
import type { AuditEntry } from '../../app/audit/verify.ts';
import type { RuleReport } from '../../app/reports/rules.ts';
import type { LetterView } from '../../control/dead-letters.ts';
import type { Alert } from '../../domain/alert.ts';
import type { UnsignedAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Ask } from '../address/command.ts';
import { describeAlert, describeLetter, describeRules, describeWhole } from './describe.ts';

/** Who does it: a name, or an id of the roster. */
export interface By {
  readonly by: string;
}

interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly told: NodeJS.WritableStream;
}

/** `coach alert list`. */
export async function listAlerts(
  ask: Ask,
  { all = false, unsigned = false, json = false }: { all?: boolean; unsigned?: boolean; json?: boolean },
  output: NodeJS.WritableStream,
): Promise<void> {
  const { alerts } = (await ask('alert-list', { all, unsigned })) as { alerts: readonly Alert[] };
  if (json) return void output.write(`${JSON.stringify(alerts)}\n`);
  const none = unsigned ? 'No closed emergency waits for a co-signature.\n' : 'No alert is open.\n';
  output.write(alerts.length === 0 ? none : alerts.map(describeAlert).join(''));
}

/** `coach alert undelivered`. */
export async function listUndelivered(
  ask: Ask,
  { json = false }: { json?: boolean },
  output: NodeJS.WritableStream,
): Promise<void> {
  const { letters } = (await ask('dead-letters', {})) as { letters: readonly LetterView[] };
  if (json) return void output.write(`${JSON.stringify(letters)}\n`);
  output.write(letters.length === 0 ? 'Every notice was taken.\n' : letters.map(describeLetter).join(''));
}

/** `coach alert show`. @throws CoachError `NOT_FOUND`. */
export async function showAlert(
  ask: Ask,
  alert: string,
  { json = false }: { json?: boolean },
  output: NodeJS.WritableStream,
): Promise<void> {
  const found = (await ask('alert-show', { alert })) as { alert: Alert; timeline: readonly AuditEntry[] };
  output.write(json ? `${JSON.stringify(found)}\n` : describeWhole(found.alert, found.timeline));
}

/** Does an act, and says how the alert stands after it. @throws CoachError what it is refused with. */
export async function doAct(
  ask: Ask,
  alert: string,
  { type, ...input }: UnsignedAct,
  { by }: By,
  output: NodeJS.WritableStream,
): Promise<void> {
  const given = { alert, type, input, by };
  const after = (await ask('alert-act', given).catch(nameHolder)) as { alert: Alert };
  output.write(describeAlert(after.alert));
}

/** Who came second is told who was first. */
function nameHolder(error: unknown): never {
  if (!(error instanceof CoachError) || error.code !== 'ALERT_HELD') throw error;
  const message = `${String(error.details['holder'])} holds this alert: take it over with --from, or ask them to release it.`;
  throw new CoachError(error.code, message, error.details, error);
}

/** What a person writes: from standard input, so that no words stand in a shell's history or among the processes. @throws CoachError `BODY_INVALID`. */
export async function readWords({ input, told }: Streams, what: string): Promise<string> {
  if (input.isTTY) told.write(`${what}, then Ctrl-D on a new line:\n`);
  const words = (await text(input)).trim();
  if (words === '') throw new CoachError('BODY_INVALID', 'Nothing was written: nothing was changed.');
  return words;
}

/** The note of an act where it was asked for. */
export const readNote = async (streams: Streams, wanted = false): Promise<{ readonly note?: string }> =>
  wanted ? { note: await readWords(streams, 'The note') } : {};

/** `coach report rules`. */
export async function reportRulesCommand(
  ask: Ask,
  { json = false }: { json?: boolean },
  output: NodeJS.WritableStream,
): Promise<void> {
  const { rules } = (await ask('report-rules', {})) as { rules: readonly RuleReport[] };
  output.write(json ? `${JSON.stringify(rules)}\n` : describeRules(rules));
}
