/** Since when nothing is done with the other, and until when: null until a counselor lifts it. The other sees an ordinary week. */
export interface Held {
  readonly since: number;
  readonly until: number | null;
}
