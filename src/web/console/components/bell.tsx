import type { JSX } from 'preact';
import { BellIcon } from '../../shared/components/icons.tsx';
import { alarm, askToNotify, isMuted, mayNotify, snoozedUntil, sound } from '../state/bell.ts';
import { now } from '../state/clock.ts';
import { t } from '../texts.ts';

const quarter = 15 * 60_000;

/** How alerts are heard and shown on this machine, and a test of it. Emergencies cannot be snoozed. */
export function Bell(): JSX.Element {
  // It is drawn again each second while something is snoozed, so that it ends in sight.
  const isSnoozed = now.value > 0 && Date.now() < snoozedUntil.value;
  return (
    <details class="menu">
      <summary>
        <BellIcon />
        <span class="unseen">{t('bell')}</span>
        {(sound.value === 'off' || isSnoozed) && (
          <span class="faint">{t(isSnoozed ? 'bell.snoozed' : 'bell.silent')}</span>
        )}
      </summary>
      <div class="menu-box">
        <label class="choice">
          <input
            type="checkbox"
            checked={sound.value === 'on'}
            onChange={({ currentTarget }) => {
              sound.value = currentTarget.checked ? 'on' : 'off';
            }}
          />
          {t('bell.sound')}
        </label>
        <p class="hint">{t(`bell.notices.${mayNotify.value}`)}</p>
        <button type="button" class="button button-main" onClick={() => void test()}>
          {t('bell.test')}
        </button>
        {isMuted.value && <p class="hint">{t('bell.muted')}</p>}
        <button
          type="button"
          class="button"
          onClick={() => {
            snoozedUntil.value = isSnoozed ? 0 : Date.now() + quarter;
          }}
        >
          {t(isSnoozed ? 'bell.wake' : 'bell.snooze')}
        </button>
        <p class="hint">{t('bell.never')}</p>
      </div>
    </details>
  );
}

async function test(): Promise<void> {
  if (mayNotify.value === 'default') await askToNotify();
  alarm({ title: t('title'), text: t('bell.test-text'), tag: 'test', isEmergency: true, opened: () => {} });
}
