import type { Ask } from '../address/command.ts';
import { readLine } from '../read-line.ts';

/** Whose date, and who looks or writes. */
export interface DetoxOf {
  readonly caseCode: string;
  readonly side: string;
  readonly by: string;
}

/** `coach detox show`: when a partner's detox ended. @throws CoachError `NOT_FOUND`. */
export async function showDetox(ask: Ask, of: DetoxOf, output: NodeJS.WritableStream): Promise<void> {
  output.write(described((await ask('detox-show', of)) as Answer));
}

/**
 * `coach detox set`: the date comes from standard input, so that it stands in no shell's history; an empty line takes it away.
 * @throws CoachError `NOT_FOUND`, `DETOX_INVALID`.
 */
export async function setDetox(
  ask: Ask,
  of: DetoxOf,
  { input, output, told }: Record<'output' | 'told', NodeJS.WritableStream> & { readonly input: NodeJS.ReadableStream },
): Promise<void> {
  told.write('The day on which the detox ended, as YYYY-MM-DD (an empty line for none), then Enter: ');
  const written = (await readLine(input)).trim();
  output.write(described((await ask('detox-set', { ...of, date: written === '' ? null : written })) as Answer));
}

interface Answer {
  readonly date: string | null;
}

const described = ({ date }: Answer): string => `${date ?? 'none'}\n`;
