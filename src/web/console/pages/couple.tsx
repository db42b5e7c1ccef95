import type { JSX } from 'preact';
import type { CouplePage } from '../../../domain/console/couples.ts';
import { announce } from '../../shared/announce.ts';
import { language } from '../../shared/prefs.ts';
import { day, moment, wallTime, zoneName } from '../../shared/time.ts';
import { Exercises } from '../components/exercises.tsx';
import { Choice, formOf, said } from '../components/field.tsx';
import { InviteForm } from '../components/invite.tsx';
import { Link } from '../components/link.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { couplePath } from '../places.ts';
import { call } from '../state/call.ts';
import { now } from '../state/clock.ts';
import { may } from '../state/session.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { n, named, t } from '../texts.ts';

/** A couple: what both share. What one of them told stands on that partner's own page. */
export function Couple({ id }: { readonly id: string }): JSX.Element {
  const loaded = useLoaded<CouplePage>(`couples/${encodeURIComponent(id)}`);
  const couple = loaded.value.value;
  if (!couple) return <NotHere of={loaded} />;
  return (
    <section class="sheet-page">
      <PageHead title={couple.caseCode}>
        <Link to="/couples" class="back">
          {t('couples.back')}
        </Link>
      </PageHead>
      <p>{t(`relationship.${couple.relationship}`)}</p>
      <p class="hint">{t('couple.apart')}</p>
      <div class="cards">
        {couple.partners.map(({ side, name, joined, consent, openAlerts }) => (
          <section key={side} class="card" aria-labelledby={`partner-${side}`}>
            <h2 id={`partner-${side}`}>
              <bdi>{name}</bdi> <span class="faint">{side.toUpperCase()}</span>
            </h2>
            <p>
              {t(joined ? 'couple.joined' : 'couples.not-joined')} ·{' '}
              {t('reach.consent', { what: t(`consent.${consent}`) })}
              {openAlerts > 0 && <strong class="bad"> · {n('couples.alerts', openAlerts)}</strong>}
            </p>
            <Link to={couplePath(id, side)} class="button">
              {t('couple.open', { name })}
            </Link>
            <InviteForm couple={id} side={side} name={name} />
          </section>
        ))}
      </div>
      <Together couple={couple} />
      {may('caseload') && <Caseload couple={couple} onChanged={loaded.again} />}
    </section>
  );
}

/** What is for two: the plan as it was drawn, what is going on, and what holds it. Neither partner ever sees it. */
function Together({ couple: { together, partners } }: { readonly couple: CouplePage }): JSX.Element {
  const { days, hour, zone, assigned, asking, running, held, ended } = together;
  const where = zone ?? 'UTC';
  const when = (at: number): string => moment(at, where, language.value);
  const nameOf = (side: 'a' | 'b'): string => partners.find((each) => each.side === side)?.name ?? side.toUpperCase();
  const nothing = days.length === 0 && !assigned && !asking && !together.break && !ended && held.length === 0;
  return (
    <section class="card" aria-labelledby="together">
      <h2 id="together">{t('together')}</h2>
      <p class="hint">{t('together.hint')}</p>
      {nothing && <p>{t('together.none')}</p>}
      {ended && (
        <p class="bad">
          {t('together.ended', { why: t(`together.why.${ended.why}`), at: when(ended.at) })}{' '}
          {t('together.told', { who: ended.told.map(nameOf).join(', ') || t('couples.nobody') })}
        </p>
      )}
      {held.map(({ side, why, since, until }) => (
        <p key={side} class="bad">
          {t(`together.held.${why}`, { name: nameOf(side), since: when(since), until: until ? when(until) : '' })}
        </p>
      ))}
      {asking && <p>{t('together.asking', { exercise: named('dialog', asking.exercise), at: when(asking.closes) })}</p>}
      {running.length > 0 && (
        <p>{t('together.running', { exercise: running.map((each) => named('dialog', each)).join(', ') })}</p>
      )}
      {together.break && <p>{t('together.break', { at: when(together.break.returnsAt) })}</p>}
      {assigned && (
        <p>{t('together.assigned', { exercise: named('dialog', assigned.exercise), at: when(assigned.at) })}</p>
      )}
      {hour && zone && (
        <p>
          {t('together.hour', {
            hour: wallTime(hour, language.value),
            zone: zoneName(now.peek(), zone, language.value),
          })}
        </p>
      )}
      <ul>
        {days.map(({ date, slot }) => (
          <li key={date}>
            {day(`${date}T12:00:00Z`, 'UTC', language.value)}: {t(`together.slot.${slot}`)}
          </li>
        ))}
      </ul>
      <Exercises all={together.exercises} />
    </section>
  );
}

interface CaseloadProps {
  readonly couple: CouplePage;
  readonly onChanged: () => Promise<void>;
}

/** Whose couple it is. */
function Caseload({ couple, onChanged }: CaseloadProps): JSX.Element {
  const { busy, trouble, run } = useWork();
  const onSubmit = (event: Event): void => {
    const counselor = said(formOf(event), 'counselor') || null;
    void run(async () => {
      await call(`couples/${encodeURIComponent(couple.id)}/counselor`, { counselor });
      await onChanged();
      announce(t('saved'));
    });
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <Choice label={t('couple.caseload')} name="counselor">
        <option value="">{t('couples.nobody')}</option>
        {couple.counselors.map(({ id, name }) => (
          <option key={id} value={id} selected={id === couple.counselor}>
            {name}
          </option>
        ))}
      </Choice>
      <Trouble of={trouble} />
      <button type="submit" class="button" aria-disabled={busy.value}>
        {t('save')}
      </button>
    </form>
  );
}
