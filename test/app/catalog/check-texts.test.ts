import { beforeAll, expect, test } from '@jest/globals';
import { checkTexts } from '../../../src/app/catalog/check-texts.ts';
import type { Content } from '../../../src/content/content.ts';
import { ask, defineDialog, minutes, say, z } from '../../../src/engine/kit.ts';
import type { Action, Dialogs } from '../../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { theEngine } from '../../support/engine.ts';

let dialogs: Dialogs;
let content: Content;
beforeAll(async () => {
  ({ dialogs, content } = await theEngine());
});

/** What is told where the check-in says or asks something else. */
function told(action: Action): unknown {
  const spec = { version: 1, context: z.strictObject({}), delays: { late: minutes(1) }, initial: 'mood' } as const;
  const mood = { entry: [action as Action<never>], after: { late: 'over' } } as const;
  const changed = createDialogs(new Map([['check-in', defineDialog({ ...spec, states: { mood, over: {} } })]]));
  try {
    checkTexts(new Map([...dialogs, ...changed]), content);
    return '';
  } catch (error) {
    return error;
  }
}

test('the texts and dialogs that are shipped fit', () => {
  expect(told(ask('mood'))).toBe('');
});

test.each([
  [say('mood-hrd'), 'say: there is no text "mood-hrd" in content/<language>/check-in.yaml. Did you mean "mood-hard"?'],
  [
    say('unlike-all'),
    'say: there is no text "unlike-all" in content/<language>/check-in.yaml. Write it in every language.',
  ],
  [
    ask('mood-hard'),
    'ask: "mood-hard" is no question: give it a kind in content/<language>/check-in.yaml (choice, leading, several',
  ],
  [say('mood'), 'say: "mood" is a question: ask it, or take its kind out of content/<language>/check-in.yaml.'],
])('a text that is not there as it is named: %j', (action, what) => {
  expect(told(action)).toMatchObject({
    code: 'DIALOG_INVALID',
    message: expect.stringContaining(`dialogs/check-in.ts, state mood: ${what}`),
  });
});

test('an argument that a text uses and nobody gives', () => {
  const args = (key: string): ReadonlySet<string> => (key === 'check-in.mood' ? new Set(['until']) : content.args(key));
  expect(() => checkTexts(dialogs, { ...content, args })).toThrow(
    'dialogs/check-in.ts, state mood: ask: "mood" uses {until} in content/<language>/check-in.yaml: add it to `with`.',
  );
});

test('content alone that is wrong is no mistake of a dialog', () => {
  const keys = new Set([...content.keys].filter((key) => key !== 'coach.help'));
  expect(() => checkTexts(dialogs, { ...content, keys })).toThrow(
    expect.objectContaining({ code: 'CONTENT_INVALID', message: expect.stringContaining('coach.yaml: help') }),
  );
});
