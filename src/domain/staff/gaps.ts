import { type OnDuty, onDuty, type Span, spansOf } from './on-duty.ts';
import { type Person, workingWays } from './person.ts';
import { duties, type Rota } from './rota.ts';

/** A stretch in which the first call reaches nobody. `no-way`: the person on duty has no working way; `unknown`: is no longer there. */
export interface Gap extends Span {
  readonly why: 'nobody' | 'no-way' | 'unknown';
  /** Who has the duty, by id; null where nobody has. */
  readonly person: string | null;
}

/** The stretches of a span without a primary who can be called, in their order. Pure. */
export function gapsOf(rota: Rota, people: readonly Person[], from: number, until: number): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const piece of piecesOf(rota, { from, until })) {
    const gap = gapAt(rota, people, piece);
    if (!gap) continue;
    const last = gaps.at(-1);
    const same = last && last.until === gap.from && last.why === gap.why && last.person === gap.person;
    if (same) gaps[gaps.length - 1] = { ...last, until: gap.until };
    else gaps.push(gap);
  }
  return gaps;
}

/** A span cut where a shift or an override begins or ends: within a piece, the same persons have the duties. Pure. */
export function piecesOf(rota: Rota, { from, until }: Span): readonly Span[] {
  const spans = [...rota.weekly.flatMap((shift) => spansOf(shift, { from, until })), ...rota.overrides];
  const edges = spans.flatMap((span) => [span.from, span.until]).filter((edge) => from < edge && edge < until);
  const cuts = [...new Set([from, ...edges, until])].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => ({ from: cuts[index] ?? from, until: end }));
}

/** Who has which duty in a span; neighbours with the same people are one piece. Pure. */
export function dutyPieces(rota: Rota, span: Span): readonly (Span & OnDuty)[] {
  const all: (Span & OnDuty)[] = [];
  for (const { from, until } of piecesOf(rota, span)) {
    const piece = { from, until, ...onDuty(rota, from) };
    const last = all.at(-1);
    const isSame = last && duties.every((duty) => last[duty] === piece[duty]);
    if (isSame) all[all.length - 1] = { ...last, until };
    else all.push(piece);
  }
  return all;
}

function gapAt(rota: Rota, people: readonly Person[], span: Span): Gap | null {
  const { primary } = onDuty(rota, span.from);
  if (primary === null) return { ...span, why: 'nobody', person: null };
  const person = people.find(({ id }) => id === primary);
  if (!person) return { ...span, why: 'unknown', person: primary };
  return workingWays(person).length > 0 ? null : { ...span, why: 'no-way', person: primary };
}

/** Who has any duty in a span, by id. Pure. */
export function dutyHolders(rota: Rota, from: number, until: number): ReadonlySet<string> {
  const held = piecesOf(rota, { from, until }).flatMap((piece) => Object.values(onDuty(rota, piece.from)));
  return new Set(held.filter((id): id is string => id !== null));
}

/** Until when a person has any duty without a break, from an instant on; null where they have none then. Looks a week ahead. Pure. */
export function dutyUntil(rota: Rota, person: string, at: number): number | null {
  let until: number | null = null;
  for (const piece of piecesOf(rota, { from: at, until: at + weekMs })) {
    if (!Object.values(onDuty(rota, piece.from)).includes(person)) return until;
    ({ until } = piece);
  }
  return until;
}
const weekMs = 7 * 86_400_000;
