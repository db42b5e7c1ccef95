import { knownNames } from './keys.ts';
import type { Environment, Problem } from './problem.ts';

/** Names that begin with COACH_ and mean nothing: a typing error must not pass as a default. Pure. */
export function unknownNames(environment: Environment): readonly Problem[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('COACH_') && !knownNames.includes(name))
    .map((name) => ({ name, todo: `this name is not known. ${hint(name)}` }));
}

function hint(name: string): string {
  const [nearest] = knownNames
    .map((known) => ({ known, far: distance(name, known) }))
    .sort((one, other) => one.far - other.far);
  return nearest && nearest.far <= 5 ? `Did you mean ${nearest.known}?` : 'Take it out, or see .env.example.';
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). Pure. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of from.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of to.split('').entries()) {
      const [left = 0, up = 0, corner = 0] = [current[column], above[column + 1], above[column]];
      current.push(Math.min(left + 1, up + 1, corner + (letter === other ? 0 : 1)));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
