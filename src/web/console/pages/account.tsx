import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Preferences } from '../../shared/components/preferences.tsx';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { Factor } from '../components/enrolling.tsx';
import { Field, formOf } from '../components/field.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Trouble } from '../components/trouble.tsx';
import { useWork } from '../components/use-work.ts';
import { call } from '../state/call.ts';
import { lookWho, user } from '../state/session.ts';
import { n, t } from '../texts.ts';

/** One's own account: who one is, password, second factor, and how the page looks and speaks. */
export function Account(): JSX.Element | null {
  const who = user.value;
  const isSettingUp = useSignal(false);
  if (!who) return null;
  const when = (at: number): string => moment(at, who.zone, language.value);
  return (
    <section class="sheet-page">
      <PageHead title={t('account')} />
      <div class="cards">
        <section class="card">
          <h2>{who.name}</h2>
          <p class="faint">{who.id}</p>
          <p>{who.roles.map((role) => t(`role.${role}`)).join(' · ')}</p>
          <p>{who.onDutyUntil === null ? t('duty.off') : t('duty.until', { time: when(who.onDutyUntil) })}</p>
          <p class="hint">{t('account.ends', { at: when(who.endsAt) })}</p>
          <Preferences />
        </section>
        <Password />
        <section class="card">
          <h2>{t('account.second')}</h2>
          <p>{n('account.codes', who.recoveryLeft)}</p>
          {isSettingUp.value ? (
            <Factor
              onDone={() => {
                isSettingUp.value = false;
                void lookWho();
              }}
            />
          ) : (
            <button
              type="button"
              class="button"
              onClick={() => {
                isSettingUp.value = true;
              }}
            >
              {t('account.second-new')}
            </button>
          )}
        </section>
      </div>
    </section>
  );
}

function Password(): JSX.Element {
  const { busy, trouble, run } = useWork();
  const said = useSignal('');
  const onSubmit = (event: Event): void => {
    const target = event.currentTarget as HTMLFormElement;
    const form = formOf(event);
    const body = { password: String(form.get('password') ?? ''), current: String(form.get('current') ?? '') };
    void run(async () => {
      said.value = '';
      await call('password', body);
      target.reset();
      said.value = t('password.changed');
    });
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <h2>{t('password.title')}</h2>
      <Field label={t('password.current')} name="current" type="password" autocomplete="current-password" required />
      <Field
        label={t('password.new')}
        hint={t('password.hint', { count: 12 })}
        name="password"
        type="password"
        autocomplete="new-password"
        minLength={12}
        required
      />
      <Trouble of={trouble} />
      <p role="status" class="hint">
        {said.value}
      </p>
      <button type="submit" class="button" aria-disabled={busy.value}>
        {t('password.do')}
      </button>
    </form>
  );
}
