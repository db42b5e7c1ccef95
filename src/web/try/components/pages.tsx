import type { JSX } from 'preact';
import type { PageView } from '../../shared/case/views.ts';
import { LevelIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { shortMoment } from '../../shared/time.ts';
import { stage, zone } from '../store.ts';
import { n, t } from '../texts.ts';

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

const whenHeard = ({ at }: PageView): string => shortMoment(at, stage.value?.now ?? at, zone.value, language.value);

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
