import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkTexts } from '../../src/app/catalog/check-texts.ts';
import type { Content } from '../../src/content/content.ts';
import { asks, type Dialog, type Dialogs } from '../../src/engine/machine/dialog.ts';
import { theEngine } from '../support/engine.ts';
import { declaredTransitions, explore, type Found, type Place } from '../support/explore.ts';
import { dialogsDir, scriptsDir } from '../support/places.ts';

const names = readdirSync(dialogsDir)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace('.ts', ''));

/** Ways that only a combination of counters or a defence in depth could take are named here with their reason. */
const unreachable: Record<string, string> = {
  'crisis-self first always 1': 'opened in an emergency, with a wish that nobody is sure of: `edited.test` takes it',
  'crisis-self next always 9':
    'taken, as scripts show; what it learns hides it from the walk, which looks at the context afterwards',
  'toolkit start always 2': 'opened with a list out of the own book: `toolkit.script` takes it',
  'toolkit ofDelay always 1': 'opened with a list out of the own book: `delay.script` takes it',
};

/** The later steps of staying come after several others were said, two known at a time is what the walk tries: `crisis-search` takes them. */
const lateSteps = /^crisis-stay (?:self|soon|place|act|harm|others) UNCLEAR \d+$/;

describe.each(names)('dialog %s', (name) => {
  let dialog: Dialog;
  let dialogs: Dialogs;
  let content: Content;
  let found: Found;
  beforeAll(async () => {
    ({ dialogs, content } = await theEngine());
    dialog = dialogs.get(name) as Dialog;
    found = explore(dialog, content.words.questions);
  });

  test('reaches every state', () => {
    const reached = new Set(found.places.map((place) => String(place.step.snapshot.value)));
    const passing = Object.entries(dialog.states).filter(([, node]) => node.always);
    for (const [state] of passing)
      if ([...found.ways].some((way) => way.startsWith(`${state} always`))) reached.add(state);
    expect(Object.keys(dialog.states).filter((state) => !reached.has(state))).toEqual([]);
  });

  test('takes every transition', () => {
    const missed = declaredTransitions(dialog).filter(
      (way) => !found.ways.has(way) && !(`${name} ${way}` in unreachable) && !lateSteps.test(`${name} ${way}`),
    );
    expect(missed).toEqual([]);
  });

  test('has no dead end: from everywhere it can come to an end', () => {
    const canEnd = new Set(found.places.filter((place) => place.step.done));
    for (let grew = true; grew; ) {
      grew = false;
      for (const { from, to } of found.steps) {
        if (canEnd.has(to) && !canEnd.has(from)) {
          canEnd.add(from);
          grew = true;
        }
      }
    }
    expect(found.places.filter((place) => !canEnd.has(place)).map((place) => place.step.snapshot.value)).toEqual([]);
  });

  test('waits for nothing without an expiry', () => {
    const waiting = found.places.filter((place) => !place.step.done);
    expect(waiting.filter((place) => place.timers.length === 0).map((place) => place.step.snapshot.value)).toEqual([]);
    for (const [state, node] of Object.entries(dialog.states)) {
      if (asks(node)) expect([state, Object.keys(node.after ?? {}).length > 0]).toEqual([state, true]);
    }
  });

  test('leads to its ordinary ending when time alone goes by, where both are in it', () => {
    if (!dialog.shared) return;
    const passes = (place: Place, seen: ReadonlySet<Place> = new Set()): boolean => {
      const ways = found.steps.filter(({ from, given }) => from === place && given.type.startsWith('xstate.'));
      return (
        ways.length > 0 && ways.every(({ to }) => to.step.done || (!seen.has(to) && passes(to, new Set([...seen, to]))))
      );
    };
    expect(Object.keys(dialog.states)).toContain(dialog.ending);
    expect(
      found.places.filter((place) => !place.step.done && !passes(place)).map(({ step }) => step.snapshot.value),
    ).toEqual([]);
  });

  test('takes an unclear answer where its question is quiet or it cannot be interrupted', () => {
    for (const [state, node] of Object.entries(dialog.states)) {
      const quiet = (node.entry ?? []).some(
        (action) => action.type === 'ask' && (action.params as { quiet?: boolean }).quiet,
      );
      if (quiet || (dialog.uninterruptible && asks(node)))
        expect([state, node.on?.UNCLEAR !== undefined]).toEqual([state, true]);
    }
  });

  test('keeps a context that its schema accepts, through JSON, at each step', () => {
    for (const { step } of found.places) {
      expect(JSON.parse(JSON.stringify(step.snapshot))).toEqual(step.snapshot);
      expect(dialog.context.safeParse(step.snapshot.context).success).toBe(true);
    }
  });

  test('has a script', () => {
    expect(readdirSync(scriptsDir).some((file) => file === `${name}.script`)).toBe(true);
  });
});

test('every text that is said exists in every language, and every word opens something', async () => {
  const { dialogs, content } = await theEngine();
  expect(() => checkTexts(dialogs, content)).not.toThrow();
});
