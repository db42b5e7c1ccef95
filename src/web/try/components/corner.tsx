import type { JSX } from 'preact';
import { n, t } from '../i18n-live.ts';
import { closedLast } from '../order.ts';
import { language } from '../prefs.ts';
import { openAlerts, stage, waiting, waitingWords, zone } from '../store.ts';
import { moment } from '../time.ts';
import type { AlertView } from '../wire.ts';
import { AlertCard } from './alert-card.tsx';
import { CalmIcon, PersonIcon } from './icons.tsx';
import { Level } from './level.tsx';

/** Where the rehearsal's counselor sees who needs a human, and answers. */
export function Corner(): JSX.Element {
  const counselor = stage.value?.counselor ?? '';
  return (
    <section class="corner" aria-labelledby="corner-title">
      <header class="corner-head">
        <h2 id="corner-title" tabIndex={-1}>
          {t('corner')}
        </h2>
        {counselor !== '' && (
          <p class="corner-you">
            <PersonIcon />
            {t('corner.you', { name: counselor })}
          </p>
        )}
        {waiting.value > 0 && <p class="corner-waiting">{waitingWords()}</p>}
      </header>
      {openAlerts.value.length === 0 && <Quiet />}
      <ol class="cases">
        {openAlerts.value.map((alert) => (
          <AlertCard key={`${alert.id}|${alert.occurrence}`} alert={alert} me={counselor} />
        ))}
      </ol>
      <Closed alerts={closedLast(stage.value?.alerts ?? [])} />
    </section>
  );
}

const Quiet = (): JSX.Element => (
  <div class="quiet">
    <CalmIcon />
    <p class="quiet-title">{t('corner.none')}</p>
    <p>{t('corner.noneHint')}</p>
  </div>
);

function Closed({ alerts }: { readonly alerts: readonly AlertView[] }): JSX.Element | null {
  if (alerts.length === 0) return null;
  return (
    <details class="closed">
      <summary>{n('corner.closed', alerts.length)}</summary>
      <ul>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <Level level={alert.level} />
            <span>
              {alert.partner} · {t(`family.${alert.family}`)}
            </span>
            <time class="faint">{moment(alert.raisedAt, zone.value, language.value)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
