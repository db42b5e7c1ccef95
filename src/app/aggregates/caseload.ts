import { type CaseFacets, emergenciesHeld } from '../../engine/alert/caseload.ts';
import type { ListPage, Store } from '../../ports/store.ts';

const held = ['claimed', 'taken-over', 'handed-back'];

/** How many open emergencies each person holds, by name. Reads the plain fields of the alerts and opens none. Touches the store. */
export async function readCaseload(store: Pick<Store, 'list'>): Promise<ReadonlyMap<string, number>> {
  const found: CaseFacets[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const facets = { level: ['emergency'], status: held };
    const page: ListPage = await store.list({
      kind: 'alert',
      facets,
      limit: 500,
      plain: true,
      ...(cursor === '' ? {} : { cursor }),
    });
    found.push(...page.items.map((item) => item.facets as unknown as CaseFacets));
    cursor = page.next;
  }
  return emergenciesHeld(found);
}
