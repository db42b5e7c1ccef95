import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import type { AlertView, RequestView } from '../../shared/case/views.ts';

/** An alert's page as the parts that pages share take it. Pure. */
export function viewOf({ alert, partner, tasks, why }: CasePage): AlertView {
  const { acknowledgement, ending, unconfirmed, violence, ...rest } = alert;
  return {
    ...rest,
    partner: partner.name,
    pages: why,
    tasks,
    ...(ending ? { ending } : {}),
    ...(acknowledgement ? { acknowledgement } : {}),
    ...(unconfirmed ? { unconfirmed: true as const } : {}),
    ...(violence ? { violence: true as const } : {}),
  };
}

/** The same of a request. Pure. */
export function requestViewOf({ request, partner }: RequestCase): RequestView {
  const { ending, ...rest } = request;
  return { ...rest, partner: partner.name, acknowledgedAt: null, ...(ending ? { ending } : {}) };
}
