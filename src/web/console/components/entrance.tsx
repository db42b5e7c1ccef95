import type { JSX } from 'preact';
import { Mark } from '../../shared/components/icons.tsx';
import { Preferences } from '../../shared/components/preferences.tsx';
import { me } from '../state/session.ts';
import { t } from '../texts.ts';
import { SignIn } from './sign-in.tsx';

/** What is seen of the console before one is signed in. */
export const Entrance = (): JSX.Element => (
  <>
    <header class="top">
      <p class="brand">
        <Mark />
        {t('title')} <span class="brand-tag">{t('console')}</span>
      </p>
      <Preferences />
    </header>
    <main id="main" class="entrance" tabIndex={-1}>
      {me.value === null ? <Waiting /> : <SignIn state={me.value} heading={1} />}
    </main>
  </>
);

const Waiting = (): JSX.Element => (
  <div class="card">
    <h1>{t('console')}</h1>
    <p role="status">{t('opening')}</p>
  </div>
);
