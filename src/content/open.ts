import { CoachError } from '../domain/errors.ts';
import type { Rulebook } from '../domain/rule.ts';
import { readBuilt } from './built.ts';
import type { Whole } from './compiled.ts';
import type { Content } from './content.ts';
import { contentOf } from './parts.ts';
import { sourcesOf } from './sources.ts';

/** What the build has compiled, and what is done when the content folder has changed since. */
export interface Build {
  readonly folder: string;
  readonly whenStale: 'compile' | 'refuse';
  /** Is told, in words, why the content is compiled again. */
  readonly told: (what: string) => void;
}

/** What the coach says, and what the screening hears by. */
export interface LoadedContent {
  readonly content: Content;
  readonly rules: Rulebook;
}

/**
 * The content of a folder: as the build compiled it, where there is one and its sources are those of the folder, else
 * compiled now. Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken; `CONTENT_STALE` with what differs.
 */
export async function openContent(dir: string, build?: Build): Promise<LoadedContent> {
  const { rules, ...parts } = await (build ? fromBuild(dir, build) : compileNow(dir));
  return { content: contentOf(parts), rules };
}

async function fromBuild(dir: string, { folder, whenStale, told }: Build): Promise<Whole> {
  const built = await readBuilt(folder, await sourcesOf(dir));
  if (!('stale' in built)) return built;
  if (whenStale === 'refuse') {
    const todo = 'Build it (npm run build), or put back the content that was built';
    throw new CoachError(
      'CONTENT_STALE',
      `What was built is not what stands in the content folder: ${built.stale}. ${todo}.`,
    );
  }
  told(`${built.stale}: compiled again for this start. Build it: npm run build`);
  return compileNow(dir);
}

/** YAML and its checks are loaded only where something is compiled. */
const compileNow = async (dir: string): Promise<Whole> => (await import('./compile.ts')).compile(dir);
