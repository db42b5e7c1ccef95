import { CoachError } from '../domain/errors.ts';
import { assemble, type Config } from './config.ts';
import { aboutKey, configSchema, type KeyName, keyNames } from './keys.ts';
import type { Environment, Problem } from './problem.ts';
import { checkRules } from './rules.ts';
import { readSecrets } from './secrets.ts';
import { unknownNames } from './unknown.ts';

/** What an environment says: all that is wrong with it, and the configuration with the default of each wrong key. */
export interface Inspected {
  readonly config: Config;
  readonly problems: readonly Problem[];
}

/** Looks at an environment. An empty key is as good as none. Reads the files that hold secrets. */
export function inspectConfig(given: Environment): Inspected {
  const environment = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const { secrets, problems } = readSecrets(environment);
  const texts = { ...environment, ...secrets };
  const wrong = wrongKeys(texts);
  const values = configSchema.parse(Object.fromEntries(Object.entries(texts).filter(([name]) => !wrong.has(name))));
  const keys = [
    ...unknownNames(environment),
    ...problems,
    ...[...wrong].map((name) => ({ name, todo: `give ${aboutKey(name).takes}.` })),
  ];
  const told = new Set(keys.map(({ name }) => withoutFile(name)));
  // What is wrong with one of several keys is no word on the others.
  const isTold = (names: string): boolean => names.split(', ').some((name) => told.has(withoutFile(name)));
  const rules = checkRules(values, environment).filter(({ name }) => !isTold(name));
  return { config: assemble(values), problems: [...keys, ...rules] };
}

/** The configuration of an environment. @throws CoachError `CONFIG_INVALID`: one line for each problem, no value in it. */
export function readConfig(environment: Environment): Config {
  const { config, problems } = inspectConfig(environment);
  if (problems.length === 0) return config;
  const lines = problems.map(({ name, todo }) => `  ${name}: ${todo}`);
  throw new CoachError('CONFIG_INVALID', `The configuration cannot be used.\n${lines.join('\n')}`, {
    names: problems.map(({ name }) => name).join(' '),
  });
}

/** The keys that are not what they may be. What zod says of them may hold the value, so only names are taken. */
function wrongKeys(texts: Environment): ReadonlySet<string> & Iterable<KeyName> {
  const issues = configSchema.safeParse(texts).error?.issues ?? [];
  return new Set(keyNames.filter((name) => issues.some(({ path }) => path[0] === name)));
}

const withoutFile = (name: string): string => name.replace(/_FILE$/, '');
