import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { sharedText as t } from '../words.ts';
import type { FormName } from './acts.ts';
import { actOfForm, choicesFor } from './forms.ts';
import type { AlertView } from './views.ts';

interface Props {
  readonly form: FormName;
  readonly alert: AlertView;
  readonly me: string;
  readonly busy: boolean;
  /** Names that are offered where a person is asked for. */
  readonly people?: readonly string[];
  readonly onDo: (act: UnsignedAct) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Asks what an act needs before it is done. Nothing is chosen beforehand; Enter does nothing, Escape leaves the case as it is. */
export function ActForm({ form, alert, me, busy, people = [], onDo, onCancel }: Props): JSX.Element {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!busy && element.current) void onDo(actOfForm(form, alert, me, new FormData(element.current)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  };
  const choices = choicesFor(form);
  return (
    <form class="close" ref={element} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <fieldset>
        <legend>{t(`${form}.title`)}</legend>
        {choices.map(({ value, text }) => (
          <label key={value} class="choice">
            <input type="radio" name="choice" value={value} required />
            {t(text)}
          </label>
        ))}
        {form === 'reassign' && (
          <Words id={`person-${alert.id}`} name="person" label={t('reassign.person')} required choices={people} />
        )}
      </fieldset>
      {form === 'close' && <FollowUp id={alert.id} />}
      {form === 'log-call' && (
        <label class="choice">
          <input type="checkbox" name="asked" value="yes" required={alert.violence === true} />
          {t(alert.violence ? 'log-call.asked' : 'log-call.asked-plain')}
        </label>
      )}
      <Words
        id={`note-${alert.id}`}
        name="note"
        label={t(form === 'log-decision' ? 'log-decision.note' : 'close.note')}
        required={form === 'log-decision'}
      />
      <div class="case-acts">
        <button type="submit" class="button button-main" aria-disabled={busy}>
          {t(`${form}.do`)}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t(form === 'close' || form === 'false-alarm' ? 'close.cancel' : 'form.cancel')}
        </button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly choices?: readonly string[];
}

const Words = ({ id, name, label, required, choices = [] }: WordsProps): JSX.Element => (
  <div>
    <label class="close-note" for={id}>
      {label}
    </label>
    <input
      {...{ id, name, required }}
      class="field"
      type="text"
      maxLength={2000}
      autocomplete="off"
      list={choices.length > 0 ? `${id}-choices` : undefined}
    />
    {choices.length > 0 && (
      <datalist id={`${id}-choices`}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    )}
  </div>
);

/** Whether somebody asks how it goes, and on which day: one of the two is said. */
function FollowUp({ id }: { readonly id: string }): JSX.Element {
  const [isPlanned, plan] = useState(false);
  return (
    <fieldset>
      <legend>{t('close.followUp')}</legend>
      <label class="choice">
        <input type="radio" name="follow-up" value="none" required onChange={() => plan(false)} />
        {t('close.followUp.none')}
      </label>
      <label class="choice">
        <input type="radio" name="follow-up" value="day" required onChange={() => plan(true)} />
        {t('close.followUp.day')}
      </label>
      {isPlanned && (
        <div>
          <label class="close-note" for={`day-${id}`}>
            {t('close.followUp.date')}
          </label>
          <input id={`day-${id}`} class="field" type="date" name="day" required />
        </div>
      )}
    </fieldset>
  );
}
