import type { JSX } from 'preact';
import type { CasePage } from '../../../domain/console/case.ts';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { outcomeWords } from '../../shared/case/outcomes.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';

interface Props {
  readonly of: CasePage;
  readonly busy: boolean;
  readonly onSign: (act: UnsignedAct) => Promise<boolean>;
}

/** How the case ended the last time, and the signatures that it waits for. */
export function Ended({ of: { alert, mayDo }, busy, onSign }: Props): JSX.Element | null {
  const { ending, unsigned, version, status } = alert;
  const when = (at: number): string => moment(at, user.value?.zone ?? 'UTC', language.value);
  if (!ending && unsigned.length === 0) return null;
  return (
    <div class="ended">
      {ending && status === 'closed' && (
        <p>
          <strong>{outcomeWords(ending.outcome)}</strong>
          {ending.falseAlarm && ` · ${t(`false-alarm.${ending.falseAlarm}`)}`}{' '}
          <span class="faint">
            {t('closed.by', { by: ending.by })}, {when(ending.at)}
          </span>
          {ending.followUp && ` · ${t('closed.followUp', { day: ending.followUp })}`}
          {ending.signed && ` · ${t('closed.signed', { by: ending.signed.by })}`}
          {ending.note && <q class="closed-note">{ending.note}</q>}
        </p>
      )}
      {unsigned.map(({ occurrence, by, at }) => (
        <div key={occurrence} class="case-acts">
          <p>
            {t('sign.waits', { by })} <span class="faint">{when(at)}</span>
          </p>
          {mayDo.includes('co-sign') && (
            <button
              type="button"
              class="button button-main"
              aria-disabled={busy}
              onClick={() => void (busy || onSign({ type: 'co-sign', occurrence, seen: version }))}
            >
              {t('case.sign')}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
