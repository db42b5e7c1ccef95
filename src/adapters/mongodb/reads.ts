import type { Filter } from 'mongodb';
import { CoachError } from '../../domain/errors.ts';
import type {
  AggregateKind,
  FeedItem,
  FeedName,
  ListPage,
  ListQuery,
  Page,
  StoredAggregate,
} from '../../ports/store.ts';
import { cursorNumber, kindOf } from '../subscriptions/feeds.ts';
import { type AggregateDoc, type Collections, docId, storedOf } from './documents.ts';
import { answered } from './faults.ts';
import type { Log } from './log.ts';

const isAggregate = { version: { $gt: 0 } };
const states = { lanes: 0, pending: 0, inbound: 0 } as const;
/** The same without what is sealed. */
const plainFields = { ...states, 'sealed.shared': 0, 'sealed.a': 0, 'sealed.b': 0 } as const;

/** Reads of many aggregates. */
export function createReads({ aggregates }: Collections, feeds: Log) {
  const some = async (
    filter: Filter<AggregateDoc>,
    limit: number,
    projection: Readonly<Record<string, 0>> = states,
  ): Promise<readonly StoredAggregate[]> => {
    const docs = await aggregates.find(filter, { projection }).sort({ id: 1 }).limit(limit).toArray();
    return docs.flatMap((doc) => storedOf(doc) ?? []);
  };
  return {
    scan: (kind: AggregateKind, { after, limit }: Page) =>
      answered(() => some({ kind, id: { $gt: after }, ...isAggregate }, limit)),
    list: ({ kind, facets = {}, limit, cursor = '', plain }: ListQuery): Promise<ListPage> =>
      answered(async () => {
        const filter = { kind, id: { $gt: cursor }, ...isAggregate, ...asked(facets) };
        const found = await some(filter, limit + 1, plain ? plainFields : states);
        const items = found.slice(0, limit);
        return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
      }),
    count: (kind: AggregateKind, facets: ListQuery['facets'] = {}) =>
      answered(() => aggregates.countDocuments({ kind, ...isAggregate, ...asked(facets) })),
    feedEnd: (name: FeedName): Promise<string> => answered(async () => String(await feeds.newest(name))),
    /** The changes of a feed. A cursor is the number of a change. */
    feed: (name: FeedName, cursor: string | null, limit: number): Promise<readonly FeedItem[]> =>
      answered(async () => {
        const found = await feeds.read(name, cursorNumber(cursor, await feeds.newest(name)), limit);
        const newest = new Map(found.map(({ owner, seq }) => [owner.id, seq]));
        const _ids = [...newest.keys()].map((id) => docId(kindOf[name], id));
        const docs = await aggregates.find({ _id: { $in: _ids } }, { projection: states }).toArray();
        const items = docs.map(({ id, version, facets }) => ({ id, version, facets, no: newest.get(id) ?? 0 }));
        return items
          .toSorted((left, right) => left.no - right.no)
          .map(({ no, ...item }) => ({ ...item, cursor: String(no) }));
      }),
  };
}

/** What facets ask for. */
const asked = (facets: NonNullable<ListQuery['facets']>): Filter<AggregateDoc> =>
  Object.fromEntries(Object.entries(facets).map(([name, values]) => [facet(name), { $in: [...values] }]));

/** The path of a facet. @throws CoachError `NOT_FOUND` for what can be no facet's name. */
function facet(name: string): string {
  if (!/^[a-zA-Z]+$/.test(name)) throw new CoachError('NOT_FOUND', 'There is no such facet.');
  return `facets.${name}`;
}
