import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/catalog/load-dialogs.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import type { Relationship } from '../../../src/domain/relationship.ts';
import { plain, type Question } from '../../../src/domain/words.ts';
import { newPlan } from '../../../src/engine/couple/plan.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { answered, defineDialog, hours, question, say, z } from '../../../src/engine/kit.ts';
import { defaultLimits } from '../../../src/engine/limits.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { theContent } from '../../support/content.ts';
import { aCouple, noon } from '../../support/engine.ts';
import { dialogsDir } from '../../support/places.ts';
import { playing, said } from '../shared-dialog.ts';

/** Where, and with whom, the exercises of this test are done. */
const limited = {
  ...({ minutes: 5, notFor: ['fear'], crosses: ['nothing'], source: 'this test' } as const),
  ...({ channels: ['teams', 'web'], relationships: ['romantic'] } as const),
};
const rest = { delays: { wait: hours(1) }, initial: 'near', version: 1, context: z.object({}) } as const;
const near = question('near', {
  next: [{ guard: answered(10), target: 'near' }, 'over'],
  expiry: { wait: 'over' },
} as const);

/** One for oneself, and one for two. */
const alone = defineDialog({
  ...rest,
  exercise: { ...limited, planned: false },
  states: { near, over: { type: 'final', entry: [say('over')] } },
});
const forTwo = defineDialog({
  ...rest,
  shared: { ending: 'over' },
  exercise: limited,
  states: { near, over: { entry: [say('over')], always: ['end'] }, end: { type: 'final' } },
});

/** The same, once a counselor has opened them. */
const waits = {
  ...({ minutes: 5, notFor: [], crosses: ['nothing'], source: 'this test' } as const),
  waits: 'counselor',
} as const;
const waitsAlone = defineDialog({
  ...rest,
  exercise: waits,
  states: { near, over: { type: 'final', entry: [say('over')] } },
});
const waitsForTwo = defineDialog({
  ...rest,
  shared: { ending: 'over' },
  exercise: waits,
  states: { near, over: { entry: [say('over')], always: ['end'] }, end: { type: 'final' } },
});
const names = ['alone', 'for-two', 'waits-alone', 'waits-for-two'];

let engine: Engine;
beforeAll(async () => {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const { words } = content;
  const menu = words.questions.get('menu.ask');
  if (!menu) throw new Error('there is no menu');
  const option = (id: string) => ({ id, words: { en: [id], es: [id] } });
  const questions = new Map<string, Question>([
    ...words.questions,
    ['menu.ask', { kind: menu.kind, options: [option('alone'), ...menu.options, ...names.slice(1).map(option)] }],
    ...names.map((name) => [`${name}.near`, { kind: 'scale', options: [] }] as const),
  ]);
  const opening = names.map((dialog) => [plain(dialog), { dialog }] as const);
  const phrases = { en: new Map([...words.phrases.en, ...opening]), es: words.phrases.es };
  engine = createEngine({
    dialogs: createDialogs(
      new Map([
        ...definitions,
        ...([
          ['alone', alone],
          ['for-two', forTwo],
          ['waits-alone', waitsAlone],
          ['waits-for-two', waitsForTwo],
        ] as const),
      ]),
    ),
    words: { ...words, questions, phrases },
    limits: { ...defaultLimits, jitter: 0 },
  });
});

const on = (channel: 'teams' | 'sms', id: string) => ({ channel, id, verified: true });
const both = { addresses: [on('teams', 'a-teams'), on('sms', '+13125550101')] };
const from = (channel: 'teams' | 'sms') => ({
  from: channel === 'teams' ? on('teams', 'a-teams') : on('sms', '+13125550101'),
});
const aPlay = (relationship: Relationship = 'romantic', b = {}) => {
  const couple = aCouple({ a: both, b: { addresses: [on('teams', 'b-teams')], ...b } });
  return playing(engine, { ...couple, shared: { ...couple.shared, relationship } } as Couple);
};

/** Those of this test that the menu offers. */
const offered = (result: ReturnType<ReturnType<typeof aPlay>['write']>): readonly string[] | undefined =>
  result.effects
    .flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.offered ?? []] : []))
    .at(-1)
    ?.filter((id) => names.includes(id));

const waiting = ['waits-alone', 'waits-for-two'];

