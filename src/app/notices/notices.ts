import type { AlertStatus } from '../../domain/partner.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { DeliveryReport } from '../../ports/channel.ts';
import type { NoticeTap, TapAnswer } from '../../ports/notices.ts';
import { noStaff } from '../../ports/staff.ts';
import { type Alerts, alertShape } from '../aggregates/alert.ts';
import { type Requests, requestShape } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import type { RosterService } from '../roster/roster.ts';
import { createNoticeActs } from './act.ts';
import { createAnswerWay } from './answer-way.ts';
import { type Answers, createAnswers } from './answers.ts';
import type { List, ListAlerts } from './cases.ts';
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
export function createNotices(deps: Deps, { alerts, requests, roster, vault, serial, act, told }: Around): Notices {
  const { staff = noStaff, notices: channels = new Map() } = deps;
  const { content, keys, country, publicUrl = null } = deps;
  const writer = { content, seal: keys.system, country, publicUrl };
  const list: ListAlerts = (statuses) => vault.list(alertShape, withStatus(statuses));
  const listRequests: List<CounselorRequest> = (statuses) => vault.list(requestShape, withStatus(statuses));
  const tellWay = createTellWay({ ...deps, writer, channels, staff });
  const acts = createNoticeActs(deps, act, { alerts, requests }, serial);
  const answerWay = createAnswerWay(deps, roster, tellWay);
  return {
    tellWay,
    answers: createAnswers({ ...deps, staff, list, listRequests, alerts, acts, tellWay, answerWay, serial }),
    tap: createTaps({ ...deps, writer, staff, alerts, requests, acts }),
    report: createNoticeReports({ ...deps, staff, told }),
  };
}

const withStatus = (status?: readonly AlertStatus[]) => (status === undefined ? {} : { status });

interface Around {
  readonly alerts: Alerts;
  readonly requests: Requests;
  readonly roster: RosterService;
  readonly vault: Vault;
  readonly serial: Serial;
  readonly act: Coach['act'];
  readonly told: OnNoticeReport;
}
