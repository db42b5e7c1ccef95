import { backup } from './backup.ts';
import type { Operation } from './operation.ts';
import { status } from './status.ts';

/** Every operation by its name. A new one is its file and a word here. */
export const operations: ReadonlyMap<string, Operation> = new Map(Object.entries({ backup, status }));
