import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import type { CaseView } from '../../shared/case/views.ts';
import { SendIcon } from '../../shared/components/icons.tsx';
import { t } from '../texts.ts';

interface Props {
  readonly alert: CaseView;
  readonly me: string;
  readonly busy: boolean;
  readonly onSay: (act: UnsignedAct) => Promise<boolean>;
}

/** The counselor's own words to the partner. What could not be sent stays in the field. */
export function SayLine({ alert, me, busy, onSay }: Props): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const id = `say-${alert.id}`;
  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const words = field.current?.value.trim() ?? '';
    if (busy || words === '') return;
    if ((await onSay({ type: 'say', words })) && field.current) field.current.value = '';
  };
  return (
    <form class="say" onSubmit={(event) => void onSubmit(event)}>
      <label for={id}>{t('say.label', { name: alert.partner, me })}</label>
      <div class="say-row">
        <input
          id={id}
          ref={field}
          class="field"
          type="text"
          maxLength={4000}
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby={alert.status === 'taken-over' ? undefined : `${id}-hint`}
        />
        <button type="submit" class="send" title={t('chat.send')} aria-disabled={busy}>
          <SendIcon />
          <span class="unseen">{t('chat.send')}</span>
        </button>
      </div>
      {alert.status !== 'taken-over' && (
        <p id={`${id}-hint`} class="hint">
          {t('say.hint', { name: alert.partner })}
        </p>
      )}
    </form>
  );
}