describe('an exercise that is not for a channel or a pair', () => {
  test('is in the menu where it may be done, and only there', () => {
    expect(offered(aPlay().write('a', 'menu', noon, from('teams')))).toEqual(['alone', 'for-two']);
    expect(offered(aPlay().write('a', 'menu', noon, from('sms')))).toEqual([]);
    expect(offered(aPlay('friends').write('a', 'menu', noon, from('teams')))).toEqual([]);
  });

  test('leaves the numbers of the others as they were said, also when the menu is said again', () => {
    const play = aPlay();
    play.write('a', 'menu', noon, from('sms'));
    expect(said(play.write('a', 'blue', noon + 1_000, from('sms')), 'a')).toEqual(['coach.not-understood', 'menu.ask']);
    expect(offered(play.results.at(-1) as never)).toEqual([]);
    expect(said(play.write('a', '1', noon + 2_000, from('sms')), 'a')).toEqual(['breathe.before']);
  });

  test('is answered with a way out where it is asked for by its word, and opens elsewhere', () => {
    expect(said(aPlay().write('a', 'alone', noon, from('sms')), 'a')).toEqual(['coach.not-here']);
    expect(said(aPlay().write('a', 'for-two', noon, from('sms')), 'a')).toEqual(['coach.not-here']);
    expect(said(aPlay('family').write('a', 'for-two', noon, from('teams')), 'a')).toEqual(['coach.not-here']);
    expect(said(aPlay().write('a', 'alone', noon, from('teams')), 'a')).toEqual(['alone.near']);
    expect(said(aPlay().write('a', 'for-two', noon, from('teams')), 'a')).toEqual(['coach.find-time']);
  });

  test('is set aside when the next message comes from where it is not done, and goes on where it is', () => {
    const play = aPlay();
    play.write('a', 'alone', noon, from('teams'));
    expect(said(play.write('a', '4', noon + 60_000, from('sms')), 'a')).toEqual(['coach.not-here']);
    expect(said(play.write('a', 'resume', noon + 120_000, from('sms')), 'a')).toEqual(['coach.not-here']);
    expect(said(play.write('a', 'resume', noon + 180_000, from('teams')), 'a')).toEqual([
      'coach.resumed',
      'alone.near',
    ]);
  });
});

