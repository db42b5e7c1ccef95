import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CoupleItem, CouplesPage } from '../../../domain/console/couples.ts';
import { announce } from '../../shared/announce.ts';
import { Field, formOf, said } from '../components/field.tsx';
import { Link } from '../components/link.tsx';
import { NotHere, PageHead } from '../components/page-head.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { couplePath } from '../places.ts';
import { call } from '../state/call.ts';
import { may } from '../state/session.ts';
import { useLoaded } from '../state/use-loaded.ts';
import { n, t } from '../texts.ts';

/** The couples that one may see, page by page: codes and names, and nothing of what anybody wrote. */
export function Couples(): JSX.Element {
  const seen = useSignal<'own' | 'all'>(may('caseload') ? 'all' : 'own');
  const code = useSignal('');
  const path = `couples?view=${seen.value}${code.value === '' ? '' : `&code=${encodeURIComponent(code.value)}`}`;
  return (
    <section class="sheet-page">
      <PageHead title={t('nav.couples')}>
        <Link to="/couples/new" class="button button-main">
          {t('couples.enrol')}
        </Link>
      </PageHead>
      <div class="tools">
        <fieldset class="segments">
          <legend class="unseen">{t('couples.view')}</legend>
          {(['own', 'all'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={seen.value === each}
              onClick={() => {
                seen.value = each;
              }}
            >
              {t(`couples.${each}`)}
            </button>
          ))}
        </fieldset>
        <form
          class="find"
          onSubmit={(event) => {
            code.value = said(formOf(event), 'code');
          }}
        >
          <Field label={t('couples.code')} name="code" placeholder="C-017" />
          <button type="submit" class="button">
            {t('couples.find')}
          </button>
        </form>
      </div>
      <List key={path} path={path} />
    </section>
  );
}

/** A list that grows by pages: ten thousand couples are never here at once. */
function List({ path }: { readonly path: string }): JSX.Element {
  const loaded = useLoaded<CouplesPage>(path);
  const more = useSignal<readonly CoupleItem[]>([]);
  const next = useSignal<string | null | undefined>(undefined);
  const { busy, trouble, run } = useWork();
  const page = loaded.value.value;
  if (!page) return <NotHere of={loaded} />;
  const items = [...page.items, ...more.value];
  const cursor = next.value === undefined ? page.next : next.value;
  const onMore = (): void =>
    void run(async () => {
      const got = await call<CouplesPage>(`${path}&cursor=${encodeURIComponent(cursor ?? '')}`);
      more.value = [...more.peek(), ...got.items];
      next.value = got.next;
      announce(t('couples.shown', { shown: items.length + got.items.length, total: page.total }));
    });
  if (items.length === 0) return <p class="quiet">{t('couples.none')}</p>;
  return (
    <>
      <p class="faint">{t('couples.shown', { shown: items.length, total: page.total })}</p>
      <div class="table-place">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('couples.code')}</th>
              <th scope="col">{t('couples.partners')}</th>
              <th scope="col" class="couples-kind">
                {t('couples.kind')}
              </th>
              <th scope="col">{t('couples.counselor')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      <Trouble of={trouble} />
      {cursor !== null && (
        <button type="button" class="button" aria-disabled={busy.value} onClick={onMore}>
          {t('more')}
        </button>
      )}
    </>
  );
}

const Row = ({
  item: { id, caseCode, counselor, relationship, partners },
}: {
  readonly item: CoupleItem;
}): JSX.Element => (
  <tr>
    <th scope="row">
      <Link to={couplePath(id)}>{caseCode}</Link>
    </th>
    <td>
      <ul class="names">
        {partners.map(({ side, name, joined, openAlerts }) => (
          <li key={side}>
            <bdi>{name}</bdi>
            {!joined && <span class="faint"> · {t('couples.not-joined')}</span>}
            {openAlerts > 0 && <strong class="bad"> · {n('couples.alerts', openAlerts)}</strong>}
          </li>
        ))}
      </ul>
    </td>
    <td class="couples-kind">{t(`relationship.${relationship}`)}</td>
    <td>{counselor ?? <span class="faint">{t('couples.nobody')}</span>}</td>
  </tr>
);
