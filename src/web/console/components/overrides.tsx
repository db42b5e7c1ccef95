import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { duties } from '../../../domain/staff/rota.ts';
import { announce } from '../../shared/announce.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { call } from '../state/call.ts';
import { t } from '../texts.ts';
import { instantIn } from '../zone.ts';
import { Choice, Field, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  readonly rota: OnCallWeek;
  readonly onChanged: () => Promise<void>;
}

/** Somebody else for a while, or nobody. */
export function Overrides({ rota, onChanged }: Props): JSX.Element {
  const { zone, people, overrides, mayChange } = rota;
  const { busy, trouble, run } = useWork();
  const title = useRef<HTMLHeadingElement>(null);
  const when = (at: number): string => moment(at, zone, language.value);
  const nameOf = (id: string | null): string => people.find((person) => person.id === id)?.name ?? t('rota.nobody');
  const onSubmit = (event: Event): void => {
    const target = event.currentTarget as HTMLFormElement;
    const form = formOf(event);
    const body = {
      duty: said(form, 'duty'),
      person: said(form, 'person') || null,
      from: instantIn(zone, said(form, 'from')),
      until: instantIn(zone, said(form, 'until')),
    };
    void run(async () => {
      await call('on-call/overrides', body);
      target.reset();
      await onChanged();
      announce(t('saved'));
    });
  };
  const takeBack = (id: string): void =>
    void run(async () => {
      await call(`on-call/overrides/${encodeURIComponent(id)}/remove`, {});
      await onChanged();
      announce(t('override.taken-back'));
      title.current?.focus();
    });
  return (
    <section class="card" aria-labelledby="overrides-title">
      <h2 id="overrides-title" ref={title} tabIndex={-1}>
        {t('override.title')}
      </h2>
      <ul class="plain">
        {overrides.map(({ id, duty, person, from, until }) => (
          <li key={id} class="one-act">
            <span>
              {t(`duty.${duty}`)}: {nameOf(person)}{' '}
              <span class="faint">
                {when(from)} – {when(until)}
              </span>
            </span>
            {mayChange && (
              <button
                type="button"
                class="button button-small"
                aria-disabled={busy.value}
                aria-label={t('override.take-back-of', {
                  what: `${t(`duty.${duty}`)}, ${nameOf(person)}, ${when(from)}`,
                })}
                onClick={() => takeBack(id)}
              >
                {t('override.take-back')}
              </button>
            )}
          </li>
        ))}
        {overrides.length === 0 && <li class="faint">{t('override.none')}</li>}
      </ul>
      {mayChange && (
        <form class="inline-form" onSubmit={onSubmit}>
          <Choice label={t('rota.duty')} name="duty" required>
            {duties.map((duty) => (
              <option key={duty} value={duty}>
                {t(`duty.${duty}`)}
              </option>
            ))}
          </Choice>
          <Choice label={t('rota.person')} name="person">
            <option value="">{t('rota.nobody')}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
          <Field label={t('rota.from')} name="from" type="datetime-local" required />
          <Field label={t('rota.until')} name="until" type="datetime-local" required />
          <button type="submit" class="button" aria-disabled={busy.value}>
            {t('override.do')}
          </button>
          <Trouble of={trouble} />
        </form>
      )}
    </section>
  );
}
