import type { JSX } from 'preact';
import { numeric } from '../messages.ts';
import { t } from '../texts.ts';
import type { Action } from '../wire.ts';

interface Props {
  readonly actions: readonly Action[];
  readonly onPick: (action: Action) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The newest question's buttons. With the focus among them, a digit picks one. */
export function Chips({ actions, onPick, onKeyDown }: Props): JSX.Element {
  const scale = numeric(actions);
  return (
    <fieldset class={scale ? 'chips chips-scale' : 'chips'} onKeyDown={onKeyDown}>
      <legend class="unseen">{t('chat.answers')}</legend>
      {actions.map((action, index) => (
        <button key={`${action.title}|${index}`} type="button" class="chip" onClick={() => onPick(action)}>
          {!scale && (
            <span class="chip-number" aria-hidden="true">
              {index + 1}
            </span>
          )}
          {action.title}
        </button>
      ))}
    </fieldset>
  );
}
