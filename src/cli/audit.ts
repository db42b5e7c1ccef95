import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { progress } from '@clack/prompts';
import { type Auditing, type AuditReport, createAuditing } from '../app/audit.ts';
import { createVault } from '../app/vault.ts';
import type { Config } from '../config/config.ts';
import { CoachError } from '../domain/errors.ts';
import { openStorage } from '../service.ts';

export interface AuditOptions {
  readonly json?: boolean;
  readonly out?: (text: string) => void;
  /** Whether progress is drawn, on standard error. */
  readonly draws?: boolean;
}

/**
 * `coach audit verify`: verifies every audit chain and says which are broken, and where. The exit code: 0 when all chains
 * verify, else 1.
 */
export async function auditVerifyCommand(
  app: Pick<Auditing, 'verifyAudit'>,
  {
    json = false,
    out = (text) => void process.stdout.write(text),
    draws = process.stderr.isTTY ?? false,
  }: AuditOptions = {},
): Promise<number> {
  const report = draws && !json ? await drawn(app) : await app.verifyAudit();
  out(json ? `${JSON.stringify({ ok: report.broken.length === 0, ...report })}\n` : told(report));
  return report.broken.length === 0 ? 0 : 1;
}

async function drawn(app: Pick<Auditing, 'verifyAudit'>): Promise<AuditReport> {
  const bar = progress({ output: process.stderr });
  bar.start('Verifying audit chains');
  let shown = 0;
  const report = await app.verifyAudit(({ chains, total }) => {
    const share = total === 0 ? 100 : Math.floor((100 * chains) / total);
    bar.advance(share - shown, `${chains} of ${total} chains`);
    shown = share;
  });
  bar.clear();
  return report;
}

/** The report in words. Pure. */
function told({ chains, entries, erased, broken }: AuditReport): string {
  const lines = broken.map(({ kind, id, n, why }) => `BROKEN  ${kind} ${id}, entry ${n}: ${why}`);
  const without = erased === 0 ? '' : ` The heads of ${erased} are erased: only their order could be verified.`;
  return [...lines, `${chains} chains, ${entries} entries, ${broken.length} broken.${without}`, ''].join('\n');
}

/**
 * Does something with the audit chains of a data folder that no service has open.
 * @throws CoachError `STORE_IN_USE`, `NOT_FOUND` when nothing is stored there, `KEY_MISSING`.
 */
export async function withAuditing<Result>(
  { dataDir: given, masterKey }: Pick<Config, 'dataDir' | 'masterKey'>,
  work: (app: Auditing) => Promise<Result>,
  worker?: URL,
): Promise<Result> {
  const dataDir = resolve(given);
  if (!existsSync(join(dataDir, 'coach.db'))) {
    throw new CoachError('NOT_FOUND', 'Nothing is stored in this folder: name the data folder with COACH_DATA_DIR.');
  }
  const { store, keys } = await openStorage(dataDir, worker, masterKey);
  try {
    return await work(createAuditing(store, keys, createVault(store, keys)));
  } finally {
    await store.close();
    await keys.close();
  }
}
