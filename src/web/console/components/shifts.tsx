import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { duties, type Shift } from '../../../domain/staff/rota.ts';
import { announce } from '../../shared/announce.ts';
import { locales } from '../../shared/language.ts';
import { language } from '../../shared/prefs.ts';
import { wallTime, zoneName } from '../../shared/time.ts';
import { call } from '../state/call.ts';
import { t } from '../texts.ts';
import { Choice, Field, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  readonly rota: OnCallWeek;
  readonly onChanged: () => Promise<void>;
}

/** The week that repeats: shifts are added and taken away, and the whole week is kept at once. */
export function Shifts({ rota, onChanged }: Props): JSX.Element {
  const draft = useSignal<readonly Shift[] | null>(null);
  const { busy, trouble, run } = useWork();
  const shifts = draft.value ?? rota.shifts;
  const nameOf = (id: string): string => rota.people.find((person) => person.id === id)?.name ?? id;
  const keep = (): void =>
    void run(async () => {
      await call('on-call/week', { weekly: shifts });
      draft.value = null;
      await onChanged();
      announce(t('saved'));
    });
  return (
    <section class="card" aria-labelledby="shifts-title">
      <h2 id="shifts-title">{t('shifts.title')}</h2>
      <ul class="plain shifts">
        {shifts.map((shift) => (
          <li key={shift.id}>
            <span>
              <strong>{t(`duty.${shift.duty}`)}</strong> {nameOf(shift.person)} · {daysOf(shift.days)} ·{' '}
              {wallTime(shift.from, language.value)}–{wallTime(shift.to, language.value)}{' '}
              {shift.zone !== rota.zone && <span class="faint">{zoneName(rota.now, shift.zone, language.value)}</span>}
            </span>
            {rota.mayChange && (
              <button
                type="button"
                class="button button-small"
                aria-label={t('shifts.remove-of', { duty: t(`duty.${shift.duty}`), name: nameOf(shift.person) })}
                onClick={() => {
                  draft.value = shifts.filter((each) => each !== shift);
                }}
              >
                {t('remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {rota.mayChange && (
        <Add
          rota={rota}
          onAdd={(shift) => {
            draft.value = [...shifts, shift];
          }}
        />
      )}
      <Trouble of={trouble} />
      {draft.value && (
        <div class="case-acts">
          <button type="button" class="button button-main" aria-disabled={busy.value} onClick={keep}>
            {t('shifts.keep')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              draft.value = null;
            }}
          >
            {t('form.cancel')}
          </button>
        </div>
      )}
    </section>
  );
}

/** Days as people say them: `Mon, Tue`. Pure. */
function daysOf(days: readonly number[]): string {
  if (days.length === 7) return t('shifts.every');
  const name = new Intl.DateTimeFormat(locales[language.value], { weekday: 'short', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  return days.map((day) => name.format(Date.UTC(2024, 0, day))).join(', ');
}

function Add({ rota, onAdd }: { readonly rota: OnCallWeek; readonly onAdd: (shift: Shift) => void }): JSX.Element {
  const onSubmit = (event: Event): void => {
    const form = formOf(event);
    const days = form.getAll('day').map(Number);
    onAdd({
      id: crypto.randomUUID(),
      duty: duties.find((duty) => duty === said(form, 'duty')) ?? 'primary',
      person: said(form, 'person'),
      days: days.length > 0 ? days : [1, 2, 3, 4, 5, 6, 7],
      from: said(form, 'from'),
      to: said(form, 'to'),
      zone: rota.zone,
    });
  };
  return (
    <form class="inline-form" onSubmit={onSubmit}>
      <Choice label={t('rota.duty')} name="duty" required>
        {duties.map((duty) => (
          <option key={duty} value={duty}>
            {t(`duty.${duty}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('rota.person')} name="person" required>
        {rota.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Field label={t('rota.from')} name="from" type="time" required />
      <Field label={t('rota.until')} name="to" type="time" required />
      <fieldset class="days">
        <legend>{t('shifts.days')}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day} class="choice">
            <input type="checkbox" name="day" value={day} />
            {daysOf([day])}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button">
        {t('shifts.add')}
      </button>
    </form>
  );
}
