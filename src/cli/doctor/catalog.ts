import { staleLines } from '../../content/check/stale-lines.ts';
import { type CrisisPack, elsewhere } from '../../content/packs.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Catalog } from '../../service/service.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Do content, dialogs and screening load, and are the crisis lines checked and right for the country? */
export async function checkCatalog(
  load: () => Promise<Catalog>,
  country: string,
  now: number,
): Promise<readonly Finding[]> {
  try {
    const { content } = await load();
    const loaded = ok('content', `${content.keys.size} texts in ${content.languages.join(' and ')} fit their dialogs.`);
    return [loaded, checkLines(content.packs, country, now)];
  } catch (error) {
    return [fail('content', error instanceof CoachError ? `${error.code}: ${error.message}` : 'It cannot be loaded.')];
  }
}

/** Were all lines looked at in the last 180 days, and has the country a pack? Pure. */
export function checkLines(packs: ReadonlyMap<string, CrisisPack>, country: string, now: number): Finding {
  const stale = staleLines(packs, new Date(now).toISOString().slice(0, 10));
  if (stale.length > 0) {
    const names = stale.map((line) => `${line.country}/${line.id}`).join(', ');
    return warn('crisis lines', `Call these, then correct them and their verified_on in content/lines: ${names}`);
  }
  if (!packs.has(country)) {
    return warn('crisis lines', `COACH_COUNTRY has no pack: strangers are told the general words of ${elsewhere}.`);
  }
  const count = [...packs.values()].reduce((sum, { lines }) => sum + lines.length, 0);
  return ok('crisis lines', `All ${count} were checked in the last 180 days.`);
}
