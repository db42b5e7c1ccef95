import { type Alert, claimedBy } from '../../domain/alert.ts';
import type { Notice, Say } from '../../domain/effect.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { WayKind } from '../../domain/staff/person.ts';
import type { Drill } from '../../domain/staff/roster.ts';
import type { Duty } from '../../domain/staff/rota.ts';
import type { NoticeState } from '../../ports/notices.ts';
import type { FallbackNotice } from '../../ports/notifier.ts';

import type { Case } from './cases.ts';

/** What an alert, or a request for a person, is now, as far as a notice shows it. */
export type AlertNow = Pick<
  Alert,
  'version' | 'occurrence' | 'status' | 'holder' | 'unconfirmed' | 'acknowledgement' | 'code'
>;

/** What somebody on call is told. */
export type NoticeSubject =
  /** `now` is null where the alert cannot be opened: whoever is called is called all the same. */
  | { readonly kind: 'alert'; readonly notice: Notice; readonly now: AlertNow | null }
  | {
      readonly kind: 'request';
      readonly id: string;
      readonly caseCode: string;
      readonly raisedAt: number;
      readonly now: AlertNow | null;
    }
  | { readonly kind: 'drill'; readonly drill: Pick<Drill, 'id' | 'at'> }
  | { readonly kind: 'drill-missed'; readonly drill: Pick<Drill, 'id' | 'at'> }
  | { readonly kind: 'test' }
  /** A code to try the way with. `minutes`: how long it holds. */
  | { readonly kind: 'code'; readonly code: string; readonly minutes: number }
  | { readonly kind: 'rota-gap'; readonly duty: Duty; readonly from: number; readonly until: number }
  /** `why` is a code. */
  | { readonly kind: 'way-ended'; readonly name: string; readonly way: WayKind; readonly why: string }
  | { readonly kind: 'fallback'; readonly notice: FallbackNotice }
  | { readonly kind: 'answer'; readonly say: Say };

/** What a drill has in the place of a case code. */
export const drillCase = 'TEST';

/** How far a case has come. Pure. */
export function stateOf(now: AlertNow | null): NoticeState {
  if (now?.status === 'closed') return 'closed';
  if (now && claimedBy(now) !== null) return 'claimed';
  return now?.acknowledgement ? 'acknowledged' : 'open';
}

/** A notice of an alert as it is now. Pure. */
export const aboutAlert = (alert: Alert): NoticeSubject => {
  const { id, caseCode, level, raisedAt } = alert;
  return { kind: 'alert', notice: { alert: id, caseCode, level, raisedAt, step: 'primary' }, now: alert };
};

/** A notice of a request for a person as it is now. Pure. */
export const aboutRequest = (request: CounselorRequest): NoticeSubject => {
  const { id, caseCode, raisedAt } = request;
  return { kind: 'request', id, caseCode, raisedAt, now: request };
};

/** A notice of either of them. Pure. */
export const aboutCase = (one: Case): NoticeSubject => ('family' in one ? aboutAlert(one) : aboutRequest(one));
