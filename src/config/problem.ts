/** The environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with a key, and what to do. Never holds a value. */
export interface Problem {
  readonly name: string;
  readonly todo: string;
}
