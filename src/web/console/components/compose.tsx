import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import { announce } from '../../shared/announce.ts';
import { LockIcon, SendIcon } from '../../shared/components/icons.tsx';
import { act, itemOf } from '../state/case.ts';
import { draftOf } from '../state/drafts.ts';
import { myName } from '../state/session.ts';
import { t } from '../texts.ts';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

/** Where one writes: to the partner, and apart from it, in another colour and under another button, for counselors alone. */
export function Compose({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const { id, status } = itemOf(of);
  const { name } = of.partner;
  const isMine = status === 'taken-over';
  return (
    <div class="compose">
      {of.mayDo.includes('say') ? (
        <Writing
          draft={`say ${id}`}
          label={t('say.label', { name, me: myName.value })}
          hint={isMine ? '' : t('say.hint', { name })}
          button={t('chat.send')}
          onSend={async (words) => {
            await act({ type: 'say', words });
            announce(t('done.say', { name }));
          }}
          name={name}
          kind="say"
        />
      ) : (
        <p class="hint">{t(status === 'closed' ? 'compose.closed' : 'compose.not-yours')}</p>
      )}
      <details class="note-place">
        <summary>
          <LockIcon />
          {t('note.open')}
        </summary>
        <Writing
          draft={`note ${id}`}
          label={t('note.label')}
          hint={t('note.hint')}
          button={t('note.keep')}
          onSend={async (words) => {
            await act({ type: 'add-note', words });
            announce(t('done.add-note'));
          }}
          name={name}
          kind="note"
        />
      </details>
    </div>
  );
}

interface WritingProps {
  readonly draft: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly name: string;
  readonly kind: 'say' | 'note';
  readonly onSend: (words: string) => Promise<void>;
}

/** A field whose words stay until they are sent. Enter sends, Shift and Enter begins a new line. */
function Writing({ draft: place, label, hint, button, name, kind, onSend }: WritingProps): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = draftOf(place);
  const { busy, trouble, run } = useWork();
  const send = async (): Promise<void> => {
    const words = draft.peek().trim();
    if (words === '') return;
    if (await run(() => onSend(words), name)) {
      // What was written meanwhile stays.
      if (draft.peek().trim() === words) draft.value = '';
      field.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      class={`writing writing-${kind}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label for={id}>{label}</label>
      <Trouble of={trouble} />
      <div class="say-row">
        <textarea
          id={id}
          ref={field}
          class="field"
          rows={2}
          maxLength={kind === 'say' ? 4000 : 2000}
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={draft.value}
          onInput={({ currentTarget }) => {
            draft.value = currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" title={button} aria-disabled={busy.value}>
          <SendIcon />
          <span class="unseen">{button}</span>
        </button>
      </div>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </form>
  );
}
