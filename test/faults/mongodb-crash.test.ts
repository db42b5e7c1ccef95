import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chanceOf } from '../../src/cli/simulate/month/chance.ts';
import { type Op, openPlayer, type Point, type Report, type Step } from '../support/crash.ts';
import { differs, firstTexts, storedOtherwise, wrongRepeats } from '../support/crash-judge.ts';
import { against, type Kills, type Scene, type Story, tell } from '../support/crash-stories.ts';
import { noon } from '../support/engine.ts';
import { hasMongoProgram, type MongoServer, skipLoudly, startMongo } from '../support/mongo-server.ts';

/** CRASH_POINTS=all kills at each point there is; else so many are drawn by SEED. */
const wanted = process.env['CRASH_POINTS'] ?? '3';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

jest.setTimeout(wanted === 'all' ? 3_600_000 : 180_000);
// What a long run finds is told, not tried again.
if (wanted === 'all') jest.retryTimes(0);
if (!hasMongoProgram()) skipLoudly('kill -9 at the points of a turn on MongoDB');
const withServer = hasMongoProgram() ? describe : describe.skip;

withServer('a conversation with a crisis on MongoDB, killed with kill -9', () => {
  const player = openPlayer();
  let server: MongoServer;
  let scene: Scene;
  let clean: Story & { readonly report: Report };
  beforeAll(async () => {
    server = await startMongo();
    const steps = ['checkin', '2', 'I want to die', 'yes'].map((text, index): Step => ({ id: `in-${index}`, text }));
    scene = { mongo: server.uri(''), now: noon, checkIn: null, steps };
    const [told] = await tell(player, scene, [[]]);
    if (!told?.report) throw new Error(`the clean run gave no report: ${JSON.stringify(told?.runs)}`);
    clean = { ...told, report: told.report };
  });
  afterAll(async () => {
    await player.end();
    await server.close();
  });

  const points = (): readonly Kills[] => {
    const whens = {
      commit: ['before', 'during', 'after'],
      settle: ['before', 'after'],
      send: ['before', 'after'],
    } as const;
    const of = (op: Op, given: readonly Point['when'][]): readonly Point[] =>
      Array.from({ length: clean.report.counts[op] }, (_, index) =>
        given.map((when) => ({ when, op, n: index + 1 })),
      ).flat();
    const all = [
      ...of('commit', whens.commit),
      ...of('settle', whens.settle),
      ...of('send', whens.send),
      ...of('notify', whens.send),
    ];
    if (wanted === 'all') return all.map((point) => [point]);
    const chance = chanceOf(seed);
    const drawn = all.map((point) => ({ point, at: chance() })).toSorted((one, other) => one.at - other.at);
    return drawn.slice(0, Number(wanted)).map(({ point }) => [point]);
  };

  test('loses nothing and says everything, wherever it dies', async () => {
    const chosen = points();
    console.info(`${chosen.length} points (SEED=${seed} draws them again)`);
    const judge = ({ report, journal }: Story): readonly string[] => [
      ...storedOtherwise(report, clean.report),
      ...differs('texts', firstTexts(journal), firstTexts(clean.journal)),
      ...wrongRepeats(journal),
    ];
    expect(clean.report.alerts).toMatchObject([{ ours: true, family: 'self', status: 'open' }]);
    expect(chosen.length).toBeGreaterThan(2);
    expect(await against([player], scene, chosen, judge)).toEqual([]);
  });
});
