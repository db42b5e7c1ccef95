import { jest } from '@jest/globals';

/** Keeps what is written to the console from here on, until all mocks are restored: each call as one line. */
export function keptConsole(): readonly string[] {
  const lines: string[] = [];
  for (const method of ['error', 'warn', 'log'] as const)
    jest.spyOn(console, method).mockImplementation((...said: unknown[]) => void lines.push(said.map(String).join(' ')));
  return lines;
}
