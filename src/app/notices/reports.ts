import { codeUnknown, providerCode } from '../../domain/provider-code.ts';
import type { DeliveryReport } from '../../ports/channel.ts';
import type { Keys } from '../../ports/keys.ts';
import type { Staff } from '../../ports/staff.ts';
import type { Deps } from '../deps.ts';
import { type NoticeReceipt, openNoticeReceipt } from './token.ts';

/** What a provider said later of a notice that it had taken. */
export interface NoticeReport extends NoticeReceipt {
  readonly state: DeliveryReport['state'];
  readonly code: string | null;
}

/** Hears what became of notices: on the alert's timeline, and the next person is called where one did not arrive. */
export type OnNoticeReport = (report: NoticeReport) => Promise<void>;

type ReportDeps = Pick<Deps, 'clock'> & {
  readonly keys: Pick<Keys, 'system'>;
  readonly staff: Pick<Staff, 'wayOf' | 'endWay'>;
  readonly told: OnNoticeReport;
};

/** Takes what a provider says of a notice; null where it is of none. A way that takes nothing more ends. */
export const createNoticeReports = ({ keys, clock, staff, told }: ReportDeps) =>
  async function report({
    receipt: sealed,
    state,
    code,
    permanent,
    optedOut,
  }: DeliveryReport): Promise<'noted' | null> {
    const receipt = openNoticeReceipt(keys.system, sealed);
    if (!receipt) return null;
    const failed = state === 'undelivered' || state === 'failed';
    const why = code === undefined ? (failed ? codeUnknown : null) : providerCode(code);
    const whose = permanent ? await staff.wayOf(receipt.person, receipt.way) : null;
    if (whose && !whose.way.ended)
      await staff.endWay(whose, { code: why ?? codeUnknown, at: clock.now(), ...(optedOut ? { optedOut } : {}) });
    await told({ ...receipt, state, code: why });
    return 'noted';
  };
