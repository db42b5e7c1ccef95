import type { JSX } from 'preact';
import { t } from '../texts.ts';
import { Field, formOf, said } from './field.tsx';
import { PageHead } from './page-head.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  readonly onGiven: (reason: string) => Promise<void>;
}

/** Why something is opened of somebody who is in nobody's care here just now. */
export function Reason({ onGiven }: Props): JSX.Element {
  const { busy, trouble, run } = useWork();
  const onSubmit = (event: Event): void => {
    const reason = said(formOf(event), 'reason');
    void run(() => onGiven(reason));
  };
  return (
    <>
      <PageHead title={t('ask-why.title')} />
      <form class="card" onSubmit={onSubmit}>
        <p>{t('ask-why.what')}</p>
        <Field label={t('ask-why.label')} name="reason" minLength={3} maxLength={500} required />
        <Trouble of={trouble} />
        <button type="submit" class="button button-main" aria-disabled={busy.value}>
          {t('ask-why.do')}
        </button>
      </form>
    </>
  );
}
