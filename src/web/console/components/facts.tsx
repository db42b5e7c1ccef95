import type { JSX } from 'preact';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import type { ContactSheet, KeptSheet } from '../../../domain/contact-sheet.ts';
import { Sheet } from '../../shared/case/sheet.tsx';
import { call } from '../state/call.ts';
import { itemOf, sheetPath } from '../state/case.ts';
import { named, t } from '../texts.ts';

interface SheetAnswer {
  readonly kept: KeptSheet | null;
}

/** What the partner has answered, how they may be reached, and what they agreed to. */
export function Facts({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const path = sheetPath(of);
  const sheetOf = ({ kept }: SheetAnswer): ContactSheet => kept?.sheet ?? {};
  return (
    <>
      {of.kind === 'alert' && <Screener of={of} />}
      <section class="part" aria-labelledby="reach-title">
        <h2 id="reach-title">{t('reach.title')}</h2>
        <p>{t('reach.consent', { what: t(`consent.${of.partner.consent}`) })}</p>
        <SheetLine sheet={of.sheet.kept} />
        <Sheet
          of={{ id: itemOf(of).id, partner: of.partner.name }}
          read={async () => sheetOf(await call<SheetAnswer>(path))}
          keep={async (sheet) => sheetOf(await call<SheetAnswer>(path, sheet))}
        />
      </section>
    </>
  );
}

/** The answers to the questions of a crisis, as known now. */
const Screener = ({ of }: { readonly of: CasePage }): JSX.Element => (
  <section class="part" aria-labelledby="screener-title">
    <h2 id="screener-title">{t('screener.title')}</h2>
    {of.screener.length === 0 && <p class="faint">{t('screener.none')}</p>}
    <dl class="pairs">
      {of.screener.map(({ name, value }) => (
        <div key={name} class={`answer answer-${value}`}>
          <dt>{named('screener', name)}</dt>
          <dd>{named('answer', value)}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** What of the sheet has to be seen before anybody calls. */
function SheetLine({ sheet }: { readonly sheet: KeptSheet | null }): JSX.Element {
  if (!sheet) return <p class="opened-warn">{t('reach.no-sheet')}</p>;
  const { callBack, hours, mayVoicemail, codeWord, policeMayWorsen, partnerMayReadPhone } = sheet.sheet;
  return (
    <ul class="reach">
      {callBack && (
        <li>
          <strong>{callBack}</strong> {hours}
        </li>
      )}
      {codeWord && <li>{t('reach.code', { word: codeWord })}</li>}
      {mayVoicemail === false && <li class="opened-warn">{t('reach.no-voicemail')}</li>}
      {policeMayWorsen === 'yes' && <li class="opened-warn">{t('reach.police')}</li>}
      {partnerMayReadPhone === 'yes' && <li class="opened-warn">{t('reach.read')}</li>}
    </ul>
  );
}
