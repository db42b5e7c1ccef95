import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { cancel, intro, note, outro } from '@clack/prompts';
import { inspectConfig } from '../../config/read.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Answers, type Env, envOf, standardAnswers } from './answers.ts';
import { askAll, askYes, type Terminal } from './ask.ts';
import { writeSetup } from './write.ts';

/** What setup works with. */
export interface SetupOptions {
  /** Where the .env is. */
  readonly folder: string;
  readonly terminal: Terminal;
  /** Can somebody answer? */
  readonly interactive: boolean;
  /** Takes the defaults and asks nothing. */
  readonly defaults: boolean;
  /** Looks at what was set up; gives the exit code. */
  readonly doctor: (env: Env) => Promise<number>;
}

/**
 * `coach setup`: asks, writes the .env and its secret files, says what production still needs, ends with the doctor.
 * Gives the exit code. @throws CoachError `SETUP_IMPOSSIBLE`, `CONFIG_INVALID`.
 */
export async function setupCommand(options: SetupOptions): Promise<number> {
  const { folder, terminal, doctor } = options;
  const before = readEnv(join(folder, '.env'));
  checkPossible(options, before);
  intro('Side by Side: setup', terminal);
  const answers = options.defaults ? standardAnswers({}) : await askUnlessKept(terminal, before);
  if (!answers) {
    cancel('Nothing was written.', terminal);
    return 1;
  }
  const env = envOf(answers, before ?? {});
  note(writeSetup(folder, answers, env).join('\n'), 'Written', { output: terminal.output });
  note(missing(env), 'Before production', { output: terminal.output });
  outro('What the doctor says:', terminal);
  return doctor(env);
}

function checkPossible({ interactive, defaults }: SetupOptions, before: Env | null): void {
  if (defaults && before) {
    throw new CoachError('SETUP_IMPOSSIBLE', 'There is a .env already: move it away, or run setup in a terminal.');
  }
  if (!defaults && !interactive) {
    throw new CoachError('SETUP_IMPOSSIBLE', 'Setup asks questions: run it in a terminal, or take --defaults.');
  }
}

async function askUnlessKept(terminal: Terminal, before: Env | null): Promise<Answers | null> {
  const message = 'There is a .env already. Change it? A copy of it is kept.';
  if (before && !(await askYes(terminal, message))) return null;
  return askAll(terminal, before ?? {});
}

/** What production would refuse. */
function missing(env: Env): string {
  const { problems } = inspectConfig({ ...env, COACH_ENV: 'production' });
  return problems.length > 0 ? problems.map(({ name, todo }) => `${name}: ${todo}`).join('\n') : 'Nothing is missing.';
}

function readEnv(path: string): Env | null {
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Env;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CoachError('CONFIG_INVALID', 'The file .env cannot be read: check its rights.');
  }
}
