import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import type { Deps } from '../../../src/app/deps.ts';
import type { Say } from '../../../src/domain/effect.ts';
import type { Seal, Seals } from '../../../src/ports/keys.ts';
import { aWorld } from '../../support/app.ts';

/** The world's parts, as another process has them that has just started: what it reads, opens and renders is counted. */
function afterStart(parts: Deps) {
  const seen = { reads: [] as string[], keyReads: [] as string[], opened: [] as string[], rendered: [] as string[] };
  const counted = (seal: Seal): Seal => ({
    seal: (about, plain) => seal.seal(about, plain),
    open(about, box) {
      seen.opened.push(about);
      return seal.open(about, box);
    },
  });
  const { store, keys, content } = parts;
  const read: typeof store.read = async (kind, id) => {
    seen.reads.push(kind);
    return store.read(kind, id);
  };
  const readKeys: typeof keys.read = async (kind, id) => {
    seen.keyReads.push(kind);
    const seals = await keys.read(kind, id);
    return seals && (Object.fromEntries(Object.entries(seals).map(([part, seal]) => [part, counted(seal)])) as Seals);
  };
  const render: typeof content.render = (say, to) => {
    seen.rendered.push((say as Say).key);
    return content.render(say, to);
  };
  const app = createApp({
    ...parts,
    store: new Proxy(store, { get: (of, name) => (name === 'read' ? read : Reflect.get(of, name)) }),
    keys: { ...keys, read: readKeys },
    content: { ...content, render },
  });
  return { app, seen };
}

describe('the first message after a start', () => {
  test('reads its couple and the keys once, opens each part once, and no effect that it has just sealed', async () => {
    const { parts, inbound, couple } = await aWorld();
    const { app, seen } = afterStart(parts);
    await app.receive(inbound('menu'));
    await app.drained();
    expect(seen.reads).toEqual(['couple']);
    expect(seen.keyReads).toEqual(['couple']);
    expect([...seen.opened].sort()).toEqual(['a', 'b', 'shared'].map((part) => `couple|${couple}|${part}`));
  });

  test('renders each of its texts once', async () => {
    const { parts, inbound, said } = await aWorld();
    const { app, seen } = afterStart(parts);
    await app.receive(inbound('menu'));
    await app.drained();
    expect(seen.rendered.length).toBeGreaterThan(0);
    expect(seen.rendered).toEqual(said());
  });
});
