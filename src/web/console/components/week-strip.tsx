import type { JSX } from 'preact';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { duties } from '../../../domain/staff/rota.ts';
import { locales } from '../../shared/language.ts';
import { language } from '../../shared/prefs.ts';
import { now } from '../state/clock.ts';
import { t } from '../texts.ts';
import { midnights } from '../zone.ts';

/** The week as a picture: a lane for each duty, gaps in red. The table beside it tells the same. */
export function WeekStrip({ rota }: { readonly rota: OnCallWeek }): JSX.Element {
  const { from, until, zone, pieces, gaps, people } = rota;
  const place = (start: number, end: number) => {
    const left = (100 * (Math.max(start, from) - from)) / (until - from);
    const width = (100 * (Math.min(end, until) - Math.max(start, from))) / (until - from);
    return { left: `${left}%`, width: `${Math.max(0, width)}%` };
  };
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const toneOf = (id: string): number => people.findIndex((person) => person.id === id) % 6;
  const days = midnights(zone, from, until);
  const [number, weekday] = ([{ day: 'numeric' }, { weekday: 'short' }] as const).map(
    (shape) => new Intl.DateTimeFormat(locales[language.value], { ...shape, timeZone: zone }),
  );
  const dayName = (at: number): string => `${weekday?.format(at)} ${number?.format(at)}`;
  return (
    <div class="strip" aria-hidden="true">
      <div class="strip-lane strip-days">
        {days.map((at, index) => (
          <span key={at} class="strip-day" style={place(at, days[index + 1] ?? until)}>
            {(days[index + 1] ?? until) - Math.max(at, from) > 43_200_000 && dayName(Math.max(at, from))}
          </span>
        ))}
      </div>
      {duties.map((duty) => (
        <div key={duty} class="strip-row">
          <span class="strip-name">{t(`duty.${duty}`)}</span>
          <div class="strip-lane">
            {pieces.map((piece) => {
              const id = piece[duty];
              return (
                id !== null && (
                  <span
                    key={piece.from}
                    class={`strip-piece tone-${toneOf(id)}`}
                    style={place(piece.from, piece.until)}
                    title={nameOf(id)}
                  >
                    {nameOf(id)}
                  </span>
                )
              );
            })}
            {duty === 'primary' &&
              gaps.map((gap) => (
                <span key={gap.from} class="strip-piece strip-gap" style={place(gap.from, gap.until)}>
                  {t('rota.nobody')}
                </span>
              ))}
            {now.value > from && now.value < until && (
              <span class="strip-now" style={{ left: place(now.value, now.value).left }} />
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
