import { CoachError } from '../../domain/errors.ts';
import { mistakesBetween, mistakesIn } from './check.ts';
import type { Dialog, DialogDefinition, Dialogs } from './dialog.ts';
import { createStepper, machineOf } from './xstate.ts';

/** Names the engine itself opens; a service without them does not start. */
export const requiredDialogs = [
  'menu',
  'consent',
  'rest',
  'safety-check',
  'crisis-self',
  'crisis-plan',
  'crisis-stay',
  'direct-check',
  'crisis-substance',
  'crisis-violence',
  'crisis-others',
  'gate',
  'solo',
  'time-out',
  'break',
  'return',
  'repair',
  'part-ways',
] as const;

/**
 * The dialogs by name, each checked (`check.ts`).
 * @throws CoachError `DELAY_INVALID`; `DIALOG_INVALID` with every mistake of every dialog, one line each.
 */
export function createDialogs(definitions: ReadonlyMap<string, DialogDefinition>): Dialogs {
  for (const [name, { delays }] of definitions) checkDelays(name, delays);
  const own = [...definitions].flatMap(([name, definition]) => mistakesIn(name, definition));
  const mistakes = [...new Set([...own, ...mistakesBetween(definitions)])];
  if (mistakes.length > 0) throw new CoachError('DIALOG_INVALID', mistakes.join('\n'), { problems: mistakes.length });
  return new Map([...definitions].map(([name, definition]) => [name, ready(name, definition)]));
}

const ready = (name: string, definition: DialogDefinition): Dialog => ({
  ...definition,
  name,
  ...createStepper(machineOf(definition)),
});

function checkDelays(name: string, delays: DialogDefinition['delays']): void {
  for (const [delay, ms] of Object.entries(delays)) {
    if (!Number.isFinite(ms) || ms <= 0) {
      throw new CoachError('DELAY_INVALID', `dialogs/${name}.ts: delay ${delay} must be finite and above 0 ms.`);
    }
  }
}
