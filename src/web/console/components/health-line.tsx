import type { JSX } from 'preact';
import { health } from '../state/queue.ts';
import { may } from '../state/session.ts';
import { n, t } from '../texts.ts';
import { Wait } from './wait.tsx';

/** How the whole queue stands, whatever is shown of it. */
export function HealthLine(): JSX.Element | null {
  const stand = health.value;
  if (!may('cases') || !stand) return null;
  const { waitingLong, onCall, emergencies, oldestUnclaimedAt, requests } = stand;
  return (
    <section class="health" aria-label={t('health')}>
      <ul>
        <li class={waitingLong > 0 ? 'health-bad' : 'health-good'}>{n('health.long', waitingLong)}</li>
        <li class={onCall === 0 ? 'health-bad' : ''}>{n('health.on-call', onCall)}</li>
        <li class={emergencies > 0 ? 'health-bad' : ''}>{n('health.emergencies', emergencies)}</li>
        {requests > 0 && <li>{n('health.requests', requests)}</li>}
        <li>
          {oldestUnclaimedAt === null ? (
            t('health.none')
          ) : (
            <>
              {t('health.oldest')} <Wait since={oldestUnclaimedAt} />
            </>
          )}
        </li>
      </ul>
    </section>
  );
}
