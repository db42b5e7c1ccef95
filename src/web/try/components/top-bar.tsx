import type { JSX } from 'preact';
import { Mark } from '../../shared/components/icons.tsx';
import { Preferences } from '../../shared/components/preferences.tsx';
import { t } from '../texts.ts';
import { openTour } from '../tour.ts';
import { StartOver } from './start-over.tsx';

/** The product's name, and how the page looks and speaks, and what begins again. */
export const TopBar = (): JSX.Element => (
  <header class="top">
    <h1 class="brand">
      <Mark />
      {t('title')} <span class="brand-tag">{t('rehearsal')}</span>
    </h1>
    <Preferences />
    <div class="top-acts">
      <button type="button" class="button button-small" onClick={openTour}>
        {t('tour')}
      </button>
      <StartOver />
    </div>
  </header>
);
