import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type Accepted,
  inFolder,
  type JournalEntry,
  journalOf,
  type Op,
  openPlayer,
  type Point,
  type Report,
  type Step,
} from '../support/crash.ts';
import { differs, firstTexts, isAccepted, storedOtherwise, wrongRepeats } from '../support/crash-judge.ts';
import { against, type Kills, nameOf, type Scene, type Story, tell } from '../support/crash-stories.ts';
import { noon } from '../support/engine.ts';

jest.setTimeout(480_000);

const players = [openPlayer(), openPlayer()] as const;
afterAll(() => Promise.all(players.map((player) => player.end())));

const saying = (...texts: string[]): readonly Step[] => texts.map((text, index) => ({ id: `in-${index}`, text }));

/** A check-in, and then a crisis. */
const conversation: Scene = {
  now: noon,
  checkIn: null,
  steps: saying('checkin', '2', '3', '8', '5', 'SKIP', 'I want to die', 'yes'),
};

/** A crisis whose notice goes by the second way, for the first takes none. */
const lostWay: Scene = { now: noon, checkIn: null, lostWay: true, steps: saying('I want to die') };

/** 20:00 in Chicago comes, and what the nudge asks for is done. */
const nudge: Scene = {
  now: noon,
  checkIn: '20:00',
  steps: [{ id: 'clock', moveTo: noon + 8 * 3_600_000 }, ...saying('1', '2')],
};

const timesAccepted = (journal: readonly JournalEntry[], effect: string): number =>
  journal.filter((entry) => isAccepted(entry) && entry.effect === effect).length;

/** What the provider accepted last before the process died. */
function lastBeforeDeath(journal: readonly JournalEntry[]): Accepted | undefined {
  return journal
    .slice(
      0,
      journal.findIndex((entry) => entry.type === 'died'),
    )
    .findLast(isAccepted);
}

const pointsOf = (counts: Report['counts'], op: Op, ...whens: readonly Point['when'][]): readonly Point[] =>
  Array.from({ length: counts[op] }, (_, index) => whens.map((when) => ({ when, op, n: index + 1 }))).flat();

const alone = (points: readonly Point[]): readonly Kills[] => points.map((point) => [point]);

/** A run that nobody kills. */
async function cleanRun(scene: Scene): Promise<{ report: Report; journal: readonly JournalEntry[] }> {
  const [told] = await tell(players[0], scene, [[]]);
  if (!told?.report) throw new Error(`the clean run gave no report: ${JSON.stringify(told?.runs)}`);
  return { report: told.report, journal: told.journal };
}

