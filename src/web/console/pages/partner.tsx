import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PartnerPage } from '../../../domain/console/couples.ts';
import type { Side } from '../../../domain/partner.ts';
import { ApiError } from '../../shared/api.ts';
import { language } from '../../shared/prefs.ts';
import { date, languageName, moment, wallTime, zoneName } from '../../shared/time.ts';
import { Link } from '../components/link.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { Reason } from '../components/reason.tsx';
import { Row } from '../components/row.tsx';
import { couplePath } from '../places.ts';
import { call } from '../state/call.ts';
import { now } from '../state/clock.ts';
import { named, t } from '../texts.ts';
import { kindly } from '../trouble.ts';

interface Props {
  readonly id: string;
  readonly side: Side;
}

/** One partner's own page. Nothing of the other's stands here; opening it may need a reason, which is logged. */
export function Partner({ id, side }: Props): JSX.Element {
  const path = `couples/${encodeURIComponent(id)}/partners/${side}`;
  const page = useSignal<PartnerPage | null>(null);
  const trouble = useSignal('');
  const isReasonAsked = useSignal(false);
  const read = async (): Promise<void> => {
    trouble.value = '';
    try {
      page.value = await call<PartnerPage>(path);
    } catch (error) {
      isReasonAsked.value = error instanceof ApiError && error.code === 'REASON_NEEDED';
      trouble.value = isReasonAsked.value ? '' : kindly(error);
    }
  };
  useEffect(() => void read(), []);
  if (page.value) return <Opened page={page.value} />;
  if (isReasonAsked.value)
    return (
      <section class="sheet-page">
        <Link to={couplePath(id)} class="back">
          {t('partner.back')}
        </Link>
        <Reason
          onGiven={async (reason) => {
            page.value = await call<PartnerPage>(path, { reason });
          }}
        />
      </section>
    );
  return <NotHere of={{ trouble, again: read }} />;
}

function Opened({ page }: { readonly page: PartnerPage }): JSX.Element {
  const { couple, caseCode, side, name, zone, consent, addresses, invites, nudges, facts, alerts } = page;
  const when = (at: number): string => moment(at, zone, language.value);
  return (
    <section class="sheet-page">
      <PageHead title={`${name} · ${caseCode} ${side.toUpperCase()}`}>
        <Link to={couplePath(couple)} class="back">
          {t('partner.back')}
        </Link>
      </PageHead>
      <p class="hint">{t('partner.own', { name })}</p>
      <div class="cards">
        <Alerts alerts={alerts} />
        <section class="card" aria-labelledby="about-title">
          <h2 id="about-title">{t('partner.about')}</h2>
          <About page={page} />
        </section>
        <section class="card" aria-labelledby="consents-title">
          <h2 id="consents-title">{t('partner.consents')}</h2>
          <dl class="pairs">
            <Pair name={t('partner.taking-part')}>
              {t(`consent.${consent.status}`)}
              {consent.status !== 'awaited' &&
                ` · ${t('partner.since', {
                  since: date(consent.at, zone, language.value),
                  until: date(consent.until, zone, language.value),
                })}`}
            </Pair>
            <Pair name={t('partner.texts')}>{t(page.textsAgreed ? 'yes' : 'no')}</Pair>
            <Pair name={t('partner.outside')}>
              {page.outside === null ? t('partner.not-asked') : named('outside', page.outside)}
            </Pair>
          </dl>
        </section>
        <section class="card" aria-labelledby="ways-title">
          <h2 id="ways-title">{t('partner.ways')}</h2>
          <ul class="plain">
            {addresses.map(({ channel, ends, verified, ended }) => (
              <li key={`${channel}|${ends}`}>
                {t(`channel.${channel}`)} …<bdi>{ends}</bdi>{' '}
                <span class={ended ? 'bad' : 'faint'}>
                  {ended ? t('partner.ended', { code: ended }) : t(verified ? 'partner.works' : 'partner.unverified')}
                </span>
              </li>
            ))}
            {invites.map(({ channel, expiresAt }) => (
              <li key={channel} class="faint">
                {t('partner.invited', { channel: t(`channel.${channel}`), until: when(expiresAt) })}
              </li>
            ))}
            {addresses.length + invites.length === 0 && <li class="bad">{t('partner.no-channel')}</li>}
          </ul>
          <h3>{t('partner.nudges')}</h3>
          <ul class="plain">
            {nudges.map(({ dialog, localTime, next }) => (
              <li key={dialog}>
                {named('dialog', dialog)}: {wallTime(localTime, language.value)} <span class="faint">{when(next)}</span>
              </li>
            ))}
            {nudges.length === 0 && <li class="faint">{t('partner.no-nudges')}</li>}
          </ul>
        </section>
        <section class="card" aria-labelledby="facts-title">
          <h2 id="facts-title">{t('partner.facts')}</h2>
          {facts.length === 0 && <p class="faint">{t('partner.no-facts')}</p>}
          {facts.length > 0 && (
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('partner.when')}</th>
                  <th scope="col">{t('partner.what')}</th>
                  <th scope="col">{t('partner.value')}</th>
                </tr>
              </thead>
              <tbody>
                {facts.map((fact) => (
                  <tr key={`${fact.at}|${fact.name}`}>
                    <td>{when(fact.at)}</td>
                    <td>{named('fact', fact.name)}</td>
                    <td>{named('answer', fact.value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </section>
  );
}

const Alerts = ({ alerts }: Pick<PartnerPage, 'alerts'>): JSX.Element => (
  <section class="card" aria-labelledby="alerts-title">
    <h2 id="alerts-title">{t('nav.alerts')}</h2>
    {alerts.length === 0 && <p class="faint">{t('partner.no-alerts')}</p>}
    <ol class="rows">
      {alerts.map((item) => (
        <Row key={item.id} item={item} isOpen={false} />
      ))}
    </ol>
  </section>
);

function About({ page }: { readonly page: PartnerPage }): JSX.Element {
  const { zone, localTime, country, privatePhone, quietHours, optedOut, handOff } = page;
  const hour = (time: string): string => wallTime(time, language.value);
  return (
    <dl class="pairs">
      <Pair name={t('partner.language')}>{languageName(page.language, language.value)}</Pair>
      <Pair name={t('partner.clock')}>
        {hour(localTime)} · {zoneName(now.peek(), zone, language.value)}
      </Pair>
      <Pair name={t('partner.country')}>{country.toUpperCase()}</Pair>
      <Pair name={t('partner.phone')}>{t(privatePhone ? 'partner.private' : 'partner.shared')}</Pair>
      <Pair name={t('partner.quiet')}>
        {hour(quietHours.from)}–{hour(quietHours.to)}
      </Pair>
      <Pair name={t('partner.answers')}>{t(`hand-off.${handOff}`)}</Pair>
      {optedOut && <Pair name="STOP">{t('partner.stopped')}</Pair>}
    </dl>
  );
}

const Pair = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: JSX.Element | string | readonly (JSX.Element | string | false)[];
}): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
