import type { JSX } from 'preact';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import { CaseActs } from '../components/case-acts.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Chat } from '../components/chat.tsx';
import { Facts } from '../components/facts.tsx';
import { Link } from '../components/link.tsx';
import { Nothing } from '../components/nothing.tsx';
import { Reason } from '../components/reason.tsx';
import { Timeline } from '../components/timeline.tsx';
import { WhyHeard } from '../components/why-heard.tsx';
import { caseTrouble, openFor, readCase, shownCase } from '../state/case.ts';
import { t } from '../texts.ts';

/** The case that is open, as soon as it is here. */
export function Case(): JSX.Element {
  const of = shownCase.value;
  return (
    <div class="opened">
      <Link to="/" class="back">
        {t('case.back')}
      </Link>
      {of ? <Opened of={of} /> : <NotYet trouble={caseTrouble.value} />}
    </div>
  );
}

function NotYet({ trouble }: { readonly trouble: string | null }): JSX.Element {
  if (trouble === null) return <p role="status">{t('opening')}</p>;
  if (trouble === 'REASON_NEEDED') return <Reason onGiven={openFor} />;
  if (trouble === 'ROLE_REFUSED') return <p class="card">{t('case.not-yours')}</p>;
  if (trouble !== 'UNREACHABLE') return <Nothing />;
  return (
    <p class="case-trouble" role="alert">
      {t('trouble.unreachable')}{' '}
      <button type="button" class="link" onClick={() => void readCase()}>
        {t('again')}
      </button>
    </p>
  );
}

const Opened = ({ of }: { readonly of: CasePage | RequestCase }): JSX.Element => (
  <article class={`opened-case ${of.kind === 'alert' ? `case-${of.alert.level}` : ''}`} aria-labelledby="case-title">
    <CaseHead of={of} />
    <CaseActs of={of} />
    <div class="case-columns">
      <Chat of={of} />
      <div class="case-side">
        {of.kind === 'alert' && <WhyHeard of={of} />}
        <Facts of={of} />
        <Timeline of={of} />
      </div>
    </div>
  </article>
);
