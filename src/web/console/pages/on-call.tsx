import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { language } from '../../shared/prefs.ts';
import { moment, zoneName } from '../../shared/time.ts';
import { Overrides } from '../components/overrides.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { Shifts } from '../components/shifts.tsx';
import { TestMe } from '../components/test-me.tsx';
import { WeekStrip } from '../components/week-strip.tsx';
import { WeekTable } from '../components/week-table.tsx';
import { now } from '../state/clock.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { named, t } from '../texts.ts';

const week = 7 * 86_400_000;

/** Who is on call when, and where nobody hears first. */
export function OnCall(): JSX.Element {
  const from = useSignal<number | null>(null);
  const loaded = useLoaded<OnCallWeek>(`on-call?days=7${from.value === null ? '' : `&from=${from.value}`}`);
  const rota = loaded.value.value;
  if (!rota) return <NotHere of={loaded} />;
  const move = (by: number): void => {
    from.value = (from.value ?? rota.from) + by;
  };
  return (
    <section class="sheet-page">
      <PageHead title={t('nav.on-call')}>
        <div class="case-acts">
          <button type="button" class="button" onClick={() => move(-week)}>
            {t('rota.before')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              from.value = null;
            }}
          >
            {t('rota.now')}
          </button>
          <button type="button" class="button" onClick={() => move(week)}>
            {t('rota.next')}
          </button>
        </div>
      </PageHead>
      <p class="faint">{t('rota.zone', { zone: zoneName(now.peek(), rota.zone, language.value) })}</p>
      <Stand rota={rota} />
      <WeekStrip rota={rota} />
      <WeekTable rota={rota} />
      <TestMe />
      <Overrides rota={rota} onChanged={loaded.again} />
      <Shifts rota={rota} onChanged={loaded.again} />
    </section>
  );
}

/** Whether the clinic is live, what it lacks, and how the last drill went. */
function Stand({ rota: { gaps, liveAt, lacks, drill, zone } }: { readonly rota: OnCallWeek }): JSX.Element {
  const when = (at: number): string => moment(at, zone, language.value);
  return (
    <ul class="stand">
      {gaps.map(({ from, until }) => (
        <li key={from} class="stand-gap">
          {t('rota.gap', { from: when(from), until: when(until) })}
        </li>
      ))}
      {gaps.length === 0 && <li class="stand-good">{t('rota.no-gap')}</li>}
      <li>{liveAt === null ? t('rota.not-live') : t('rota.live', { since: when(liveAt) })}</li>
      {lacks.map((code) => (
        <li key={code} class="stand-gap">
          {named('lack', code)}
        </li>
      ))}
      <li>
        {drill === null && t('drill.none')}
        {drill && drill.answeredAt !== null && t('drill.good', { at: when(drill.at) })}
        {drill?.missedAt !== undefined && t('drill.missed', { at: when(drill.at) })}
        {drill && drill.answeredAt === null && drill.missedAt === undefined && t('drill.runs', { at: when(drill.at) })}
      </li>
    </ul>
  );
}
