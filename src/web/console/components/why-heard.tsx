import type { JSX } from 'preact';
import type { CasePage } from '../../../domain/console/case.ts';
import { LevelIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { shortMoment } from '../../shared/time.ts';
import { now } from '../state/clock.ts';
import { n, t } from '../texts.ts';
import { OtherZone } from './other-zone.tsx';

const shownFirst = 3;

/** Why a human was called, newest first: what it is about, how it came, and by which rules of which version. */
export function WhyHeard({ of }: { readonly of: CasePage }): JSX.Element {
  const newest = of.why.toReversed();
  return (
    <section class="part" aria-labelledby="why-title">
      <h2 id="why-title">{t('why.title')}</h2>
      <OtherZone of={of} />
      <Pages pages={newest.slice(0, shownFirst)} zone={of.partner.zone} />
      {newest.length > shownFirst && (
        <details>
          <summary>{n('pages.earlier', newest.length - shownFirst)}</summary>
          <Pages pages={newest.slice(shownFirst)} zone={of.partner.zone} />
        </details>
      )}
      <p class="hint">{t('why.rules', { version: of.rulesVersion })}</p>
    </section>
  );
}

const Pages = ({ pages, zone }: { readonly pages: CasePage['why']; readonly zone: string }): JSX.Element => (
  <ol class="timeline">
    {pages.map(({ at, level, category, also, about, reason, rules = [] }) => (
      <li key={`${at}|${category}`} class={`point point-${level}`}>
        <LevelIcon level={level} />
        <time>{shortMoment(at, now.peek(), zone, language.value)}</time>
        <span>
          <span class="unseen">{t(`level.${level}`)}: </span>
          {[category, ...also].map((each) => t(`category.${each}`)).join(', ')}
          {about === 'other' && ` (${t('why.other')})`} <span class="faint">· {t(`reason.${reason}`)}</span>
          {rules.map((rule) => (
            <>
              {' '}
              <code key={rule}>{rule}</code>
            </>
          ))}
        </span>
      </li>
    ))}
  </ol>
);
