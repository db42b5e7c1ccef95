/** The known name that a mistyped one most likely means, at most `far` letters away; null when none is near. Pure. */
export function nearest(name: string, known: readonly string[], far = Math.max(2, Math.ceil(name.length / 2))) {
  const [first] = known.map((each) => ({ each, far: distance(name, each) })).sort((one, other) => one.far - other.far);
  return first && first.far <= far ? first.each : null;
}

/** What to say of a mistyped name: the one that is probably meant, else all that could be. Begins with a space. Pure. */
export function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== null) return ` Did you mean "${meant}"?`;
  return known.length > 0 ? ` There is: ${known.join(', ')}.` : '';
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). Pure. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of from.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of to.split('').entries()) {
      const [left = 0, up = 0, before = 0] = [current[column], above[column + 1], above[column]];
      current.push(Math.min(left + 1, up + 1, before + (letter === other ? 0 : 1)));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
