import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  inFolder,
  type Job,
  type JournalEntry,
  journalOf,
  type Played,
  type Player,
  type Point,
  type Report,
  shared,
} from './crash.ts';

/** What is said and done in a conversation that is killed. */
export type Scene = Pick<Job, 'mongo' | 'now' | 'checkIn' | 'lostWay' | 'steps'>;

/** What was played in one folder, and what the provider saw. */
export interface Story {
  readonly runs: readonly Played[];
  readonly report: Report | null;
  readonly journal: readonly JournalEntry[];
}

export type Kills = readonly Point[];

/**
 * Plays a scene once for each list of kills, each in a folder of its own, with a kill in each of its first runs. What was not
 * acknowledged is sent again, with its id, in order. Those that are told together die together: each service stands still at
 * its point, and the last one ends the process of all of them, at once.
 */
export async function tell(player: Player, scene: Scene, together: readonly Kills[]): Promise<readonly Story[]> {
  return inFolder(async (home) => {
    const stories = together.map((kills, index) => ({
      kills,
      folder: join(home, String(index)),
      runs: [] as Played[],
    }));
    await Promise.all(stories.map(({ folder }) => mkdir(folder)));
    for (let run = 0; stories.some(({ kills }) => run <= kills.length); run += 1) {
      const dying = stories.filter(({ kills }) => run < kills.length);
      for (const { kills, folder, runs } of stories.filter(({ kills }) => run <= kills.length)) {
        const acked = new Set(runs.flatMap((each) => each.acked));
        const steps = scene.steps.filter(({ id }) => !acked.has(id));
        const stands = folder !== dying.at(-1)?.folder;
        runs.push(await player.play({ folder, ...scene, steps, kill: kills[run] ?? null, stands }));
      }
      // A service that did not come to its point has killed nobody.
      if (dying.length > 0) await player.end();
    }
    return Promise.all(
      stories.map(async ({ folder, runs }) => ({
        runs,
        report: runs.at(-1)?.report ?? null,
        journal: await journalOf(folder),
      })),
    );
  });
}

/** How many die together at most. */
const mostTogether = 8;

/** In groups that die together. A kill during an operation is a matter of its instant: it ends the process, as the last of its group. */
function grouped(stories: readonly Kills[]): readonly (readonly Kills[])[] {
  const isDuring = (kills: Kills): boolean => kills.some(({ when }) => when === 'during');
  const last = stories.filter(isDuring);
  const others = stories.filter((kills) => !isDuring(kills));
  const count = Math.max(last.length, Math.ceil(stories.length / mostTogether));
  return Array.from({ length: count }, (_, group) => [
    ...others.filter((_each, index) => index % count === group),
    ...last.slice(group, group + 1),
  ]);
}

export const nameOf = (kills: Kills): string => kills.map(({ when, op, n }) => `${when} ${op} ${n}`).join(', ');

/** What each story has against it, told by its kills. */
export async function against(
  players: readonly Player[],
  scene: Scene,
  stories: readonly Kills[],
  judge: (story: Story, kills: Kills) => readonly string[],
): Promise<readonly string[]> {
  const found = await shared(players, grouped(stories), async (player, together) => {
    const told = await tell(player, scene, together);
    return together.flatMap((kills, index) => {
      const story = told[index] as Story;
      const isLast = index === together.length - 1;
      return [...notPlayed(story, isLast), ...judge(story, kills)].map((what) => `killed ${nameOf(kills)}: ${what}`);
    });
  });
  return found.flat();
}

function notPlayed({ runs }: Story, isLast: boolean): readonly string[] {
  return runs.flatMap(({ end, failure }, index) => {
    const dead = isLast ? 'killed' : 'stands';
    const wanted = index < runs.length - 1 ? dead : 'reported';
    return end === wanted ? [] : [`run ${index + 1} was ${end}, not ${wanted} ${JSON.stringify(failure)}`];
  });
}
