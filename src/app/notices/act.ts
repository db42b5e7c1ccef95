import { claimedBy } from '../../domain/alert.ts';
import type { Say } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Person } from '../../domain/staff/person.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Coach } from '../coach.ts';
import type { Deps } from '../deps.ts';
import { type Case, kindOf } from './cases.ts';

export type NoticeActName = 'acknowledge' | 'claim';

/** One line that answers. */
export const answer = (key: string, params: Say['params'] = {}): Say => ({ key, params });

/**
 * Acts that somebody on call asks for by a notice, through the one way of acts; each is answered by one line, and one that changed
 * nothing stands in the audit of the case.
 */
export function createNoticeActs(
  { newId, clock, log }: Pick<Deps, 'newId' | 'clock' | 'log'>,
  act: Coach['act'],
  { alerts, requests }: { readonly alerts: Pick<Alerts, 'run'>; readonly requests: Pick<Requests, 'run'> },
  serial: Serial,
) {
  /** A line in the audit of the case: what was asked for, by whom, and why it changed nothing. */
  async function refuse({ kind, id }: Named, asked: NoticeActName, by: string | null, why: string): Promise<void> {
    const event = { type: 'refused', id: newId(), at: clock.now(), act: asked, by, why } as const;
    await serial
      .run<unknown>(`${kind}|${id}`, async () => (kind === 'alert' ? alerts.run(id, event) : requests.run(id, event)))
      .catch((error: unknown) => log.error('audit.failed', error, { [kind]: id }));
  }

  /** Whether somebody asks for what they have done already. */
  const isAgain = (of: Case, asked: NoticeActName, name: string): boolean => {
    const isTheirs = claimedBy(of) === name;
    return asked === 'claim' ? isTheirs && of.status !== 'handed-back' : isTheirs || of.acknowledgement?.by === name;
  };

  /** Does it, and says what it came to. `before` is the case as it was found. Rejects with what is no answer. */
  async function perform({ name }: Pick<Person, 'name'>, before: Case, asked: NoticeActName): Promise<Say> {
    const { id, caseCode } = before;
    const named = { kind: kindOf(before), id };
    if (isAgain(before, asked, name)) {
      await refuse(named, asked, name, 'again');
      return answer(asked === 'claim' ? 'you-claimed' : 'you-acknowledged', { case: caseCode });
    }
    try {
      await act(id, { type: asked, by: name });
      return answer(asked === 'claim' ? 'you-claimed' : 'you-acknowledged', { case: caseCode });
    } catch (error) {
      const refused = refusalOf(error, caseCode);
      if (!refused) throw error;
      await refuse(named, asked, name, refused.why);
      return refused.say;
    }
  }

  return { perform, refuse };
}

/** A case by its kind and id. */
interface Named {
  readonly kind: 'alert' | 'request';
  readonly id: string;
}

export type NoticeActs = ReturnType<typeof createNoticeActs>;

/** What an act is answered with that was refused; null for what is no refusal. */
function refusalOf(error: unknown, caseCode: string): { readonly why: string; readonly say: Say } | null {
  if (!(error instanceof CoachError)) return null;
  if (error.code === 'ALERT_HELD')
    return { why: 'held', say: answer('held', { name: String(error.details['holder'] ?? ''), case: caseCode }) };
  return error.code === 'ALERT_NOT_OPEN' ? { why: 'closed', say: answer('not-open', { case: caseCode }) } : null;
}
