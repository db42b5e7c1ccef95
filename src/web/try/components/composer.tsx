import type { JSX, RefObject } from 'preact';
import { SendIcon } from '../../shared/components/icons.tsx';
import { nameOf } from '../store.ts';
import { t } from '../texts.ts';

interface Props {
  readonly user: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSend: (text: string) => void;
}

/** Where the partner writes. Enter sends, Shift and Enter begins a new line. */
export function Composer({ user, field, onSend }: Props): JSX.Element {
  const send = (): void => {
    const words = field.current?.value.trim() ?? '';
    if (!field.current || words === '') return;
    onSend(words);
    field.current.value = '';
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    send();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form class="composer" onSubmit={onSubmit}>
      <label class="unseen" for={`write-${user}`}>
        {t('chat.write', { name: nameOf(user) })}
      </label>
      <textarea
        id={`write-${user}`}
        ref={field}
        rows={1}
        maxLength={4000}
        autocomplete="off"
        enterkeyhint="send"
        placeholder={t('chat.placeholder')}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" title={t('chat.send')}>
        <SendIcon />
        <span class="unseen">{t('chat.send')}</span>
      </button>
    </form>
  );
}
