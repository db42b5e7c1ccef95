import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parse, stringify } from 'yaml';
import type { SheetView } from '../../app/enrolment/contact-sheets.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Ask } from '../address/command.ts';

type Whose = readonly [caseCode: string, side: string];

/** `coach sheet show`: a partner's safe-contact sheet, as it would be written. @throws CoachError `NOT_FOUND`. */
export async function showSheet(
  ask: Ask,
  [caseCode, side]: Whose,
  { by, json = false }: { readonly by: string; readonly json?: boolean },
  output: NodeJS.WritableStream,
): Promise<void> {
  const view = (await ask('sheet-show', { caseCode, side, by })) as SheetView;
  output.write(json ? `${JSON.stringify(view)}\n` : describe(view));
}

/**
 * `coach sheet set`: from a YAML or JSON file, or from standard input, so that nothing of it stands in a shell's history.
 * @throws CoachError `NOT_FOUND`, `SHEET_INVALID`, `SHEET_PARTNER`.
 */
export async function setSheet(
  ask: Ask,
  [caseCode, side]: Whose,
  { by, file }: { readonly by: string; readonly file?: string | undefined },
  { input, output }: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): Promise<void> {
  const written = file === undefined ? await text(input) : await readFile(file, 'utf8').catch(unreadable);
  const view = (await ask('sheet-set', { caseCode, side, by, sheet: parsed(written) })) as SheetView;
  output.write(describe(view));
}

function describe({ kept, partner }: SheetView): string {
  if (!kept) return '# Nothing was written so far.\n';
  const warned = partner.length > 0 ? `# CHANGE: ${partner.join(' ')} reaches the other partner by now.\n` : '';
  return `${warned}# by ${kept.by}, ${new Date(kept.at).toISOString()}\n${stringify(kept.sheet)}`;
}

/** The words of a parser would quote the sheet: they are left out. */
function parsed(written: string): unknown {
  try {
    return parse(written);
  } catch {
    throw new CoachError('SHEET_INVALID', 'Nothing was kept: this is neither YAML nor JSON.');
  }
}

const unreadable = (): never => {
  throw new CoachError('SHEET_INVALID', 'The file cannot be read: check its name and its rights.');
};
