import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadDialogs } from '../../src/app/catalog/load-dialogs.ts';
import { defineDialog, finish, z } from '../../src/engine/kit.ts';
import type { DialogDefinition } from '../../src/engine/machine/dialog.ts';
import { dialogsDir, root } from '../support/places.ts';

/**
 * A dialog's version, and a hash of all that a stored conversation depends on: context, lane, delays, states, and whether
 * it can be interrupted. All of it is data, so how its file is written does not matter (ADR 15). `migrate` is left out: it
 * is about versions before.
 */
interface Stamp {
  version: number;
  hash: string;
}

const stampsFile = join(root, 'test/dialogs/stamps.json');
const stamps: Record<string, Stamp> = existsSync(stampsFile) ? JSON.parse(readFileSync(stampsFile, 'utf8')) : {};

function stampOf({
  version,
  context,
  lane,
  uninterruptible,
  delays,
  initial,
  states,
  shared,
}: DialogDefinition): Stamp {
  const schema = z.toJSONSchema(context, { override: refuseCode });
  const text = JSON.stringify([schema, lane, uninterruptible, delays, initial, states, ...(shared ? ['shared'] : [])]);
  return { version, hash: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

/** A check in code is in no hash, so a context has none. */
function refuseCode({ zodSchema }: { zodSchema: { _zod: { def: { checks?: readonly object[] } } } }): void {
  for (const check of zodSchema._zod.def.checks ?? []) {
    const { def } = (check as { _zod: { def: { check: string } } })._zod;
    if (def.check === 'custom') throw new Error('A dialog’s context takes no refine() or check(): no hash sees it.');
  }
}

test('a changed dialog has a new version', async () => {
  const definitions = await loadDialogs(dialogsDir);
  const now = Object.fromEntries([...definitions].map(([name, definition]) => [name, stampOf(definition)]));
  const unversioned = Object.keys(now).filter(
    (name) => now[name]?.version === stamps[name]?.version && now[name]?.hash !== stamps[name]?.hash,
  );
  expect({ 'raise the version of': unversioned }).toEqual({ 'raise the version of': [] });
  if (process.env['STAMP'] === 'write') writeFileSync(stampsFile, `${JSON.stringify(now, null, 2)}\n`);
  else expect({ 'after `npm run stamp`': stamps }).toEqual({ 'after `npm run stamp`': now });
});

test('a stamp sees every part of a dialog, and no code goes past it', () => {
  const context = z.strictObject({ n: z.number().default(1) });
  const spec = defineDialog({ version: 1, context, initial: 'a', states: { a: {} } });
  const plain = stampOf(spec).hash;
  const others = [
    { ...spec, lane: 'nudge' as const },
    { ...spec, uninterruptible: true },
    { ...spec, delays: { late: 1 } },
    { ...spec, states: { a: { entry: [finish()] } } },
    { ...spec, states: { a: {}, b: {} }, initial: 'b' },
    { ...spec, context: z.strictObject({ n: z.number().default(2) }) },
    { ...spec, context: z.strictObject({ n: z.number().max(10).default(1) }) },
  ];
  expect(new Set(others.map((other) => stampOf(other).hash).concat(plain)).size).toBe(others.length + 1);
  const withCode = z.strictObject({
    n: z
      .number()
      .default(1)
      .refine((n) => n > 0),
  });
  expect(() => stampOf({ ...spec, context: withCode })).toThrow('refine()');
});
