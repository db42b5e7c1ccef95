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
  /** The keys whose texts a clinic has put its own over. */
  readonly overruled: ReadonlySet<string>;
  readonly rules: Rulebook;
  /** Days of a clinic's own to note in a partner's count. */
  readonly days: readonly number[];
}

/**
 * The content of a folder, with a clinic's own answers and days where it has some: as the build compiled it, where there is one and its sources are those of the folder, else
 * compiled now. Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken; `CONTENT_STALE` with what differs; `CLINIC_TEXTS_INVALID`,
 * `CLINIC_DAYS_INVALID`.
 */
export async function openContent(dir: string, build?: Build, clinicDir?: string): Promise<LoadedContent> {
  const { rules, ...own } = await (build ? fromBuild(dir, build) : compileNow(dir));
  if (clinicDir === undefined) return { content: contentOf(own), rules, overruled: new Set(), days: [] };
  // The checks are loaded only where there is something to check.
  const [{ withClinicTopics }, { readClinicDays }] = await Promise.all([
    import('./clinic.ts'),
    import('./clinic-days.ts'),
  ]);
  const { parts, keys } = await withClinicTopics(clinicDir, dir, own);
  return { content: contentOf(parts), rules, overruled: keys, days: await readClinicDays(clinicDir) };
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
