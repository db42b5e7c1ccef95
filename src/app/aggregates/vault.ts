import { type ChainHead, chainStart } from '../../domain/audit.ts';
import type { Effect } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Json } from '../../domain/frame.ts';
import type { Recipient } from '../../domain/partner.ts';
import { older } from '../../ports/heads.ts';
import type { Keys, Seals } from '../../ports/keys.ts';
import type {
  AggregateKind,
  ListPage,
  ListQuery,
  OutboxDraft,
  OutboxEntry,
  Part,
  RecordDraft,
  Store,
  StoredAggregate,
} from '../../ports/store.ts';
import { isStoreFault } from '../faults.ts';
import { type Row, rowMac } from './authentic.ts';
import type { Shape } from './shape.ts';

/** An aggregate read and opened: its state, the version it had, and the keys it is sealed with. */
export interface Loaded<State> {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  /** The parts as they are stored. */
  readonly sealed: Row['sealed'];
  readonly seals: Seals;
}

/** An effect in the outbox, with the real time it was made at. */
export interface SealedEffect {
  readonly effect: Effect;
  readonly made: number;
}

/** What a box is sealed for. */
interface Owner {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** How the row of an aggregate stands to what authenticates it. */
export type Genuine = 'genuine' | 'changed' | 'not-yet';

/** The additional data of an effect's box: a box that lies elsewhere does not open. */
const aboutEffect = (owner: Owner, { id, to, lane }: Pick<OutboxEntry, 'id' | 'to' | 'lane'>): string =>
  `effect|${owner.kind}|${owner.id}|${to}|${lane}|${id}`;

/** The additional data of a record's box: what the row says of it in the clear, but for its number. */
const aboutRecord = ({ stream, kind, at, owner }: Omit<RecordDraft, 'box'>): string =>
  `record|${stream}|${kind}|${at}|${owner.kind}|${owner.id}|${owner.part}`;

const partFor = (to: Recipient): Part => (to === 'system' ? 'shared' : to);
const aboutPart = (owner: Owner, part: Part): string => `${owner.kind}|${owner.id}|${part}`;

/** Seals and opens everything the store keeps. The store itself never sees a key. `onUnreadable` is told what a list leaves out. */
export function createVault(
  store: Store,
  keys: Keys,
  onUnreadable: (kind: AggregateKind, id: string) => void = () => {},
) {
  /** The part's own key, or, where a record cannot be opened, the machinery's. The first letter tells which. */
  const sealBox = (seals: Seals | null, part: Part, about: string, plain: string): string => {
    const own = seals?.[part];
    return own ? `p${own.seal(about, plain)}` : `s${keys.system.seal(about, plain)}`;
  };
  const openBox = async (owner: Owner, part: Part, about: string, box: string): Promise<string> => {
    if (box.startsWith('s')) return keys.system.open(about, box.slice(1));
    const seal = (await keys.read(owner.kind, owner.id))?.[part];
    if (!seal) throw unreadable(owner);
    return seal.open(about, box.slice(1));
  };

  /** Whether every cell of a row is as it was written. A row of before that has none of it may be so until its next commit. */
  async function genuine(stored: StoredAggregate): Promise<Genuine> {
    const mac = rowMac(keys, stored);
    if (stored.mac !== null) return stored.mac === mac ? 'genuine' : 'changed';
    const head = await keys.heads.read(stored.kind, stored.id);
    if (!head || head.version === older) return 'not-yet';
    // Verified before its next commit: the register has it.
    return head.version === stored.version && head.mac === mac ? 'genuine' : 'changed';
  }
  /** A row that may be opened. @throws CoachError `RECORD_UNREADABLE`. */
  async function readRow(kind: AggregateKind, id: string): Promise<StoredAggregate | null> {
    const stored = await store.read(kind, id);
    if (stored && (await genuine(stored)) === 'changed') throw unreadable(stored);
    return stored;
  }

  /** The state of a row; null when it cannot be opened, or was changed. */
  async function readable<State extends { readonly id: string }>(shape: Shape<State>, stored: StoredAggregate) {
    try {
      if ((await genuine(stored)) === 'changed') return null;
      return opened(shape, stored, await keys.read(shape.kind, stored.id)).state;
    } catch (error) {
      if (isStoreFault(error)) throw error;
      return null;
    }
  }

  /** What this process has sealed itself and still passes on needs no opening. */
  const plain = new WeakMap<RecordDraft, Readonly<Record<string, Json>>>();

  return {
    genuine,
    /** What authenticates a row that is about to be written. */
    macOf: (row: Row): string => rowMac(keys, row),
    /** An aggregate, opened; null when there is none. @throws CoachError `RECORD_UNREADABLE`, `KEY_MISSING`. */
    async read<State extends { readonly id: string }>(shape: Shape<State>, id: string): Promise<Loaded<State> | null> {
      const row = readRow(shape.kind, id);
      const early = keys.read(shape.kind, id);
      // Asked for beside the row: a row that is not there, or was changed, is told first.
      early.catch(() => {});
      const stored = await row;
      if (!stored) return null;
      const seals = await early;
      // A row that was written in between has keys that are newer than what was asked for.
      const isWhole = Object.keys(stored.sealed).every((part) => seals?.[part as Part]);
      return opened(shape, stored, isWhole ? seals : await keys.read(shape.kind, id));
    },
    opened,
    /** The head of an aggregate's audit chain, as its sealed state has it. @throws CoachError `RECORD_UNREADABLE`. */
    headOf(stored: StoredAggregate, seals: Seals): ChainHead {
      const { kind, id } = stored;
      const box = stored.sealed.shared;
      if (box === undefined) throw unreadable({ kind, id });
      const shared = need(seals, 'shared', stored).open(aboutPart({ kind, id }, 'shared'), box);
      return (JSON.parse(shared) as { readonly audit?: ChainHead }).audit ?? chainStart;
    },
    /** Whether each part whose key is there opens. An erased part has no key. */
    partsOpen: ({ kind, id, sealed }: StoredAggregate, seals: Seals | null): boolean =>
      Object.entries(sealed).every(([part, box]) => {
        try {
          seals?.[part as Part]?.open(aboutPart({ kind, id }, part as Part), box);
          return true;
        } catch {
          return false;
        }
      }),
    /** Every aggregate with these facets, opened; read page by page. One that cannot be opened is left out. */
    async list<State extends { readonly id: string }>(
      shape: Shape<State>,
      facets: ListQuery['facets'] = {},
    ): Promise<readonly State[]> {
      const { kind } = shape;
      const found: State[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ListPage = await store.list({ kind, facets, limit: 100, ...(cursor === '' ? {} : { cursor }) });
        for (const each of page.items) {
          const state = await readable(shape, each);
          if (state) found.push(state);
          else onUnreadable(kind, each.id);
        }
        cursor = page.next;
      }
      return found;
    },
    /** The parts of an aggregate that are not the same as before, sealed. */
    sealParts<State extends { readonly id: string }>(
      shape: Shape<State>,
      seals: Seals,
      before: State | null,
      after: State,
    ): Partial<Record<Part, string>> {
      const owner = { kind: shape.kind, id: after.id };
      const known = before && shape.parts(before);
      const sealed: Partial<Record<Part, string>> = {};
      for (const [name, value] of Object.entries(shape.parts(after))) {
        const part = name as Part;
        if (value === null || value === known?.[part]) continue;
        sealed[part] = need(seals, part, owner).seal(aboutPart(owner, part), JSON.stringify(value));
      }
      return sealed;
    },
    /** An effect as it waits in the outbox, sealed under the key of the partner whose words it holds. */
    sealEffect(seals: Seals | null, owner: Owner, effect: Effect, made: number): OutboxDraft {
      const { id, to, lane } = effect;
      const boxed: SealedEffect = { effect, made };
      return {
        id,
        to,
        lane,
        box: `e${sealBox(seals, partFor(to), aboutEffect(owner, effect), JSON.stringify(boxed))}`,
      };
    },
    /** @throws CoachError `RECORD_UNREADABLE` when it was changed, or is another's, another partner's or another lane's. */
    async openEffect(owner: Owner, entry: OutboxEntry): Promise<SealedEffect> {
      // An entry sealed by an early version has no `e`, which says where it belongs.
      const { box } = entry;
      const [about, plainBox] = box.startsWith('e')
        ? [aboutEffect(owner, entry), box.slice(1)]
        : [`effect|${entry.id}`, box];
      const plain = await openBox(owner, partFor(entry.to), about, plainBox);
      return JSON.parse(plain) as SealedEffect;
    },
    boxRecord(
      seals: Seals | null,
      owner: Owner & { readonly part: Part },
      record: { stream: string; kind: string; at: number; data: Readonly<Record<string, Json>> },
    ): RecordDraft {
      const { stream, kind, at, data } = record;
      const about = aboutRecord({ stream, kind, at, owner });
      const box = `e${sealBox(seals, owner.part, about, JSON.stringify(data))}`;
      const draft: RecordDraft = { stream, kind, at, owner, box };
      plain.set(draft, data);
      return draft;
    },
    async openRecord(record: RecordDraft): Promise<Readonly<Record<string, Json>>> {
      const known = plain.get(record);
      if (known) return known;
      const { owner, box, stream } = record;
      // A record sealed by an early version has no `e`, which says where it belongs.
      const [about, plainBox] = box.startsWith('e') ? [aboutRecord(record), box.slice(1)] : [`record|${stream}`, box];
      return JSON.parse(await openBox(owner, owner.part, about, plainBox));
    },
  };
}

export type Vault = ReturnType<typeof createVault>;

/** The aggregate of a row as it was read. @throws CoachError `RECORD_UNREADABLE`, `KEY_MISSING`. */
function opened<State extends { readonly id: string }>(
  shape: Shape<State>,
  stored: StoredAggregate,
  seals: Seals | null,
): Loaded<State> {
  const { id, version, sealed } = stored;
  const owner = { kind: shape.kind, id };
  if (!seals || sealed.shared === undefined) throw unreadable(owner);
  const state = shape.assemble(id, (part) => {
    const box = sealed[part];
    return box === undefined ? null : JSON.parse(need(seals, part, owner).open(aboutPart(owner, part), box));
  });
  return { id, version, state, sealed, seals };
}

function need(seals: Seals, part: Part, owner: { readonly id: string }) {
  const seal = seals[part];
  if (!seal)
    throw new CoachError('KEY_MISSING', 'A key of this record is missing: restore the key store.', {
      id: owner.id,
      part,
    });
  return seal;
}

const unreadable = (owner: Owner): CoachError =>
  new CoachError('RECORD_UNREADABLE', 'This record cannot be opened: restore its keys, or the record, from a backup.', {
    kind: owner.kind,
    id: owner.id,
  });
