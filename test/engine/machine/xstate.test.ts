import { beforeAll, describe, expect, test } from '@jest/globals';
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import type { Content } from '../../../src/content/content.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { defineDialog, z } from '../../../src/engine/kit.ts';
import type { DialogDefinition, Dialogs, Step } from '../../../src/engine/machine/dialog.ts';
import { createStepper, machineOf } from '../../../src/engine/machine/xstate.ts';
import { theEngine } from '../../support/engine.ts';
import { explore, type Given } from '../../support/explore.ts';

interface Raw {
  type: string;
  params?: { id?: string; sendId?: string; delay?: number };
}

/** What XState's own pure functions make of the same input and path. */
function plainly(machine: AnyStateMachine, input: object, path: readonly Given[]): Step {
  let [snapshot, actions] = initialTransition(machine, input as never) as [AnyMachineSnapshot, Raw[]];
  let before: AnyMachineSnapshot | null = null;
  for (const given of path) {
    const stored = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)));
    before = machine.restoreSnapshot(stored, null as never) as AnyMachineSnapshot;
    [snapshot, actions] = transition(machine, before, given as never) as [AnyMachineSnapshot, Raw[]];
  }
  const timers = actions.filter((action) => action.type === 'xstate.raise');
  const { value, context, status } = snapshot;
  return {
    snapshot: { value, context, status } as Step['snapshot'],
    actions: actions.filter((action) => !action.type.startsWith('xstate.')) as unknown as Step['actions'],
    started: timers.map((timer) => ({ id: timer.params?.id ?? '', ms: timer.params?.delay ?? 0 })),
    cancelled: actions.flatMap((action) => (action.type === 'xstate.cancel' ? [action.params?.sendId ?? ''] : [])),
    taken: before !== snapshot,
    done: status === 'done',
  };
}

const comparable = ({ actions, ...step }: Step) => ({
  ...step,
  actions: actions.map(({ type, params }) => ({ type, params })),
});

describe('the reused scope', () => {
  let dialogs: Dialogs;
  let content: Content;
  beforeAll(async () => {
    ({ dialogs, content } = await theEngine());
  });

  test('steps every dialog from every place exactly as XState’s own transition() does', () => {
    let compared = 0;
    for (const dialog of dialogs.values()) {
      const machine = machineOf(dialog);
      for (const { step, input, path } of explore(dialog, content.words.questions).places) {
        expect(comparable(step)).toEqual(comparable(plainly(machine, input, path)));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  test('gives back the same for the same, however often it was used', () => {
    for (const dialog of dialogs.values()) expect(dialog.start({})).toEqual(dialog.start({}));
  });
});

describe('a stepper refuses', () => {
  /** A stepper of what no dialog that was loaded can be. */
  const stepper = (spec: Pick<DialogDefinition, 'initial' | 'states'> & Partial<DialogDefinition>) =>
    createStepper(machineOf({ ...defineDialog(empty), ...spec }));
  const empty = { version: 1, context: z.strictObject({}), initial: 'a' as const, states: { a: {} } };

  const stepperOf = (delays: Record<string, number>) =>
    stepper({ delays, initial: 'a', states: { a: { after: { wait: 'b' } }, b: { type: 'final' } } });

  test.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY, undefined as unknown as number, 'soon' as unknown as number])(
    'a delay of %p',
    (ms) => {
      expect(() => stepperOf({ wait: ms }).start({})).toThrow(expect.objectContaining({ code: 'DELAY_INVALID' }));
    },
  );

  test('an action that is not of the kit', () => {
    const launching = stepper({ initial: 'a', states: { a: { entry: [{ type: 'launch', params: {} }] } } });
    expect(() => launching.start({})).toThrow(CoachError);
  });

  test('a circle of transitions, at the start and later', () => {
    const circle = { a: { always: ['b'] }, b: { always: ['a'] } };
    const atOnce = stepper({ initial: 'a', states: circle });
    expect(() => atOnce.start({})).toThrow(expect.objectContaining({ code: 'DIALOG_INVALID' }));
    const states = { ...circle, start: { on: { SKIP: 'a' }, after: { wait: 'a' } } };
    const later = stepper({ delays: { wait: 1_000 }, initial: 'start', states });
    expect(() => later.step(later.start({}).snapshot, { type: 'SKIP' })).toThrow(
      expect.objectContaining({ code: 'DIALOG_INVALID' }),
    );
  });
});
