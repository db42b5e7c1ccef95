import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { link, verifyChain } from '../../../src/app/audit/chain.ts';
import { auditEvents, audited, type ChainEntry, type ChainHead, chainStart } from '../../../src/domain/audit.ts';

const something = fc.record({
  of: fc.constantFrom('a', 'b', 'system'),
  event: fc.constantFrom(...auditEvents),
  by: fc.constantFrom('a', 'b', 'counselor', 'system'),
  at: fc.integer(),
  facts: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
});

/** An honest chain of at least `minLength` entries. */
const aChain = (minLength: number) =>
  fc.array(something, { minLength, maxLength: 12 }).map((all): { entries: ChainEntry[]; head: ChainHead } => {
    let head = chainStart;
    const entries = all.map((each) => {
      const { entry } = link(head, audited({ ...each, facts: { ...each.facts } } as Parameters<typeof audited>[0]), 0);
      head = { n: entry.n, hash: entry.hash };
      return entry;
    });
    return { entries, head };
  });

const position = fc.nat();
const otherDigest = link(chainStart, audited({ of: 'a', event: 'paged', by: 'a', at: 0 }), 0).entry.digest;

/** Another value for each field of an entry. */
const edits: { readonly [Field in keyof ChainEntry]: (entry: ChainEntry) => ChainEntry[Field] } = {
  n: (entry) => entry.n + 1,
  at: (entry) => entry.at + 1,
  of: (entry) => (entry.of === 'a' ? 'b' : 'a'),
  by: (entry) => (entry.by === 'a' ? 'counselor' : 'a'),
  event: (entry) => (entry.event === 'closed' ? 'claimed' : 'closed'),
  digest: () => otherDigest,
  prev: (entry) => (entry.prev === otherDigest ? '' : otherDigest),
  hash: () => otherDigest,
};

describe('an audit chain', () => {
  test('verifies when nobody touched it, with its head and without', () => {
    fc.assert(
      fc.property(aChain(0), ({ entries, head }) => {
        expect(verifyChain(entries, head)).toEqual({ ok: true, head });
        expect(verifyChain(entries, null)).toEqual({ ok: true, head });
      }),
    );
  });

  test('is broken by any field of any entry that was changed, at that entry', () => {
    fc.assert(
      fc.property(
        aChain(1),
        position,
        fc.constantFrom(...(Object.keys(edits) as (keyof ChainEntry)[])),
        (chain, at, field) => {
          const index = at % chain.entries.length;
          const entry = chain.entries[index] as ChainEntry;
          const changed = chain.entries.with(index, { ...entry, [field]: edits[field](entry) });
          const verdict = verifyChain(changed, null);
          expect(verdict).toMatchObject({ ok: false, broken: { why: 'changed' } });
        },
      ),
    );
  });

  test('is broken by an entry left out; without a head, by any but the last', () => {
    fc.assert(
      fc.property(aChain(1), position, ({ entries, head }, at) => {
        const index = at % entries.length;
        const shorter = entries.toSpliced(index, 1);
        expect(verifyChain(shorter, head)).toMatchObject({ ok: false, broken: { n: index + 1 } });
        if (index < entries.length - 1) expect(verifyChain(shorter, null)).toMatchObject({ ok: false });
      }),
    );
  });

  test('is broken by two entries that changed places', () => {
    fc.assert(
      fc.property(aChain(2), position, position, ({ entries }, one, other) => {
        const [left, right] = [one % entries.length, other % entries.length];
        fc.pre(left !== right);
        const swapped = entries.with(left, entries[right] as ChainEntry).with(right, entries[left] as ChainEntry);
        const n = Math.min(left, right) + 1;
        expect(verifyChain(swapped, null)).toEqual({ ok: false, broken: { n, why: 'out-of-order' } });
      }),
    );
  });

  test('is broken by an entry put in, be it a repeated one or one that was linked where it stands', () => {
    fc.assert(
      fc.property(aChain(1), position, something, fc.boolean(), ({ entries, head }, at, given, repeated) => {
        const index = at % (entries.length + 1);
        const before = entries[index - 1];
        const behind = before ? { n: before.n, hash: before.hash } : chainStart;
        const forged = repeated
          ? (entries[index % entries.length] as ChainEntry)
          : link(behind, audited(given as Parameters<typeof audited>[0]), 0).entry;
        expect(verifyChain(entries.toSpliced(index, 0, forged), head)).toMatchObject({ ok: false });
      }),
    );
  });

  test('that was written anew from some entry on, with right hashes, does not end at its head', () => {
    fc.assert(
      fc.property(aChain(1), position, something, ({ entries, head }, at, given) => {
        let last = chainStart;
        const kept = at % entries.length;
        const forged = entries.map((entry, index) => {
          const next = index < kept ? entry : link(last, audited(given as Parameters<typeof audited>[0]), 0).entry;
          last = { n: next.n, hash: next.hash };
          return next;
        });
        expect(verifyChain(forged, null)).toMatchObject({ ok: true });
        expect(verifyChain(forged, head)).toMatchObject({ ok: false, broken: { why: 'not-the-head' } });
      }),
    );
  });

  test('whose beginning was written anew, with right hashes, is not linked to the rest', () => {
    fc.assert(
      fc.property(aChain(2), position, something, ({ entries }, at, given) => {
        const index = at % (entries.length - 1);
        const before = entries[index - 1];
        const behind = before ? { n: before.n, hash: before.hash } : chainStart;
        const forged = entries.with(index, link(behind, audited(given as Parameters<typeof audited>[0]), 0).entry);
        expect(verifyChain(forged, null)).toEqual({ ok: false, broken: { n: index + 2, why: 'not-linked' } });
      }),
    );
  });

  test('that is gone altogether is found by its head', () => {
    fc.assert(
      fc.property(aChain(1), ({ head }) => {
        expect(verifyChain([], head)).toEqual({ ok: false, broken: { n: 1, why: 'cut-short' } });
      }),
    );
  });
});

describe('an entry', () => {
  const head = chainStart;
  const record = audited({
    of: 'a',
    event: 'words-sent',
    by: 'counselor',
    at: 5,
    facts: { occurrence: 1 },
    words: 'blue',
  });

  test('of the same facts looks different each time: nothing can be guessed from its digest', () => {
    const digests = new Set(Array.from({ length: 50 }, () => link(head, record, 0).entry.digest));
    expect(digests.size).toBe(50);
  });

  test('keeps no words, but a digest that shows whether words are the ones', () => {
    const { details } = link(head, record, 0);
    expect(JSON.stringify(details)).not.toContain('blue');
    expect(details.facts['words']).toMatch(/^[\w-]{43}$/);
  });

  test('of an event without a name here is called other, and its own name is sealed with the facts', () => {
    const { entry, details } = link(head, { of: 'a', kind: 'audit', data: { event: 'canary' } }, 7);
    expect(entry).toMatchObject({ event: 'other', by: 'system', at: 7 });
    expect(details.facts).toEqual({ event: 'canary' });
  });
});
