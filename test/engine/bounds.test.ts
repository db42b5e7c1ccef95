import { beforeAll, describe, expect, test } from '@jest/globals';
import { createEngine } from '../../src/engine/engine.ts';
import { defineDialog, open, question, say, z } from '../../src/engine/kit.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import type { DialogDefinition } from '../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { aCouple, message, theEngine } from '../support/engine.ts';

let parts: Awaited<ReturnType<typeof theEngine>>;
beforeAll(async () => {
  parts = await theEngine();
});

/** The engine with one dialog in place of the check-in, and tighter limits if wanted. */
function engineWith(checkIn: DialogDefinition, limits = {}) {
  const dialogs = new Map([...parts.dialogs, ...createDialogs(new Map([['check-in', checkIn]]))]);
  return createEngine({ dialogs, words: parts.content.words, limits: { ...defaultLimits, ...limits } });
}

const context = z.strictObject({ to: z.string().default('check-in') });

describe('a turn has bounds', () => {
  test('on what it sends', () => {
    const talkative = defineDialog({
      version: 1,
      context,
      initial: 'a',
      states: { a: { type: 'final', entry: Array.from({ length: 25 }, () => say('private')) } },
    });
    expect(() => engineWith(talkative).runTurn(aCouple(), message('checkin'))).toThrow(
      expect.objectContaining({ code: 'TURN_TOO_LONG' }),
    );
  });

  test('on how often it steps: a dialog that opens itself again and again', () => {
    const circle = defineDialog({
      version: 1,
      context,
      delays: { wait: 1_000 },
      initial: 'mood',
      states: {
        mood: question('mood', { next: 'again', expiry: { wait: 'again' } }),
        again: { type: 'final', entry: [open('to')] },
      },
    });
    const engine = engineWith(circle, { steps: 2 });
    const opened = engine.runTurn(aCouple(), message('checkin')).couple;
    expect(() => engineWith(circle, { steps: 1 }).runTurn(opened, message('Good'))).toThrow(
      expect.objectContaining({ code: 'TURN_TOO_LONG' }),
    );
    expect(engine.runTurn(opened, message('Good')).couple.a.stack).toHaveLength(1);
  });

  test('on how deep a conversation is: the lowest frame goes', () => {
    const { engine } = parts;
    const opened = engine.runTurn(aCouple(), message('checkin')).couple;
    const frame = opened.a.stack[0];
    if (!frame) throw new Error('no frame');
    const deep = Array.from({ length: defaultLimits.frames }, (_, index) => ({
      ...frame,
      id: `frame-${index}`,
      dialog: 'check-in',
    }));
    const result = engine.runTurn({ ...opened, a: { ...opened.a, stack: deep } }, message('menu'));
    expect(result.couple.a.stack).toHaveLength(defaultLimits.frames);
    expect(result.couple.a.stack.at(-1)?.dialog).toBe('menu');
    expect(result.couple.a.stack[0]?.id).toBe('frame-1');
  });

  test('on how much of a message a dialog sees; all of it is kept in the log', () => {
    const { engine } = parts;
    let { couple } = engine.runTurn(aCouple(), message('checkin'));
    for (const text of ['1', '1', '5', '5']) ({ couple } = engine.runTurn(couple, message(text)));
    const result = engine.runTurn(couple, message('n'.repeat(9_000)));
    const note = result.records.find((record) => record.kind === 'fact' && record.data['name'] === 'note');
    expect(String(note?.data['value'])).toHaveLength(defaultLimits.characters);
    expect(String(result.records.find((record) => record.kind === 'turn')?.data['text'])).toHaveLength(9_000);
  });
});