describe('an exercise for two that is not for a channel', () => {
  const yes = (play: ReturnType<typeof aPlay>, side: 'a' | 'b', at: number, where = from('teams')) => {
    for (const text of ['1', 'no', 'no', '2'])
      play.write(side, text, at, side === 'a' ? where : { from: on('teams', 'b-teams') });
  };
  const assigned = () => {
    const play = aPlay();
    const couple = play.couple();
    const act = { exercise: 'for-two', at: noon, first: 'a', by: 'Dana' } as const;
    play.change({ ...couple, shared: { ...couple.shared, together: { assigned: act } } });
    const due = (what: 'assigned' | 'gate', at: number) =>
      play.due({ type: 'together', id: `${what}-due`, what, side: 'a', at });
    due('assigned', noon);
    return { play, close: () => due('gate', noon + 20 * 60_000) };
  };

  test('begins where both may do it', () => {
    const { play, close } = assigned();
    yes(play, 'a', noon + 60_000);
    yes(play, 'b', noon + 60_000);
    const begun = close();
    expect([said(begun, 'a'), said(begun, 'b')]).toEqual([['for-two.near'], ['for-two.near']]);
  });

  test('is the same “not today” to both where one of them has gone on elsewhere', () => {
    const { play, close } = assigned();
    yes(play, 'a', noon + 60_000, from('sms'));
    yes(play, 'b', noon + 60_000);
    const closed = close();
    expect([said(closed, 'a'), said(closed, 'b')]).toEqual([['gate.not-today'], ['gate.not-today']]);
  });

  test('says nothing more to who writes from elsewhere, and looks like silence to the other', () => {
    const { play, close } = assigned();
    yes(play, 'a', noon + 60_000);
    yes(play, 'b', noon + 60_000);
    close();
    const left = play.write('a', '3', noon + 21 * 60_000, from('sms'));
    expect([said(left, 'a'), said(left, 'b')]).toEqual([['coach.not-here'], []]);
    const [end] = play.pass(noon + 3 * 3_600_000);
    expect(end && [said(end, 'a'), said(end, 'b')]).toEqual([[], ['for-two.over']]);
  });

  test('cannot be set by a counselor for a pair that it is not for', () => {
    const act = { type: 'assign', exercise: 'for-two', at: noon, first: 'a', by: 'Dana' } as const;
    const run = (pair: Relationship) => aPlay(pair).due({ type: 'couple-act', id: 'act', at: noon, side: 'a', act });
    expect(() => run('friends')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(run('romantic').couple.shared.together?.assigned?.exercise).toBe('for-two');
  });
});

describe('an exercise that waits for a counselor', () => {
  type Play = ReturnType<typeof aPlay>;
  const act = (play: Play, type: 'open-exercise' | 'close-exercise', exercise: string) =>
    play.due({
      type: 'couple-act',
      id: `${type}-${exercise}`,
      at: noon,
      side: 'a',
      act: { type, exercise, by: 'Dana' },
    });

  test('is neither offered nor opened, in the words of all that is not for now, until one opened it for this couple', () => {
    const play = aPlay();
    expect(offered(play.write('a', 'menu', noon, from('teams')))).toEqual(['alone', 'for-two']);
    for (const word of waiting)
      expect(said(play.write('a', word, noon, from('teams')), 'a')).toEqual(['coach.not-here']);
    const opened = act(play, 'open-exercise', 'waits-alone');
    expect([opened.effects, opened.couple.a, opened.couple.b]).toEqual([[], play.couple().a, play.couple().b]);
    act(play, 'open-exercise', 'waits-for-two');
    // A menu that stands keeps the numbers it was said with.
    play.write('a', 'skip', noon, from('teams'));
    expect(offered(play.write('a', 'menu', noon, from('teams')))).toEqual(['alone', 'for-two', ...waiting]);
    expect(said(play.write('a', 'waits-alone', noon, from('teams')), 'a')).toEqual(['waits-alone.near']);
    expect(said(play.write('a', 'waits-for-two', noon, from('teams')), 'a')).toEqual(['coach.find-time']);
  });

  test('is audited with its name and who opened it', () => {
    const { records } = act(aPlay(), 'open-exercise', 'waits-alone');
    const facts = { event: 'couple-act', act: 'open-exercise', exercise: 'waits-alone', counselor: 'Dana' };
    expect(records.map(({ kind, data }) => [kind, data])).toContainEqual(['audit', expect.objectContaining(facts)]);
  });

  test('is closed again: its word, its time that was set, and what runs', () => {
    const play = aPlay();
    for (const each of waiting) act(play, 'open-exercise', each);
    play.write('a', 'waits-alone', noon, from('teams'));
    const assign = { type: 'assign', exercise: 'waits-for-two', at: noon, first: 'a', by: 'Dana' } as const;
    play.due({ type: 'couple-act', id: 'assign', at: noon, side: 'a', act: assign });
    for (const each of waiting) act(play, 'close-exercise', each);
    expect(play.couple().shared.together).toBeUndefined();
    expect(said(play.write('a', '4', noon + 60_000, from('teams')), 'a')).toEqual(['coach.not-here']);
    expect(said(play.write('a', 'waits-for-two', noon + 60_000, from('teams')), 'a')).toEqual(['coach.not-here']);
  });

  test('is drawn by the plan only once it is open', () => {
    const drawn = (opened: readonly string[]): ReadonlySet<string> => {
      const found = new Set<string>();
      for (let seed = 0; seed < 60; seed += 1) {
        const play = aPlay();
        const { shared } = play.couple();
        const plan = { ...newPlan(`seed-${seed}`, 'America/Chicago', noon), wish: 'waits-for-two' };
        play.change({ ...play.couple(), shared: { ...shared, together: { plan, opened } } });
        play.due({ type: 'together', id: 'slot', what: 'slot', side: 'a', at: plan.next });
        found.add(play.couple().shared.together?.gate?.exercise ?? 'none');
      }
      return found;
    };
    expect(drawn([])).not.toContain('waits-for-two');
    expect(drawn(['waits-for-two'])).toContain('waits-for-two');
  });

  test.each([
    ['assigned before it is open', { type: 'assign', exercise: 'waits-for-two', at: noon, first: 'a' }],
    ['opened where it waits for nobody', { type: 'open-exercise', exercise: 'for-two' }],
    ['opened where there is none', { type: 'open-exercise', exercise: 'nothing' }],
    ['closed where it is not open', { type: 'close-exercise', exercise: 'waits-alone' }],
  ] as const)('cannot be %s', (_, unsigned) => {
    const run = () =>
      aPlay().due({ type: 'couple-act', id: 'act', at: noon, side: 'a', act: { ...unsigned, by: 'Dana' } });
    expect(run).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
