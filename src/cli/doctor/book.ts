import { type CrisisPack, elsewhere } from '../../content/lines.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Book } from '../../service.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const halfAYear = 180 * 86_400_000;

/** Do content, dialogs and screening load, and are the crisis lines checked and right for the country? */
export async function checkBook(load: () => Promise<Book>, country: string, now: number): Promise<readonly Finding[]> {
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
  const lines = [...packs.values()].flatMap((pack) => pack.lines.map((line) => ({ ...line, pack: pack.country })));
  const stale = lines.filter(({ verified_on }) => now - Date.parse(verified_on) > halfAYear);
  if (stale.length > 0) {
    const names = stale.map(({ pack, id }) => `${pack}/${id}`).join(', ');
    return warn('crisis lines', `Call these, then correct them and their verified_on in content/lines: ${names}`);
  }
  if (!packs.has(country)) {
    return warn('crisis lines', `COACH_COUNTRY has no pack: strangers are told the general words of ${elsewhere}.`);
  }
  return ok('crisis lines', `All ${lines.length} were checked in the last 180 days.`);
}
