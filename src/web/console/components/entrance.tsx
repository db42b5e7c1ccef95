import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me } from '../../../domain/console/sign-in.ts';
import { Mark } from '../../shared/components/icons.tsx';
import { Preferences } from '../../shared/components/preferences.tsx';
import { beginPage } from '../router.ts';
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
      {me.value === null ? <Waiting /> : <WayIn state={me.value} />}
    </main>
  </>
);

/** Once one is in, the page that was meant begins. */
function WayIn({ state }: { readonly state: Me }): JSX.Element {
  useEffect(() => beginPage, []);
  return <SignIn state={state} heading={1} />;
}

const Waiting = (): JSX.Element => (
  <div class="card">
    <h1>{t('console')}</h1>
    <p role="status">{t('opening')}</p>
  </div>
);
