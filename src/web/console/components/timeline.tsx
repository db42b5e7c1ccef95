import type { JSX } from 'preact';
import type { CasePage, RequestCase, TimelineEntry } from '../../../domain/console/case.ts';
import { language } from '../../shared/prefs.ts';
import { shortMoment } from '../../shared/time.ts';
import { now } from '../state/clock.ts';
import { user } from '../state/session.ts';
import { named, t } from '../texts.ts';
import { OtherZone } from './other-zone.tsx';

const shownFirst = 8;

/** What happened in the case, newest first: raised, told, seen, claimed, and who did it. */
export function Timeline({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const newest = of.timeline.toReversed();
  return (
    <section class="part" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timeline.title')}</h2>
      <OtherZone of={of} mine />
      <Entries entries={newest.slice(0, shownFirst)} />
      {newest.length > shownFirst && (
        <details>
          <summary>{t('timeline.all', { count: newest.length })}</summary>
          <Entries entries={newest.slice(shownFirst)} />
        </details>
      )}
    </section>
  );
}

const Entries = ({ entries }: { readonly entries: readonly TimelineEntry[] }): JSX.Element => (
  <ol class="happened">
    {entries.map((entry) => (
      <li key={entry.n}>
        <time>{shortMoment(entry.at, now.peek(), user.value?.zone ?? 'UTC', language.value)}</time>
        <span>
          {named('event', entry.event)} <Beside entry={entry} />
        </span>
      </li>
    ))}
  </ol>
);

/** Who did it, and what is told of it: names of colleagues, codes and levels; what is long is left to the export. */
function Beside({ entry: { event, facts } }: { readonly entry: TimelineEntry }): JSX.Element {
  const told = Object.entries(facts ?? {})
    .filter(([name, value]) => !hidden.has(name) && ['string', 'number'].includes(typeof value))
    .map(([name, value]) => named((name === 'reason' ? reasonOf[event] : wordsOf[name]) ?? '', String(value)));
  return <span class="faint">{told.join(' · ')}</span>;
}

/** What the words of a fact begin with; what is not here is told as it is. */
const wordsOf: Readonly<Record<string, string>> = {
  ...{ level: 'level', kind: 'way', outcome: 'close', result: 'log-call', category: 'category' },
};
const reasonOf: Readonly<Record<string, string>> = {
  ...{ raised: 'reason', reopened: 'reason', joined: 'reason', 'false-alarm': 'false-alarm' },
};

/** Facts that are the machinery's own, or stand elsewhere on the page. */
const hidden = new Set([
  ...['id', 'alert', 'couple', 'effect', 'occurrence', 'version', 'task', 'way', 'at', 'by', 'person', 'notice'],
  ...['pagedAt', 'about', 'step', 'lane', 'role', 'signed', 'what'],
]);
