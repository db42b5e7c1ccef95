import type { ComponentChildren, JSX } from 'preact';
import type { Loaded } from '../state/use-loaded.ts';
import { t } from '../texts.ts';

/** The heading of a page, where a screen reader begins, and what stands beside it. */
export const PageHead = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element => (
  <header class="page-head">
    <h1 tabIndex={-1} data-start>
      {title}
    </h1>
    {children}
  </header>
);

/** What is said while a page's content is not here, or cannot be had. */
export function NotHere({ of }: { readonly of: Pick<Loaded<unknown>, 'trouble' | 'again'> }): JSX.Element {
  if (of.trouble.value === '') return <p role="status">{t('opening')}</p>;
  return (
    <p class="case-trouble" role="alert">
      {of.trouble.value}{' '}
      <button type="button" class="link" onClick={() => void of.again()}>
        {t('again')}
      </button>
    </p>
  );
}
