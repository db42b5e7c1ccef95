import type { Config } from '../../config/config.ts';

/** Something that another service is given so that it knows the coach: how it is made of a configuration. */
export interface Target {
  /** What it is, for a person. */
  readonly about: string;
  /** The name of the file, where no other is given. */
  readonly file: string;
  /** @throws CoachError `CONFIG_INVALID` where the configuration lacks something. */
  make(config: Config): string | Uint8Array | Promise<string | Uint8Array>;
  /** What to do with it, one sentence. */
  readonly next: string;
}
