import type { JSX } from 'preact';
import type { QueueView } from '../../../domain/console/queue.ts';
import { CalmIcon } from '../../shared/components/icons.tsx';
import { RequestRow, Row } from '../components/row.tsx';
import { readAll } from '../state/begin.ts';
import { hasFailed, isLoading, look, queue, requests, view } from '../state/queue.ts';
import { may } from '../state/session.ts';
import { t } from '../texts.ts';

const first: readonly QueueView[] = ['mine', 'unclaimed', 'all'];

/** Who needs a human: the most severe first, then the longest waiting; below them who asked for a person. */
export function Queue({ openId }: { readonly openId: string | null }): JSX.Element {
  return (
    <section class="queue" aria-labelledby="queue-title">
      <h1 id="queue-title" tabIndex={-1} data-start={openId === null ? true : undefined}>
        {t('queue')}
      </h1>
      <Views />
      {hasFailed.value && (
        <p class="case-trouble" role="alert">
          {t('queue.failed')}{' '}
          <button type="button" class="link" onClick={() => void readAll()}>
            {t('again')}
          </button>
        </p>
      )}
      {queue.value.length === 0 && <Quiet />}
      <ol class="rows" aria-label={t('queue')}>
        {queue.value.map((item) => (
          <Row key={item.id} item={item} isOpen={item.id === openId} />
        ))}
      </ol>
      {requests.value.length > 0 && (
        <>
          <h2 id="requests-title">{t('queue.requests')}</h2>
          <ol class="rows" aria-labelledby="requests-title">
            {requests.value.map((item) => (
              <RequestRow key={item.id} item={item} isOpen={item.id === openId} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const Views = (): JSX.Element => (
  <fieldset class="segments views">
    <legend class="unseen">{t('queue.view')}</legend>
    {[...first, ...(may('caseload') ? (['unsigned'] as const) : []), 'closed' as const].map((each) => (
      <button key={each} type="button" aria-pressed={view.value === each} onClick={() => look(each)}>
        {t(`view.${each}`)}
      </button>
    ))}
  </fieldset>
);

const Quiet = (): JSX.Element => (
  <div class="quiet" role="status">
    <CalmIcon />
    <p class="quiet-title">{isLoading.value ? t('opening') : t(`queue.none.${view.value}`)}</p>
  </div>
);
