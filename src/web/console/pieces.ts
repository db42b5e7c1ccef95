/** A stretch of a text, and whether something was heard in it. */
export interface Piece {
  readonly text: string;
  readonly isHeard: boolean;
}

/** A text in stretches, cut where what was heard begins and ends; spans that overlap are one. Nothing of the text is lost. Pure. */
export function piecesOf(
  text: string,
  heard: readonly { readonly span: readonly [number, number] }[],
): readonly Piece[] {
  const spans = heard
    .map(({ span: [from, until] }) => [Math.max(0, from), Math.min(text.length, until)] as const)
    .filter(([from, until]) => from < until)
    .toSorted(([left], [right]) => left - right);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, until] of spans) {
    if (until <= at) continue;
    const begin = Math.max(at, from);
    if (begin > at) pieces.push({ text: text.slice(at, begin), isHeard: false });
    const last = pieces.at(-1);
    if (last?.isHeard) pieces[pieces.length - 1] = { text: last.text + text.slice(begin, until), isHeard: true };
    else pieces.push({ text: text.slice(begin, until), isHeard: true });
    at = until;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHeard: false });
  return pieces;
}
