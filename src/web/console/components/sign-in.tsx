import type { JSX } from 'preact';
import type { Me } from '../../../domain/console/sign-in.ts';
import { base, go } from '../router.ts';
import { isShut, step } from '../state/session.ts';
import { t } from '../texts.ts';
import { Enrolling } from './enrolling.tsx';
import { Field, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useFirstFocus } from './use-first-focus.ts';
import { useWork } from './use-work.ts';

interface Props {
  readonly state: Me;
  /** Which heading it begins with: 1 on a page of its own, 2 in a dialog above a page. */
  readonly heading: 1 | 2;
}

/** Where one stands on the way in, and the next step. */
export function SignIn({ state, heading }: Props): JSX.Element {
  const link = oneTimeLink();
  if (link !== '' && state.state === 'signed-out') return <Link link={link} />;
  if (isShut.value) return <Closed />;
  switch (state.state) {
    case 'signed-out':
      return <Password oidc={state.oidc} heading={heading} />;
    case 'second-factor':
      return <Code name={state.name} heading={heading} />;
    case 'enrolling':
      return <Enrolling name={state.name} hasPassword={state.hasPassword} />;
    default:
      return <p role="status">{t('opening')}</p>;
  }
}

/** What stands behind `#` in a one-time link; it never reaches a server's log. */
const oneTimeLink = (): string => (location.pathname === `${base}/link` ? location.hash.slice(1) : '');

const Closed = (): JSX.Element => (
  <div class="card">
    <h1>{t('shut.title')}</h1>
    <p>{t('shut.how')}</p>
    <p>
      <code>coach console link</code>
    </p>
  </div>
);

function Link({ link }: { readonly link: string }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const form = useFirstFocus();
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    // A link is used up by somebody who presses, never by whatever opens it.
    void run(async () => {
      await step('link', { link });
      go('/', 'replace');
    });
  };
  return (
    <form class="card" ref={form} onSubmit={onSubmit}>
      <h1>{t('link.title')}</h1>
      <p>{t('link.what')}</p>
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('link.do')}
      </button>
    </form>
  );
}

function Password({ oidc, heading }: { readonly oidc: string | null; readonly heading: 1 | 2 }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const ref = useFirstFocus();
  const Heading = `h${heading}` as const;
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    void run(() => step('sign-in', { id: said(form, 'id'), password: String(form.get('password') ?? '') }));
  };
  return (
    <form class="card" ref={ref} onSubmit={onSubmit}>
      <Heading>{t('sign-in')}</Heading>
      <Field
        label={t('sign-in.id')}
        name="id"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <Field label={t('sign-in.password')} name="password" type="password" autocomplete="current-password" required />
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('sign-in.do')}
      </button>
      {oidc && (
        <a class="button" href={`${base}/api/oidc/start`}>
          {t('sign-in.oidc', { name: oidc })}
        </a>
      )}
    </form>
  );
}

function Code({ name, heading }: { readonly name: string; readonly heading: 1 | 2 }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const ref = useFirstFocus();
  const Heading = `h${heading}` as const;
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    void run(() => step('sign-in/code', { code: said(form, 'code') }));
  };
  return (
    <form class="card" ref={ref} onSubmit={onSubmit}>
      <Heading>{t('code', { name })}</Heading>
      <Field
        label={t('code.label')}
        hint={t('code.hint')}
        name="code"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('sign-in.do')}
      </button>
      <button type="button" class="button" onClick={() => void run(() => step('sign-out'))}>
        {t('code.other')}
      </button>
    </form>
  );
}
