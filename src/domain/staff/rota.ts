/** Who is called first, second, and who leads. `everyone` is no duty: it is all who can be reached. */
export const duties = ['primary', 'backup', 'lead'] as const;
export type Duty = (typeof duties)[number];

/** A piece of a week: local hours of a zone, `HH:MM`; `to` at or before `from` is on the next day. Days are 1 (Monday) to 7. */
export interface Shift {
  readonly id: string;
  readonly duty: Duty;
  readonly person: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** Somebody else for a while, or nobody. The newest one wins. Instants are epoch ms; `until` is not in it. */
export interface Override {
  readonly id: string;
  readonly duty: Duty;
  readonly person: string | null;
  readonly from: number;
  readonly until: number;
}

/** Who is on call when: a week that repeats, and what differs from it. */
export interface Rota {
  readonly weekly: readonly Shift[];
  readonly overrides: readonly Override[];
}
