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
 * `coach audit verify`: verifies every audit chain and says which are broken, and where. The exit code: 0 when all chains
 * verify, else 1.
 */
export async function auditVerifyCommand(
  verify: (progress: Progress) => Promise<AuditReport>,
  {
    json = false,
    out = (text) => void process.stdout.write(text),
    draws = process.stderr.isTTY ?? false,
  }: AuditOptions = {},
): Promise<number> {
  const bar = drawProgress('Verifying audit chains', draws && !json);
  const report = await verify(bar.on);
  bar.end();
  out(json ? `${JSON.stringify({ ok: report.broken.length === 0, ...report })}\n` : told(report));
  return report.broken.length === 0 ? 0 : 1;
}

/** The report in words. Pure. */
function told({ chains, entries, erased, broken }: AuditReport): string {
  const lines = broken.map(({ kind, id, n, why }) => `BROKEN  ${kind} ${id}, entry ${n}: ${why}`);
  const without = erased === 0 ? '' : ` The heads of ${erased} are erased: only their order could be verified.`;
  return [...lines, `${chains} chains, ${entries} entries, ${broken.length} broken.${without}`, ''].join('\n');
}
