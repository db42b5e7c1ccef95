import { nearest } from '../domain/nearest.ts';
import { knownNames } from './keys.ts';
import type { Environment, Problem } from './problem.ts';

/** What the names of all keys but PORT begin with. */
const ours = ['COACH_', 'AZURE_LANGUAGE_', 'MONGODB_'];

/** Names that begin like ours and mean nothing: a typing error must not pass as a default. Pure. */
export function unknownNames(environment: Environment): readonly Problem[] {
  return Object.keys(environment)
    .filter((name) => ours.some((each) => name.startsWith(each)) && !knownNames.includes(name))
    .map((name) => ({ name, todo: `this name is not known. ${hint(name)}` }));
}

function hint(name: string): string {
  const meant = nearest(name, knownNames, 5);
  return meant ? `Did you mean ${meant}?` : 'Take it out, or see .env.example.';
}
