import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { CoachError } from '../domain/errors.ts';

/**
 * Adds what `.env` in the current folder says to the environment of this process, which wins where it says something.
 * @throws CoachError `CONFIG_INVALID` when the file is there and cannot be read.
 */
export function loadDotEnv(): void {
  if (!existsSync('.env')) return;
  try {
    loadEnvFile('.env');
  } catch (error) {
    throw new CoachError('CONFIG_INVALID', 'The file .env cannot be read: check its rights.', {
      reason: (error as NodeJS.ErrnoException).code ?? '',
    });
  }
}
