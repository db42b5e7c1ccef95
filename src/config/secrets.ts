import { readFileSync } from 'node:fs';
import { fileNameOf, type KeyName, secretNames } from './keys.ts';
import type { Environment, Problem } from './problem.ts';

/** Secrets from the files that `<NAME>_FILE` names, white space around them taken off. Reads those files. */
export function readSecrets(environment: Environment): {
  readonly secrets: Readonly<Partial<Record<KeyName, string>>>;
  readonly problems: readonly Problem[];
} {
  const secrets: Partial<Record<KeyName, string>> = {};
  const problems: Problem[] = [];
  for (const name of secretNames) {
    const path = environment[fileNameOf(name)];
    if (!path) continue;
    const read = environment[name] ? `give this or ${name}, not both.` : readSecret(path);
    if (typeof read === 'string') problems.push({ name: fileNameOf(name), todo: read });
    else secrets[name] = read.secret;
  }
  return { secrets, problems };
}

/** A file's secret, or what to do. Never says what is in the file. */
function readSecret(path: string): { readonly secret: string } | string {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    return secret === '' ? 'the file is empty; write the secret into it.' : { secret };
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code}); check its path and rights.`;
  }
}