describe('a conversation with a crisis, killed with kill -9', () => {
  let clean: Awaited<ReturnType<typeof cleanRun>>;
  beforeAll(async () => {
    clean = await cleanRun(conversation);
  });

  const judge = ({ report, journal }: Story): readonly string[] => [
    ...storedOtherwise(report, clean.report),
    ...differs('texts', firstTexts(journal), firstTexts(clean.journal)),
    ...wrongRepeats(journal),
  ];

  test('has, when nobody kills it, all answers stored, one alert, and each text once', () => {
    const { report, journal } = clean;
    expect(report.facts.map(({ name, value }) => [name, value])).toEqual([
      ['mood', 'so-so'],
      ['craving', 3],
      ['closeness', 8],
      ['halt', ['none']],
    ]);
    expect(report.alerts).toMatchObject([{ ours: true, family: 'self', status: 'open' }]);
    expect(report.alerts[0]?.pages[0]).toMatchObject({ category: 'suicide', reason: 'message' });
    expect(report.place).toEqual(['crisis-self: crisis-self.thoughts']);
    expect(report.pending).toBeNull();
    // Both enrolled; paged and raised with its notice; paged and joined by the answer.
    expect(report.audit).toEqual({ entries: 7, broken: [] });
    expect(report.counts.commit).toBeGreaterThan(conversation.steps.length);
    expect(report.counts.settle).toBeGreaterThan(conversation.steps.length);
    const accepted = journal.filter(isAccepted);
    expect(accepted.length).toBe(report.counts.send + report.counts.notify);
    expect(accepted.length).toBeGreaterThan(conversation.steps.length);
    expect(new Set(accepted.map(({ effect }) => effect)).size).toBe(accepted.length);
  });

  test('at any commit, loses nothing and says everything', async () => {
    const points = pointsOf(clean.report.counts, 'commit', 'before', 'during', 'after');
    expect(await against(players, conversation, alone(points), judge)).toEqual([]);
  });

  test('at any settle, loses nothing and says everything', async () => {
    const points = pointsOf(clean.report.counts, 'settle', 'before', 'after');
    expect(await against(players, conversation, alone(points), judge)).toEqual([]);
  });

  test('before the provider has a text, says it once', async () => {
    const { counts } = clean.report;
    const points = [...pointsOf(counts, 'send', 'before'), ...pointsOf(counts, 'notify', 'before')];
    expect(await against(players, conversation, alone(points), judge)).toEqual([]);
  });

  test('after the provider accepted a text and before that is written, says it exactly twice', async () => {
    const { counts } = clean.report;
    const points = [...pointsOf(counts, 'send', 'after'), ...pointsOf(counts, 'notify', 'after')];
    const twice = (story: Story): readonly string[] => {
      const last = lastBeforeDeath(story.journal);
      const times = last ? timesAccepted(story.journal, last.effect) : 0;
      return [...judge(story), ...(times === 2 ? [] : [`${last?.key} was accepted ${times} times`])];
    };
    expect(await against(players, conversation, alone(points), twice)).toEqual([]);
  });

  test('and killed again while it recovers, loses nothing and says everything', async () => {
    const sends = clean.journal.filter(isAccepted).filter(({ key }) => key !== 'notice');
    const crisis = sends.flatMap(({ lane }, index) =>
      lane === 'crisis' ? [{ when: 'before', op: 'send', n: index + 1 } as const] : [],
    );
    expect(crisis.length).toBeGreaterThan(1);
    const recovery = [
      { when: 'after', op: 'claim', n: 1 },
      { when: 'after', op: 'send', n: 1 },
      { when: 'before', op: 'settle', n: 1 },
    ] as const;
    const stories = crisis.flatMap((first) => recovery.map((second) => [first, second]));
    expect(await against(players, conversation, stories, judge)).toEqual([]);
  });
});

describe('a crisis between its message and its notice, killed with kill -9', () => {
  let clean: Awaited<ReturnType<typeof cleanRun>>;
  beforeAll(async () => {
    clean = await cleanRun(lostWay);
  });

  test('goes through each of these when nobody kills it', () => {
    const { points, alerts, counts } = clean.report;
    // The page is committed with the turn; the alert takes it with its first notice; that is lost, and the alert makes the next.
    const path = [/^commit couple .*system\/crisis/, /^commit alert .*system\/crisis/, /^notify in vain$/];
    path.push(
      /^commit alert system\/crisis$/,
      /^settle alert crisis$/,
      /^notify$/,
      /^commit alert$/,
      /^settle alert crisis$/,
    );
    let from = 0;
    for (const step of path) {
      const found = points.findIndex((point, index) => index >= from && step.test(point));
      expect([String(step), found >= from]).toEqual([String(step), true]);
      from = found + 1;
    }
    expect(alerts).toMatchObject([{ deadLetters: [{ person: 'dana', kind: 'sms', code: '30003' }] }]);
    expect(counts.notify).toBe(2);
  });

  test('at any of them, has exactly one alert and at least one notice once it has recovered', async () => {
    const { counts } = clean.report;
    const points = [
      // The first commit enrols. After one of them is before the next.
      ...pointsOf(counts, 'commit', 'before').filter(({ n }) => n > 1),
      ...pointsOf(counts, 'notify', 'before', 'after'),
      ...pointsOf(counts, 'settle', 'before'),
    ];
    const judge = ({ report, journal }: Story): readonly string[] => [
      ...(report?.alerts.length === 1 ? [] : [`there are ${report?.alerts.length} alerts`]),
      ...(journal.some((entry) => isAccepted(entry) && entry.key === 'notice') ? [] : ['nobody got a notice']),
      ...storedOtherwise(report, clean.report),
      ...wrongRepeats(journal),
    ];
    expect(await against(players, lostWay, alone(points), judge)).toEqual([]);
  });
});

