import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PersonInput, WayInput } from '../../../domain/console/input.ts';
import type { WaySent } from '../../../domain/console/people.ts';
import { staffRoles, wayKinds } from '../../../domain/staff/person.ts';
import { call } from '../state/call.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';
import { Choice, Field, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  readonly onDone: () => Promise<void>;
}

/** Writes somebody down who can be called. */
export function PersonForm({ onDone }: Props): JSX.Element {
  const { busy, trouble, run } = useWork();
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    const [from, to] = [said(form, 'quiet-from'), said(form, 'quiet-to')];
    const body: PersonInput = {
      id: said(form, 'id').toLowerCase(),
      name: said(form, 'name'),
      role: staffRoles.find((role) => role === said(form, 'role')) ?? 'counselor',
      language: said(form, 'language') === 'es' ? 'es' : 'en',
      zone: said(form, 'zone'),
      quietHours: from === '' || to === '' ? null : { from, to },
    };
    void run(async () => {
      await call('people', body);
      await onDone();
    });
  };
  return (
    <form class="card" onSubmit={onSubmit}>
      <h2>{t('people.new')}</h2>
      <div class="inline-form">
        <Field label={t('people.id')} name="id" pattern="[a-zA-Z0-9][a-zA-Z0-9\-]*" maxLength={40} required />
        <Field label={t('people.name')} name="name" maxLength={60} required />
        <Choice label={t('people.role')} name="role">
          {staffRoles.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </Choice>
        <Choice label={t('partner.language')} name="language">
          <option value="en">English</option>
          <option value="es">Español</option>
        </Choice>
        <Field label={t('enrol.zone')} name="zone" defaultValue={user.value?.zone ?? ''} required />
        <Field label={t('people.quiet-from')} name="quiet-from" type="time" />
        <Field label={t('people.quiet-to')} name="quiet-to" type="time" />
      </div>
      <Trouble of={trouble} />
      <button type="submit" class="button button-main" aria-disabled={busy.value}>
        {t('save')}
      </button>
    </form>
  );
}

/** Adds a way to reach somebody: a code goes out through it at once. */
export function AddWay({ person, onDone }: Props & { readonly person: string }): JSX.Element {
  const { busy, trouble, run } = useWork();
  const sent = useSignal<WaySent | null>(null);
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    const body: WayInput = {
      kind: wayKinds.find((kind) => kind === said(form, 'kind')) ?? 'sms',
      address: said(form, 'address'),
      after: Math.round(Number(said(form, 'after')) * 60_000),
    };
    void run(async () => {
      sent.value = await call<WaySent>(`people/${encodeURIComponent(person)}/ways`, body);
      await onDone();
    });
  };
  return (
    <details>
      <summary>{t('way.add')}</summary>
      <form class="inline-form" onSubmit={onSubmit}>
        <Choice label={t('way.kind')} name="kind">
          {wayKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`way.${kind}`)}
            </option>
          ))}
        </Choice>
        <Field label={t('way.address')} name="address" maxLength={1000} required />
        <Field label={t('way.after')} name="after" type="number" min={0} max={60} defaultValue="0" required />
        <button type="submit" class="button" aria-disabled={busy.value}>
          {t('way.add')}
        </button>
        <Trouble of={trouble} />
        {sent.value && (
          <p role="status">{sent.value.ok ? t('way.sent.code') : t('way.failed', { code: sent.value.code ?? '' })}</p>
        )}
      </form>
    </details>
  );
}
