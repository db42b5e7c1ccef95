import type { JSX } from 'preact';
import { Mark, PersonIcon } from '../../shared/components/icons.tsx';
import { Preferences } from '../../shared/components/preferences.tsx';
import { language } from '../../shared/prefs.ts';
import { clockTime } from '../../shared/time.ts';
import { place } from '../router.ts';
import { health } from '../state/queue.ts';
import { may, signOut, user } from '../state/session.ts';
import { t } from '../texts.ts';
import { Bell } from './bell.tsx';
import { Link } from './link.tsx';
import { Live } from './live.tsx';
import { useWork } from './use-work.ts';

/** The product's name, the pages, and who is here. */
export const TopBar = (): JSX.Element => (
  <header class="top">
    <p class="brand">
      <Mark />
      <span class="brand-name">{t('title')}</span>
    </p>
    <Pages />
    <div class="top-tools">
      {may('cases') && <Live />}
      {may('cases') && <Bell />}
      <AccountMenu />
    </div>
  </header>
);

function Pages(): JSX.Element {
  const { page } = place.value;
  const waiting = health.value?.unclaimed ?? 0;
  return (
    <nav class="nav" aria-label={t('pages.nav')}>
      <ul>
        {may('cases') && (
          <li>
            <Link to="/" current={page === 'queue' || page === 'case'}>
              {t('nav.alerts')}
              {waiting > 0 && (
                <span class="count">
                  <span aria-hidden="true">{waiting}</span>
                  <span class="unseen">{t('nav.waiting', { count: waiting })}</span>
                </span>
              )}
            </Link>
          </li>
        )}
        {may('couples') && (
          <li>
            <Link to="/couples" current={['couples', 'couple', 'partner', 'enrol'].includes(page)}>
              {t('nav.couples')}
            </Link>
          </li>
        )}
        {may('onCall') && (
          <li>
            <Link to="/on-call" current={page === 'on-call'}>
              {t('nav.on-call')}
            </Link>
          </li>
        )}
        {may('people') && (
          <li>
            <Link to="/people" current={page === 'people'}>
              {t('nav.people')}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

function AccountMenu(): JSX.Element | null {
  const { busy, run } = useWork();
  const who = user.value;
  if (!who) return null;
  const duty = who.onDutyUntil === null ? null : clockTime(who.onDutyUntil, who.zone, language.value);
  return (
    <details class="menu">
      <summary>
        <PersonIcon />
        <span class="menu-name">{who.name}</span>
        {duty && <span class="faint menu-duty">{t('duty.until', { time: duty })}</span>}
      </summary>
      <div class="menu-box">
        <p class="faint">{who.roles.map((role) => t(`role.${role}`)).join(' · ')}</p>
        <Preferences />
        <Link to="/account" class="button">
          {t('account')}
        </Link>
        <button type="button" class="button" aria-disabled={busy.value} onClick={() => void run(signOut)}>
          {t('sign-out')}
        </button>
      </div>
    </details>
  );
}
