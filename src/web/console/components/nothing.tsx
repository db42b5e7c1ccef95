import type { JSX } from 'preact';
import { t } from '../texts.ts';

/** There is nothing here, or nothing for whoever is signed in: the two look alike. */
export const Nothing = (): JSX.Element => (
  <section class="card">
    <h1 tabIndex={-1} data-start>
      {t('nothing.title')}
    </h1>
    <p>{t('nothing.what')}</p>
  </section>
);
