import type { DeliveryReport } from '../../ports/channel.ts';
import type { NoticeTap, TapAnswer } from '../../ports/notices.ts';
import { noStaff } from '../../ports/staff.ts';
import { type Alerts, alertShape } from '../aggregates/alert.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import { createNoticeActs } from './act.ts';
import { type Answers, createAnswers } from './answers.ts';
import type { ListAlerts } from './cases.ts';
import { createNoticeReports, type OnNoticeReport } from './reports.ts';
import { createTaps } from './taps.ts';
import { createTellWay, type TellWay } from './tell.ts';

/** Notices to people on call, and what comes back. */
export interface Notices {
  readonly answers: Answers;
  readonly tellWay: TellWay;
  tap(tap: NoticeTap): Promise<TapAnswer>;
  /** Takes what a provider says of a notice; null where it is of none. */
  report(report: DeliveryReport): Promise<'noted' | null>;
}

/** Puts them together. `act` is the one way of acts; `told` hears what became of notices later. */
export function createNotices(deps: Deps, { alerts, vault, serial, act, told }: Around): Notices {
  const { staff = noStaff, notices: channels = new Map() } = deps;
  const { content, keys, country, publicUrl = null } = deps;
  const writer = { content, seal: keys.system, country, publicUrl };
  const list: ListAlerts = (statuses) => vault.list(alertShape, statuses === undefined ? {} : { status: statuses });
  const tellWay = createTellWay({ ...deps, writer, channels, staff });
  const acts = createNoticeActs(deps, act, alerts, serial);
  return {
    tellWay,
    answers: createAnswers({ ...deps, staff, list, alerts, acts, tellWay, serial }),
    tap: createTaps({ ...deps, writer, staff, alerts, acts }),
    report: createNoticeReports({ ...deps, staff, told }),
  };
}

interface Around {
  readonly alerts: Alerts;
  readonly vault: Vault;
  readonly serial: Serial;
  readonly act: Coach['act'];
  readonly told: OnNoticeReport;
}
