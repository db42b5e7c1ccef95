import type { JSX } from 'preact';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import { statusWords } from '../../shared/case/status.ts';
import { LockIcon, PersonIcon, WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { languageName, wallTime, zoneName } from '../../shared/time.ts';
import { casePath, couplePath } from '../places.ts';
import { itemOf } from '../state/case.ts';
import { now } from '../state/clock.ts';
import { myName } from '../state/session.ts';
import { requestViewOf, viewOf } from '../state/view-of.ts';
import { t } from '../texts.ts';
import { Link } from './link.tsx';
import { Until, Wait } from './wait.tsx';

/** Which case, how bad, whose, and how long it waits; who the partner is, where, and what time it is there. */
export function CaseHead({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const { caseCode, side, raisedAt, status } = itemOf(of);
  const view = of.kind === 'alert' ? viewOf(of) : requestViewOf(of);
  return (
    <header class="opened-head">
      <div class="opened-line">
        {of.kind === 'alert' && <Level level={of.alert.level} />}
        <h1 id="case-title" tabIndex={-1} data-start>
          {caseCode} <span class="faint">{side.toUpperCase()}</span>
        </h1>
        <p class="opened-name">
          <bdi>{of.partner.name}</bdi>
        </p>
        {status !== 'closed' && (
          <p class="row-wait">
            <Wait since={raisedAt} />
          </p>
        )}
      </div>
      <p class={`case-status status-${status}`}>
        {statusWords(view, myName.value)}
        {of.kind === 'alert' && <Looked of={of} />}
      </p>
      <PartnerLine of={of} />
      {of.kind === 'alert' && of.alert.violence && (
        <p class="case-quiet">
          <WarnIcon />
          {t('case.violence')}
        </p>
      )}
      {of.beside.length > 0 && (
        <p class="opened-beside">
          {t('case.beside')}{' '}
          {of.beside.map(({ id, level, family }) => (
            <Link key={id} to={casePath(id)}>
              {t(`family.${family}`)} ({t(`level.${level}`)})
            </Link>
          ))}
        </p>
      )}
    </header>
  );
}

/** Who looks without having claimed it, and when the next person is called. */
function Looked({ of: { alert } }: { readonly of: CasePage }): JSX.Element {
  return (
    <span class="faint">
      {alert.acknowledgement && alert.status === 'open' && ` · ${t('whose.looks', { name: alert.acknowledgement.by })}`}
      {alert.status === 'open' && alert.escalatesAt !== null && (
        <>
          {' · '}
          {t('row.escalates')} <Until at={alert.escalatesAt} />
        </>
      )}
      {alert.code !== null && alert.status !== 'closed' && ` · ${t('case.code', { code: alert.code })}`}
    </span>
  );
}

/** The partner in a line: their hour, their language, how they write, and who answers them. */
function PartnerLine({ of: { partner } }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const { couple, side, zone, localTime, channels, privatePhone, reachable, optedOut, handOff } = partner;
  const time = wallTime(localTime, language.value);
  return (
    <ul class="opened-facts">
      <li>{t('partner.hour', { time, zone: zoneName(now.peek(), zone, language.value) })}</li>
      <li>{languageName(partner.language, language.value)}</li>
      <li>{channels.map((channel) => t(`channel.${channel}`)).join(', ') || t('partner.no-channel')}</li>
      <li class={privatePhone ? '' : 'opened-warn'}>
        <LockIcon />
        {t(privatePhone ? 'partner.private' : 'partner.shared')}
      </li>
      {optedOut && <li class="opened-warn">{t('partner.stopped')}</li>}
      {!reachable && !optedOut && <li class="opened-warn">{t('partner.unreachable')}</li>}
      <li>
        <PersonIcon />
        {t(`hand-off.${handOff}`)}
      </li>
      <li>
        <Link to={couplePath(couple, side)}>{t('partner.page')}</Link>
      </li>
    </ul>
  );
}
