import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me, NewFactor, RecoveryCodes } from '../../../domain/console/sign-in.ts';
import { call } from '../state/call.ts';
import { step, take } from '../state/session.ts';
import { t } from '../texts.ts';
import { Field, formOf, said } from './field.tsx';
import { Qr } from './qr.tsx';
import { Trouble } from './trouble.tsx';
import { useFirstFocus } from './use-first-focus.ts';
import { useWork } from './use-work.ts';

/** The shortest password that the service takes (`src/domain/console/sign-in.ts`). */
const shortest = 12;

/** The first way in: a password of one's own, then a second factor. */
export const Enrolling = ({
  name,
  hasPassword,
}: {
  readonly name: string;
  readonly hasPassword: boolean;
}): JSX.Element => (hasPassword ? <Factor /> : <Choose name={name} />);

function Choose({ name }: { readonly name: string }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const ref = useFirstFocus();
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    void run(() => step('password', { password: String(form.get('password') ?? '') }));
  };
  return (
    <form class="card" ref={ref} onSubmit={onSubmit}>
      <h1>{t('password.choose', { name })}</h1>
      <Field
        label={t('password.new')}
        hint={t('password.hint', { count: shortest })}
        name="password"
        type="password"
        autocomplete="new-password"
        minLength={shortest}
        required
      />
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('go-on')}
      </button>
    </form>
  );
}

/** Sets up the second factor: a picture for the app, the same as text, and the first code of it. */
export function Factor({ onDone }: { readonly onDone?: () => void }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const factor = useSignal<NewFactor | null>(null);
  const codes = useSignal<RecoveryCodes | null>(null);
  useEffect(() => {
    void run(async () => {
      factor.value = await call<NewFactor>('second-factor', {});
    });
  }, []);
  if (codes.value) return <Codes codes={codes.value.codes} me={codes.value.me} {...(onDone ? { onDone } : {})} />;
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    void run(async () => {
      codes.value = await call<RecoveryCodes>('second-factor/confirm', { code: said(form, 'code') });
    });
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <h1>{t('factor.title')}</h1>
      <p>{t('factor.what')}</p>
      {factor.value && (
        <>
          <Qr text={factor.value.uri} label={t('factor.picture')} />
          <p>
            {t('factor.secret')} <code class="secret">{factor.value.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </>
      )}
      <Field
        label={t('factor.code')}
        name="code"
        inputMode="numeric"
        pattern="[0-9]{6}"
        maxLength={6}
        autocomplete="one-time-code"
        required
      />
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('go-on')}
      </button>
    </form>
  );
}

interface CodesProps {
  readonly codes: readonly string[];
  readonly me: Me;
  readonly onDone?: () => void;
}

/** The recovery codes, once. */
function Codes({ codes, me, onDone }: CodesProps): JSX.Element {
  const ref = useFirstFocus();
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    take(me);
    onDone?.();
  };
  return (
    <form class="card" ref={ref} onSubmit={onSubmit}>
      <h1>{t('recovery.title')}</h1>
      <p>{t('recovery.what')}</p>
      <ul class="recovery">
        {codes.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
      <label class="choice">
        <input type="checkbox" required />
        {t('recovery.kept')}
      </label>
      <button type="submit" class="button button-main">
        {t('recovery.done')}
      </button>
    </form>
  );
}
