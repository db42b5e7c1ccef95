import { CoachError } from '../../domain/errors.ts';
import { type DialogDefinition, type DialogState, type Transition, vocabulary } from '../kit.ts';
import { createStepper, type Stepper } from './xstate.ts';

/** A dialog ready to run: its definition, its name, its stepper. */
export interface Dialog extends DialogDefinition, Stepper {
  readonly name: string;
}

export type Dialogs = ReadonlyMap<string, Dialog>;

/** Names the engine itself opens; a service without them does not start. */
export const requiredDialogs = [
  'menu',
  'consent',
  'rest',
  'safety-check',
  'crisis-self',
  'crisis-substance',
  'crisis-violence',
  'crisis-others',
] as const;

/**
 * The dialogs by name, each checked: known actions and guards, named delays that are finite and above 0, and an expiry
 * for every question. @throws CoachError `DIALOG_INVALID`, `DELAY_INVALID`.
 */
export function createDialogs(definitions: ReadonlyMap<string, DialogDefinition>): Dialogs {
  const dialogs = new Map<string, Dialog>();
  for (const [name, definition] of definitions) {
    check(name, definition);
    dialogs.set(name, { ...definition, name, ...createStepper(definition.machine) });
  }
  return dialogs;
}

function check(name: string, dialog: DialogDefinition): void {
  for (const [delay, ms] of Object.entries(dialog.delays)) {
    if (!Number.isFinite(ms) || ms <= 0) {
      throw new CoachError('DELAY_INVALID', `dialogs/${name}: delay ${delay} must be finite and above 0 ms.`);
    }
  }
  for (const [state, node] of Object.entries(dialog.states)) {
    const where = `dialogs/${name}: state ${state}`;
    for (const action of actionsOf(node)) {
      if (!vocabulary.actions.includes(action.type)) throw invalid(`${where}: unknown action ${action.type}`);
    }
    for (const way of transitionsOf(node)) {
      if (typeof way !== 'string' && way.guard && !vocabulary.guards.includes(way.guard.type)) {
        throw invalid(`${where}: unknown guard ${way.guard.type}`);
      }
    }
    for (const delay of Object.keys(node.after ?? {})) {
      if (!(delay in dialog.delays)) throw invalid(`${where}: after ${delay} is not one of its named delays`);
    }
    if (asks(node) && Object.keys(node.after ?? {}).length === 0) throw invalid(`${where}: a question needs an expiry`);
  }
}

/** Whether a state asks a question. Pure. */
export const asks = (node: DialogState): boolean => (node.entry ?? []).some((action) => action.type === 'ask');

/** Every way out of a state. Pure. */
export function transitionsOf(node: DialogState): readonly Transition[] {
  return [...(node.always ?? []), ...Object.values(node.on ?? {}).flat(), ...Object.values(node.after ?? {}).flat()];
}

/** Every action a state or its ways can take. Pure. */
export function actionsOf(node: DialogState) {
  const onTheWay = transitionsOf(node).flatMap((way) => (typeof way === 'string' ? [] : (way.actions ?? [])));
  return [...(node.entry ?? []), ...onTheWay];
}

const invalid = (what: string): CoachError => new CoachError('DIALOG_INVALID', `${what}. See src/engine/kit.ts.`);
