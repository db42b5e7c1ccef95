import { join } from 'node:path';
import { type Checked, checkContent } from '../../content/check/check.ts';
import { type Finding, inOrder } from '../../content/check/finding.ts';
import { loadContent } from '../../content/load.ts';
import { readScreeningRules } from '../../content/screening-rules.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Dialogs } from '../../engine/machine/dialog.ts';
import { createDialogs } from '../../engine/machine/dialogs.ts';
import { checkRules } from './check-rules.ts';
import { checkTexts } from './check-texts.ts';
import { loadDialogs } from './load-dialogs.ts';
import { textLanes } from './text-lanes.ts';

/** Where a catalog is, and how strictly it is checked. `today` is an ISO date. */
export interface CatalogCheck {
  readonly contentDir: string;
  readonly dialogsDir: string;
  readonly today: string;
  readonly release?: boolean;
}

/**
 * Everything wrong with the texts of a catalog: all that stops its load, what the dialogs miss or do not give, and what
 * `checkContent` finds. Reads files. @throws CoachError `DIALOG_INVALID`, `DELAY_INVALID`: without dialogs nothing can be told.
 */
export async function checkCatalog({ contentDir, dialogsDir, today, release = false }: CatalogCheck): Promise<Checked> {
  const dialogs = createDialogs(await loadDialogs(dialogsDir));
  const checked = await checkContent(contentDir, { today, release, lanes: textLanes(dialogs) });
  const others = [
    ...checkRules(await readScreeningRules(join(contentDir, 'screening'))),
    ...(await refusals(() => together(contentDir, dialogs))),
  ];
  return { ...checked, findings: inOrder([...checked.findings, ...others]) };
}

/** Dialogs and texts are compared once the texts load: before that, every text that is broken would be told twice. */
async function together(contentDir: string, dialogs: Dialogs): Promise<void> {
  const content = await loadContent(contentDir).catch((error: unknown) => {
    if (error instanceof CoachError) return null;
    throw error;
  });
  if (content) checkTexts(dialogs, content);
}

/** What a refusal names, a finding for each of its lines. */
async function refusals(work: () => Promise<unknown>): Promise<readonly Finding[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    const { file = '', line = 1 } = error.details;
    return error.message.split('\n').map((what) => ({
      severity: 'error',
      file: String(file),
      line: Number(line),
      code: 'catalog',
      what: bare(what),
    }));
  }
}

/** A message without the place it begins with, which its details tell, and without its full stop. */
const bare = (message: string): string => message.replace(/^.*?, line \d+: /, '').replace(/\.$/, '');
