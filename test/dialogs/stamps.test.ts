import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';
import { loadDialogs } from '../../src/app/load-dialogs.ts';
import type { DialogDefinition } from '../../src/engine/kit.ts';
import { dialogsDir, root } from '../support/places.ts';

/** A dialog's version, and a hash of its machine and of its file without types, comments and formatting. */
interface Stamp {
  version: number;
  hash: string;
}

const stampsFile = join(root, 'test/dialogs/stamps.json');
const stamps: Record<string, Stamp> = existsSync(stampsFile) ? JSON.parse(readFileSync(stampsFile, 'utf8')) : {};

function stampOf(name: string, { version, delays, machine }: DialogDefinition): Stamp {
  const source = readFileSync(join(dialogsDir, `${name}.ts`), 'utf8');
  const { code } = transformSync(source, {
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2022',
      preserveAllComments: false,
      minify: { compress: false, mangle: false },
    },
    minify: true,
  });
  // The version itself is no part of what it stands for.
  const text =
    code.replace(/version:\d+/, '') + JSON.stringify([delays, machine.config.initial, machine.config.states]);
  return { version, hash: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

test('a changed dialog has a new version', async () => {
  const definitions = await loadDialogs(dialogsDir);
  const now = Object.fromEntries([...definitions].map(([name, definition]) => [name, stampOf(name, definition)]));
  const unversioned = Object.keys(now).filter(
    (name) => now[name]?.version === stamps[name]?.version && now[name]?.hash !== stamps[name]?.hash,
  );
  expect({ 'raise the version of': unversioned }).toEqual({ 'raise the version of': [] });
  if (process.env['STAMP'] === 'write') writeFileSync(stampsFile, `${JSON.stringify(now, null, 2)}\n`);
  else expect({ 'after `npm run stamp`': stamps }).toEqual({ 'after `npm run stamp`': now });
});
