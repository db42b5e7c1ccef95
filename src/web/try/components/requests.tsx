import type { JSX } from 'preact';
import { ActButtons } from '../../shared/case/act-buttons.tsx';
import { actsFor, mayWrite } from '../../shared/case/acts.ts';
import { CloseRequest } from '../../shared/case/close-request.tsx';
import { waited } from '../../shared/case/order.ts';
import { outcomeWords } from '../../shared/case/outcomes.ts';
import { statusWords } from '../../shared/case/status.ts';
import type { RequestView } from '../../shared/case/views.ts';
import { language } from '../../shared/prefs.ts';
import { duration, moment, ms } from '../../shared/time.ts';
import { openRequests, stage, zone } from '../store.ts';
import { n, t } from '../texts.ts';
import { SayLine } from './say-line.tsx';
import { useActs } from './use-acts.ts';

/** Who asks for a person, apart from alerts: it is no crisis. */
export function Requests({ me }: { readonly me: string }): JSX.Element | null {
  const closed = (stage.value?.requests ?? []).filter(({ status }) => status === 'closed');
  const open = openRequests.value;
  if (open.length + closed.length === 0) return null;
  return (
    <section class="requests" aria-labelledby="requests-title">
      <h3 id="requests-title">{t('requests')}</h3>
      <ol class="cases">
        {open.map((request) => (
          <RequestCard key={`${request.id}|${request.occurrence}`} request={request} me={me} />
        ))}
      </ol>
      {closed.length > 0 && <Closed requests={closed} />}
    </section>
  );
}

/** One request: who, what for, since when, what can be done. */
function RequestCard({ request, me }: { readonly request: RequestView; readonly me: string }): JSX.Element {
  const { heading, form, busy, trouble, run, stayOpen } = useActs(request);
  const time = duration(waited(request, ms(stage.value?.now ?? request.raisedAt)), language.value);
  return (
    <li>
      <article class="case" aria-labelledby={`case-${request.id}`} aria-busy={busy.value}>
        <header class="case-head">
          <p class="case-wait">{t(request.acknowledgedAt === null ? 'wait.open' : 'wait.seen', { time })}</p>
          <h4 id={`case-${request.id}`} tabIndex={-1} ref={heading}>
            {request.partner} <span class="faint">{request.caseCode}</span>
          </h4>
          <p class="case-family">{request.reasons.map((reason) => t(`request.${reason}`)).join(' · ')}</p>
        </header>
        <p class={`case-status status-${request.status}`}>{statusWords(request, me)}</p>
        <p class="case-trouble" role="alert">
          {trouble.value || null}
        </p>
        {form.value === 'close' ? (
          <CloseRequest of={request} busy={busy.value} onClose={run} onCancel={stayOpen} />
        ) : (
          <ActButtons {...{ of: request, acts: actsFor(request, me), me, form }} busy={busy.value} onAct={run} />
        )}
        {mayWrite(request, me) && !form.value && <SayLine alert={request} me={me} busy={busy.value} onSay={run} />}
      </article>
    </li>
  );
}

const Closed = ({ requests }: { readonly requests: readonly RequestView[] }): JSX.Element => (
  <details class="closed">
    <summary>{n('requests.closed', requests.length)}</summary>
    <ul>
      {requests.map(({ id, partner, raisedAt, ending }) => (
        <li key={id}>
          <span>
            {partner}
            {ending && <> · {outcomeWords(ending.outcome)}</>}
          </span>
          <time class="faint">{moment(raisedAt, zone.value, language.value)}</time>
          {ending?.note && <q class="closed-note">{ending.note}</q>}
        </li>
      ))}
    </ul>
  </details>
);
