import type { JSX } from 'preact';
import type { CouplePage } from '../../../domain/console/couples.ts';
import { announce } from '../../shared/announce.ts';
import { Choice, formOf, said } from '../components/field.tsx';
import { InviteForm } from '../components/invite.tsx';
import { Link } from '../components/link.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { couplePath } from '../places.ts';
import { call } from '../state/call.ts';
import { may } from '../state/session.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { n, t } from '../texts.ts';

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
      {may('caseload') && <Caseload couple={couple} onChanged={loaded.again} />}
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
