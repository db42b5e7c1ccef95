import type { JSX } from 'preact';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { chartWords, sharesOf } from '../moods.ts';
import { zone } from '../store.ts';
import { n, t } from '../texts.ts';
import type { MoodView } from '../wire.ts';

/** What a second opinion found, for the counselor alone: a small chart, its numbers, and messages to watch. */
export function Moods({ moods }: { readonly moods: readonly MoodView[] }): JSX.Element | null {
  if (moods.length === 0) return null;
  return (
    <details class="moods">
      <summary>{t('moods')}</summary>
      {moods.map((mood) => (
        <section key={mood.name} aria-label={t('moods.of', { name: mood.name })}>
          <h3 class="moods-name">{mood.name}</h3>
          <Trend mood={mood} />
          <Watches mood={mood} />
        </section>
      ))}
    </details>
  );
}

function Trend({ mood: { trend, watches } }: { readonly mood: MoodView }): JSX.Element {
  const shares = sharesOf(trend);
  const last = shares.at(-1);
  if (last === undefined) return <p class="faint">{t('moods.noTrend')}</p>;
  return (
    <>
      <Chart shares={shares} />
      <p class="moods-numbers">{t('moods.numbers', { last, highest: Math.max(...shares), count: watches.length })}</p>
    </>
  );
}

/** Bars, the oldest first; for who does not see them, the same as a sentence. */
const Chart = ({ shares }: { readonly shares: readonly number[] }): JSX.Element => (
  <svg
    class="moods-chart"
    viewBox="0 0 240 48"
    preserveAspectRatio="xMinYMid"
    role="img"
    aria-label={chartWords(language.value, shares)}
  >
    <line x1="0" y1="47.5" x2="240" y2="47.5" />
    {shares.map((share, at) => (
      <rect
        key={at}
        x={240 - (shares.length - at) * 4}
        y={47 - share * 0.46}
        width="3"
        height={Math.max(1, share * 0.46)}
      />
    ))}
  </svg>
);

function Watches({ mood: { watches } }: { readonly mood: MoodView }): JSX.Element | null {
  if (watches.length === 0) return null;
  return (
    <>
      <p>{n('moods.watches', watches.length)}</p>
      <ul class="moods-watches">
        {watches.toReversed().map(({ at, by, asked }) => (
          <li key={at}>
            <time>{moment(at, zone.value, language.value)}</time> {t(`moods.watch.${by}`)}
            {asked && `, ${t('moods.asked')}`}
          </li>
        ))}
      </ul>
    </>
  );
}
