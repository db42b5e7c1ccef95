import type { JSX } from 'preact';
import { closedLast, leftToDo } from '../../shared/case/order.ts';
import { outcomeWords } from '../../shared/case/outcomes.ts';
import type { AlertView } from '../../shared/case/views.ts';
import { CalmIcon, PersonIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { openAlerts, openRequests, stage, waiting, waitingWords, zone } from '../store.ts';
import { n, t } from '../texts.ts';
import type { Ending } from '../wire.ts';
import { AlertCard } from './alert-card.tsx';
import { ClosedWork } from './closed-work.tsx';
import { Inspector } from './inspector.tsx';
import { Moods } from './moods.tsx';
import { Requests } from './requests.tsx';

/** Where the rehearsal's counselor sees who needs a human, and answers. */
export function Corner(): JSX.Element {
  const counselor = stage.value?.counselor ?? '';
  return (
    <section class="counselor-panel" aria-labelledby="counselor-panel-title">
      <header class="counselor-panel-head">
        <h2 id="counselor-panel-title" tabIndex={-1}>
          {t('panel')}
        </h2>
        {counselor !== '' && (
          <p class="counselor-panel-you">
            <PersonIcon />
            {t('panel.you', { name: counselor })}
          </p>
        )}
        {waiting.value > 0 && <p class="counselor-panel-waiting">{waitingWords()}</p>}
      </header>
      {openAlerts.value.length + openRequests.value.length === 0 && <Quiet />}
      <ol class="cases">
        {openAlerts.value.map((alert) => (
          <AlertCard key={`${alert.id}|${alert.occurrence}`} alert={alert} me={counselor} />
        ))}
      </ol>
      <Requests me={counselor} />
      <ClosedWork alerts={leftToDo(stage.value?.alerts ?? [])} />
      <Closed alerts={closedLast(stage.value?.alerts ?? [])} />
      <Moods moods={stage.value?.moods ?? []} />
      <Inspector />
    </section>
  );
}

const Quiet = (): JSX.Element => (
  <div class="quiet">
    <CalmIcon />
    <p class="quiet-title">{t('panel.none')}</p>
    <p>{t('panel.noneHint')}</p>
  </div>
);

/** How a case ended, by whom, and what they added. */
const Ended = ({
  ending: { outcome, by, note, falseAlarm, followUp, signed },
}: {
  readonly ending: Ending;
}): JSX.Element => (
  <p class="closed-how">
    <strong>{outcomeWords(outcome)}</strong> <span class="faint">· {t('closed.by', { by })}</span>
    {falseAlarm && <span class="faint"> · {t(`false-alarm.${falseAlarm}`)}</span>}
    {followUp && <span class="faint"> · {t('closed.followUp', { day: followUp })}</span>}
    {signed && <span class="faint"> · {t('closed.signed', { by: signed.by })}</span>}
    {note && <q class="closed-note">{note}</q>}
  </p>
);

function Closed({ alerts }: { readonly alerts: readonly AlertView[] }): JSX.Element | null {
  if (alerts.length === 0) return null;
  return (
    <details class="closed">
      <summary>{n('panel.closed', alerts.length)}</summary>
      <ul>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <Level level={alert.level} />
            <span>
              {alert.partner} · {t(`family.${alert.family}`)}
            </span>
            <time class="faint">{moment(alert.raisedAt, zone.value, language.value)}</time>
            {alert.ending && <Ended ending={alert.ending} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
