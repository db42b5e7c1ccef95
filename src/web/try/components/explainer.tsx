import type { JSX } from 'preact';
import { InfoIcon } from '../../shared/components/icons.tsx';
import { explained } from '../explained.ts';
import { t } from '../texts.ts';

/** What this page is, until the newcomer puts it away. */
export function Explainer(): JSX.Element | null {
  if (explained.value === 'yes') return null;
  const done = (): void => {
    explained.value = 'yes';
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
