import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { sharedText as t } from '../words.ts';
import { requestOutcomes } from './outcomes.ts';
import type { RequestView } from './views.ts';

interface Props {
  readonly of: Pick<RequestView, 'id' | 'version'>;
  readonly busy: boolean;
  readonly onClose: (act: UnsignedAct) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Asks how a request ended before it is closed. Nothing is chosen beforehand; Enter closes nothing, Escape leaves it open. */
export function CloseRequest({ of: { id, version }, busy, onClose, onCancel }: Props): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!busy && form.current) void onClose(closeOf(new FormData(form.current), version));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  };
  return (
    <form class="close" ref={form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <fieldset>
        <legend>{t('close.title')}</legend>
        {requestOutcomes.map((outcome) => (
          <label key={outcome} class="choice">
            <input type="radio" name="outcome" value={outcome} required />
            {t(`close.${outcome}`)}
          </label>
        ))}
      </fieldset>
      <label class="close-note" for={`note-${id}`}>
        {t('close.note')}
      </label>
      <input id={`note-${id}`} class="field" type="text" name="note" maxLength={2000} autocomplete="off" />
      <div class="case-acts">
        <button type="submit" class="button button-main" aria-disabled={busy}>
          {t('close.do')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t('close.cancel')}
        </button>
      </div>
    </form>
  );
}

function closeOf(form: FormData, seen: number): UnsignedAct {
  const note = String(form.get('note') ?? '').trim();
  const outcome = String(form.get('outcome'));
  // A request is no case to follow up: whoever asks again opens it again.
  return { type: 'close', outcome, followUp: null, seen, ...(note === '' ? {} : { note }) };
}
