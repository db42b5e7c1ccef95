import type { JSX } from 'preact';
import { t } from '../i18n-live.ts';
import { explained } from '../prefs.ts';
import { InfoIcon } from './icons.tsx';

/** What this page is, until the newcomer puts it away. */
export function Explainer(): JSX.Element | null {
  if (explained.value) return null;
  const done = (): void => {
    explained.value = true;
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <aside class="explainer" aria-labelledby="explainer-title">
      <InfoIcon />
      <p>
        <strong id="explainer-title">{t('explainTitle')}</strong> <span class="explainer-more">{t('explain')}</span>
      </p>
      <button type="button" class="button button-quiet" onClick={done}>
        {t('explainDone')}
      </button>
    </aside>
  );
}
