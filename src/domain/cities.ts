/** A city as lists of cities have it. */
export interface City {
  readonly name: string;
  /** A state or province, and its short form where it has one. */
  readonly region: string;
  readonly code: string;
  readonly country: string;
  /** The country's two letters. */
  readonly iso: string;
  readonly people: number;
  readonly zone: string;
}

/** Cities to look in. */
export interface Cities {
  /** Those of a name in plain form. */
  named(name: string): readonly City[];
  /** All there are. */
  all(): readonly City[];
}
