import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { EnrolledView } from '../../../domain/console/couples.ts';
import type { EnrolInput } from '../../../domain/console/input.ts';
import { Choice, Field, formOf, said } from '../components/field.tsx';
import { CodeShown, invitable } from '../components/invite.tsx';
import { Link } from '../components/link.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { couplePath } from '../places.ts';
import { call } from '../state/call.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';

type Invited = EnrolInput['a'];
const sides = ['a', 'b'] as const;

/** Enrols a couple, or somebody alone, and shows the codes with which they join, once. */
export function Enrol(): JSX.Element {
  const { busy, trouble, run } = useWork();
  const enrolled = useSignal<{
    readonly view: EnrolledView;
    readonly names: Readonly<Record<'a' | 'b', string>>;
  } | null>(null);
  const isAlone = useSignal(false);
  if (enrolled.value) return <Codes {...enrolled.value} />;
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    const b = isAlone.peek() ? null : invitedOf(form, 'b');
    const body = {
      caseCode: said(form, 'caseCode'),
      relationship: said(form, 'relationship'),
      a: invitedOf(form, 'a'),
      b,
    };
    void run(async () => {
      const view = await call<EnrolledView>('couples', body);
      enrolled.value = { view, names: { a: body.a.name, b: b?.name ?? '' } };
    });
  };
  return (
    <section class="sheet-page">
      <PageHead title={t('enrol.title')}>
        <Link to="/couples" class="back">
          {t('couples.back')}
        </Link>
      </PageHead>
      <form class="enrol" onSubmit={onSubmit}>
        <div class="card">
          <Field label={t('enrol.code')} name="caseCode" placeholder="C-017" maxLength={40} required />
          <Choice label={t('couples.kind')} name="relationship" required>
            <option value="">{t('choose')}</option>
            {(['romantic', 'family', 'friends'] as const).map((each) => (
              <option key={each} value={each}>
                {t(`relationship.${each}`)}
              </option>
            ))}
          </Choice>
          <label class="choice">
            <input
              type="checkbox"
              checked={isAlone.value}
              onChange={({ currentTarget }) => {
                isAlone.value = currentTarget.checked;
              }}
            />
            {t('enrol.alone')}
          </label>
        </div>
        <div class="cards">
          {sides
            .filter((side) => side === 'a' || !isAlone.value)
            .map((side) => (
              <PartnerFields key={side} side={side} />
            ))}
        </div>
        <Trouble of={trouble} />
        <button type="submit" class="button button-main" aria-disabled={busy.value}>
          {t('enrol.do')}
        </button>
      </form>
    </section>
  );
}

function PartnerFields({ side }: { readonly side: 'a' | 'b' }): JSX.Element {
  return (
    <fieldset class="card">
      <legend>{t(`enrol.${side}`)}</legend>
      <Field label={t('enrol.name')} name={`${side}-name`} maxLength={60} required />
      <Choice label={t('partner.language')} name={`${side}-language`} required>
        <option value="en">English</option>
        <option value="es">Español</option>
      </Choice>
      <Field label={t('enrol.zone')} name={`${side}-zone`} defaultValue={user.value?.zone ?? ''} required />
      <Field
        label={t('enrol.country')}
        name={`${side}-country`}
        defaultValue="us"
        pattern="[a-zA-Z]{2}"
        maxLength={2}
        required
      />
      <Field label={t('enrol.check-in')} hint={t('enrol.check-in-hint')} name={`${side}-checkIn`} type="time" />
      <label class="choice">
        <input type="checkbox" name={`${side}-private`} value="yes" />
        {t('enrol.private')}
      </label>
      <fieldset>
        <legend>{t('enrol.channels')}</legend>
        {invitable.map((channel) => (
          <label key={channel} class="choice">
            <input type="checkbox" name={`${side}-invites`} value={channel} />
            {t(`channel.${channel}`)}
          </label>
        ))}
      </fieldset>
    </fieldset>
  );
}

/** What the form says of one partner. Pure. */
function invitedOf(form: FormData, side: 'a' | 'b'): Invited {
  const of = (name: string): string => said(form, `${side}-${name}`);
  return {
    name: of('name'),
    language: of('language') === 'es' ? 'es' : 'en',
    zone: of('zone'),
    country: of('country').toLowerCase(),
    privatePhone: of('private') === 'yes',
    checkIn: of('checkIn') || null,
    invites: form.getAll(`${side}-invites`).map(String) as Invited['invites'],
  };
}

interface CodesProps {
  readonly view: EnrolledView;
  readonly names: Readonly<Record<'a' | 'b', string>>;
}

const Codes = ({ view: { id, codes }, names }: CodesProps): JSX.Element => (
  <section class="sheet-page">
    <PageHead title={t('enrol.done')} />
    <div class="card">
      {codes.map((code) => (
        <CodeShown key={`${code.side}|${code.channel}`} code={code} name={names[code.side]} />
      ))}
      <Link to={couplePath(id)} class="button button-main">
        {t('enrol.open')}
      </Link>
    </div>
  </section>
);