describe('a nudge, killed with kill -9 around its turn', () => {
  let clean: Awaited<ReturnType<typeof cleanRun>>;
  beforeAll(async () => {
    clean = await cleanRun(nudge);
  });

  const nudges = (journal: readonly JournalEntry[]): readonly Accepted[] =>
    journal.filter(isAccepted).filter(({ lane }) => lane === 'nudge');
  const others = (journal: readonly JournalEntry[]): readonly string[] =>
    firstTexts(journal.filter((entry) => !isAccepted(entry) || entry.lane !== 'nudge'));

  const judge = ({ report, journal }: Story): readonly string[] => {
    const accepted = nudges(journal).length;
    const unknown = report?.nudgesUnknown ?? 0;
    return [
      ...(accepted > 1 ? [`the nudge was accepted ${accepted} times`] : []),
      ...(accepted === 0 && unknown !== 1 ? ['the nudge is neither at the provider nor recorded as unknown'] : []),
      ...storedOtherwise(report, clean.report),
      ...differs('texts', others(journal), others(clean.journal)),
      ...wrongRepeats(journal),
    ];
  };

  test('goes out once when nobody kills it, and the check-in it opened goes on', () => {
    expect(nudges(clean.journal)).toHaveLength(1);
    expect(clean.report.nudgesUnknown).toBe(0);
    expect(clean.report.place).toEqual(['check-in: check-in.craving']);
  });

  test('goes out at most once, is recorded as unknown where it was claimed and not settled, and the check-in goes on', async () => {
    // The first commit enrols; the second is the nudge's turn and also its claim; the third answers what was said next.
    const outcomes: Readonly<Record<string, string>> = {
      'after commit 1': 'accepted 1, unknown 0',
      'before commit 2': 'accepted 1, unknown 0',
      'after commit 2': 'accepted 0, unknown 1',
      'before send 1': 'accepted 0, unknown 1',
      'after send 1': 'accepted 1, unknown 1',
      'before settle 1': 'accepted 1, unknown 1',
      'after settle 1': 'accepted 1, unknown 0',
      'before commit 3': 'accepted 1, unknown 0',
      'after commit 3': 'accepted 1, unknown 0',
    };
    const stories = Object.keys(outcomes).map((name) => {
      const [when, op, n] = name.split(' ') as [Point['when'], Op, string];
      return [{ when, op, n: Number(n) }];
    });
    const outcome = ({ report, journal }: Story, kills: Kills): readonly string[] =>
      differs('nudge', `accepted ${nudges(journal).length}, unknown ${report?.nudgesUnknown}`, outcomes[nameOf(kills)]);
    expect(
      await against(players, nudge, stories, (story, kills) => [...judge(story), ...outcome(story, kills)]),
    ).toEqual([]);
  });

  test('goes out at most once when the kill falls into the writing itself', async () => {
    const points = [
      { when: 'during', op: 'commit', n: 2 },
      { when: 'during', op: 'settle', n: 1 },
    ] as const;
    expect(await against(players, nudge, alone(points), judge)).toEqual([]);
  });
});

describe('the data folder', () => {
  const [first, second] = players;
  const short: Scene = { ...conversation, steps: saying('menu') };

  test('of a living process is refused to a second one, and is free at once after kill -9', async () => {
    await inFolder(async (folder) => {
      expect(await first.play({ folder, ...short, kill: null, hold: true })).toMatchObject({ end: 'held' });
      const refused = await second.play({ folder, ...short, steps: saying('checkin'), kill: null });
      expect(refused).toMatchObject({ end: 'failed', acked: [], failure: { code: 'STORE_IN_USE' } });
      expect(refused.failure?.message).toMatch(/COACH_DATA_DIR/);
      await first.end();
      const later = await second.play({ folder, ...short, kill: null });
      expect(later).toMatchObject({ end: 'reported', report: { log: ['message menu menu.ask'] } });
      expect((await journalOf(folder)).filter(isAccepted)).toHaveLength(1);
    });
  });
});
