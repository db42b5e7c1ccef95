import type { WayKind } from './staff/person.ts';

/** A notice that a contact way did not take. It stays until that way takes one, or what it was about is over. */
export interface DeadLetter {
  readonly person: string;
  readonly way: string;
  /** null for a way that is gone. */
  readonly kind: WayKind | null;
  /** Why it was not taken the last time. */
  readonly code: string;
  /** When a failure was first noted, and when last: domain time. */
  readonly since: number;
  readonly at: number;
}

/** How many are kept of one case, or of the roster: the newest. */
const most = 40;

type OfWay = Pick<DeadLetter, 'person' | 'way'>;

const isOf =
  ({ person, way }: OfWay) =>
  (letter: DeadLetter): boolean =>
    letter.person === person && letter.way === way;

/** The dead letters with one more, which takes the place of the one by the same way. Pure. */
export function withDeadLetter(
  letters: readonly DeadLetter[] = [],
  { person, way, kind, code, at }: Omit<DeadLetter, 'since'>,
): readonly DeadLetter[] {
  const before = letters.find(isOf({ person, way }));
  const others = letters.filter((letter) => letter !== before);
  return [...others, { person, way, kind, code, since: before?.since ?? at, at }].slice(-most);
}

/** The dead letters once a way has taken a notice; the same where none went by it. Pure. */
export function withoutDeadLetter(letters: readonly DeadLetter[] = [], way: OfWay): readonly DeadLetter[] {
  const left = letters.filter((letter) => !isOf(way)(letter));
  return left.length === letters.length ? letters : left;
}
