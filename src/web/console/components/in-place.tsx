import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { forgetDrafts } from '../state/drafts.ts';
import { asked, me, settle, signOut, step } from '../state/session.ts';
import { t } from '../texts.ts';
import { Field, formOf, said } from './field.tsx';
import { SignIn } from './sign-in.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

/** What is asked above the page, which stays as it is beneath: the sign-in anew, or the password once more. */
export function InPlace(): JSX.Element | null {
  const dialog = useRef<HTMLDialogElement>(null);
  const back = useRef<Element | null>(null);
  // Before the service has said that nobody is signed in, there is nothing to be asked.
  const what = asked.value === 'sign-in' && me.value?.state === 'signed-in' ? null : asked.value;
  useEffect(() => {
    if (what === null) return;
    back.current = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input')?.focus();
    return () => {
      if (back.current instanceof HTMLElement && back.current.isConnected) back.current.focus();
    };
  }, [what]);
  if (what === null) return null;
  const onCancel = (event: Event): void => {
    event.preventDefault();
    // What runs out is signed in again, or left by its button: Escape in the middle of a word loses nothing.
    if (what === 'confirm') settle(false);
  };
  return (
    <dialog
      class="question"
      ref={dialog}
      onCancel={onCancel}
      aria-label={t(what === 'sign-in' ? 'again.title' : 'confirm.title')}
    >
      {what === 'confirm' ? <Confirm /> : <Again />}
    </dialog>
  );
}

const Again = (): JSX.Element => (
  <>
    <p>
      <strong>{t('again.title')}</strong> {t('again.what')}
    </p>
    {me.value && <SignIn state={me.value} heading={2} />}
    <button type="button" class="link" onClick={() => void leave()}>
      {t('again.leave')}
    </button>
  </>
);

/** Leaves the page: what was being written is gone, for whoever comes next must not find it. */
async function leave(): Promise<void> {
  await signOut().catch(() => {});
  forgetDrafts();
  location.reload();
}

function Confirm(): JSX.Element {
  const { busy, trouble, run } = useWork();
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    void run(() => step('confirm', { password: said(form, 'password') }));
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <h2>{t('confirm.title')}</h2>
      <p>{t('confirm.what')}</p>
      <Field label={t('sign-in.password')} name="password" type="password" autocomplete="current-password" required />
      <Trouble of={trouble} />
      <div class="case-acts">
        <button type="submit" class="button button-main" aria-disabled={busy.value}>
          {t('confirm.do')}
        </button>
        <button type="button" class="button" onClick={() => settle(false)}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  );
}
