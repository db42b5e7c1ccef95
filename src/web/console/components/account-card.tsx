import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AccountLink, PersonView } from '../../../domain/console/people.ts';
import { consoleRoles } from '../../../domain/console/roles.ts';
import { announce } from '../../shared/announce.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { base } from '../router.ts';
import { call } from '../state/call.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';
import { formOf } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  readonly person: PersonView;
  readonly onChanged: () => Promise<void>;
}

/** What somebody may do here, and a link with which they set up their sign-in. */
export function AccountCard({ person: { id, name, account }, onChanged }: Props): JSX.Element {
  const { busy, trouble, run } = useWork();
  const link = useSignal<AccountLink | null>(null);
  const when = (at: number): string => moment(at, user.value?.zone ?? 'UTC', language.value);
  const onSubmit = (event: Event): void => {
    const roles = formOf(event).getAll('role').map(String);
    void run(async () => {
      await call('accounts', { id, name, roles });
      await onChanged();
      announce(t('saved'));
    });
  };
  const onLink = (): void =>
    void run(async () => {
      link.value = await call<AccountLink>(`accounts/${encodeURIComponent(id)}/link`, {});
    });
  return (
    <form class="account" onSubmit={onSubmit}>
      <fieldset>
        <legend>{t('account.roles')}</legend>
        {consoleRoles.map((role) => (
          <label key={role} class="choice">
            <input type="checkbox" name="role" value={role} defaultChecked={account?.roles.includes(role) ?? false} />
            {t(`role.${role}`)}
          </label>
        ))}
      </fieldset>
      {account && (
        <p class="faint">
          {t(account.secondFactor ? 'account.factor' : 'account.no-factor')}
          {account.lockedUntil !== null && ` · ${t('account.locked', { until: when(account.lockedUntil) })}`}
          {account.signedInAt !== null && ` · ${t('account.seen', { at: when(account.signedInAt) })}`}
        </p>
      )}
      <Trouble of={trouble} />
      <div class="case-acts">
        <button
          type="submit"
          class="button button-small"
          aria-disabled={busy.value}
          aria-label={t('account.save-of', { name })}
        >
          {t('save')}
        </button>
        {account && (
          <button
            type="button"
            class="button button-small"
            aria-disabled={busy.value}
            onClick={onLink}
            aria-label={t('account.link-of', { name })}
          >
            {t('account.link')}
          </button>
        )}
      </div>
      {link.value && (
        <p class="code-shown" role="status">
          <code>{`${location.origin}${base.replace(/\/console$/, '')}${link.value.path}`}</code>
          <span class="hint">{t('account.link-once', { until: when(link.value.until) })}</span>
        </p>
      )}
    </form>
  );
}
