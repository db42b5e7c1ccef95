import type { AuditReport } from '../app/audit.ts';
import type { Progress } from '../control/operation.ts';
import { drawProgress } from './draw-progress.ts';

export interface AuditOptions {
  readonly json?: boolean;
  readonly out?: (text: string) => void;
  /** Whether progress is drawn, on standard error. */
  readonly draws?: boolean;
}

/**
 * `coach audit verify`: verifies all that is stored, and says what was changed or is missing, and where. The exit code: 0
 * when all of it verifies, else 1.
 */
export async function auditVerifyCommand(
  verify: (progress: Progress) => Promise<AuditReport>,
  {
    json = false,
    out = (text) => void process.stdout.write(text),
    draws = process.stderr.isTTY ?? false,
  }: AuditOptions = {},
): Promise<number> {
  const bar = drawProgress('Verifying what is stored', draws && !json);
  const report = await verify(bar.on);
  bar.end();
  out(json ? `${JSON.stringify({ ok: report.broken.length === 0, ...report })}\n` : told(report));
  return report.broken.length === 0 ? 0 : 1;
}

/** The report in words. Pure. */
function told({ chains, entries, erased, records, lagged, first, broken }: AuditReport): string {
  const lines = broken.map(({ kind, id, why, ...where }) => {
    const entry = 'n' in where ? `, entry ${where.n}` : '';
    return `BROKEN  ${kind} ${id}${entry}: ${why}`;
  });
  const beside = [
    ...(erased > 0 ? [`The heads of ${erased} are erased: only their order could be verified.`] : []),
    ...(lagged > 0 ? [`The register lagged behind ${lagged}, as after a crash: it is up to date now.`] : []),
    ...(first > 0 ? [`${first} are from before rows were authenticated: from now on they are.`] : []),
  ];
  const counts = `${chains} chains, ${entries} entries, ${records} records, ${broken.length} broken.`;
  return [...lines, [counts, ...beside].join(' '), ''].join('\n');
}
