import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Announcer } from '../../shared/components/announcer.tsx';
import { place } from '../router.ts';
import { health } from '../state/queue.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';
import { Entrance } from './entrance.tsx';
import { HealthLine } from './health-line.tsx';
import { InPlace } from './in-place.tsx';
import { Page } from './page.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole console. */
export function App(): JSX.Element {
  const waiting = user.value ? (health.value?.unclaimed ?? 0) : 0;
  const title = `${waiting > 0 ? `(${waiting}) ` : ''}${t('title')} · ${t('console')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="page" data-page={place.value.page}>
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      {user.value ? <Inside /> : <Entrance />}
      <InPlace />
      <Announcer />
    </div>
  );
}

const Inside = (): JSX.Element => (
  <>
    <TopBar />
    <HealthLine />
    <main id="main" tabIndex={-1}>
      <Page />
    </main>
  </>
);
