import type { JSX } from 'preact';
import { n, t } from '../i18n-live.ts';
import { language } from '../prefs.ts';
import { stage, zone } from '../store.ts';
import { clockTime, moment, sameDay } from '../time.ts';
import type { PageView } from '../wire.ts';
import { LevelIcon } from './icons.tsx';

const shownFirst = 3;

/** What was heard and when, newest first; the older ones are folded away. */
export function Pages({ pages }: { readonly pages: readonly PageView[] }): JSX.Element | null {
  if (pages.length === 0) return null;
  const newest = pages.toReversed();
  const earlier = newest.slice(shownFirst);
  return (
    <div class="pages">
      <h4>{t('pages')}</h4>
      <Timeline pages={newest.slice(0, shownFirst)} />
      {earlier.length > 0 && (
        <details>
          <summary>{n('pages.earlier', earlier.length)}</summary>
          <Timeline pages={earlier} />
        </details>
      )}
    </div>
  );
}

function whenHeard({ at }: PageView): string {
  const today = sameDay(at, stage.value?.now ?? at, zone.value);
  return (today ? clockTime : moment)(at, zone.value, language.value);
}

const Timeline = ({ pages }: { readonly pages: readonly PageView[] }): JSX.Element => (
  <ol class="timeline">
    {pages.map((page, index) => (
      <li key={`${page.at}|${index}`} class={`point point-${page.level}`}>
        <LevelIcon level={page.level} />
        <time>{whenHeard(page)}</time>
        <span>
          <span class="unseen">{t(`level.${page.level}`)}: </span>
          {t(`category.${page.category}`)} <span class="faint">· {t(`reason.${page.reason}`)}</span>
        </span>
      </li>
    ))}
  </ol>
);
