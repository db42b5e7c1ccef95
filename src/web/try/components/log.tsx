import { useComputed, useSignal } from '@preact/signals';
import type { JSX, RefObject, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { DownIcon } from '../../shared/components/icons.tsx';
import type { Conversation } from '../conversation.ts';
import { freshCrisis, type Row, rowsOf } from '../messages.ts';
import { nameOf, stage, zone } from '../store.ts';
import { t } from '../texts.ts';
import { Message } from './message.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly place: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The messages. It follows the newest one unless the reader has scrolled up. */
export function ChatLog({ conversation, place, onKeyDown }: Props): JSX.Element {
  const { user, activities, pending, ready } = conversation;
  const rows = useComputed(() => rowsOf(user, activities.value, pending.value, zone.value));
  const lines = stage.value?.partners.find((one) => one.user === user)?.lines;
  const following = useSignal(true);
  const top = useRef(0);
  const toEnd = (): void => {
    if (place.current) place.current.scrollTop = place.current.scrollHeight;
  };
  const onScroll = ({ currentTarget: box }: TargetedEvent<HTMLDivElement>): void => {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 48;
    if (atEnd || box.scrollTop < top.current) following.value = atEnd;
    top.current = box.scrollTop;
  };
  const seen = useRef<readonly Row[] | null>(null);
  const toTopOf = ({ id }: Row): void => {
    const message = place.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (!place.current || !message) return;
    following.value = false;
    place.current.scrollTop += message.getBoundingClientRect().top - place.current.getBoundingClientRect().top - 8;
    top.current = place.current.scrollTop;
  };
  useStaysAtEnd(place, following, toEnd);
  useLayoutEffect(() => {
    const crisis = freshCrisis(rows.value, seen.current);
    seen.current = ready.value ? rows.value : null;
    if (crisis) toTopOf(crisis);
    else if (following.peek() || pending.value.at(-1)?.failed === false) toEnd();
  }, [rows.value]);

  return (
    <div class="log-place">
      <div
        class="log"
        role="log"
        aria-live="polite"
        aria-busy={!ready.value}
        aria-label={t('chat.log', { name: nameOf(user) })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it (WCAG 2.1.1)
        tabIndex={0}
        ref={place}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        {rows.value.length === 0 && <Empty ready={ready.value} name={nameOf(user)} />}
        <ol class="messages">
          {rows.value.map((row) => (
            <Message key={row.id} row={row} user={user} lines={lines} onAgain={conversation.again} />
          ))}
        </ol>
      </div>
      {!following.value && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {t('chat.toEnd')}
        </button>
      )}
    </div>
  );
}

/** The box shrinks when buttons appear below it: the end stays in sight. */
function useStaysAtEnd(
  place: RefObject<HTMLDivElement | null>,
  following: { peek(): boolean },
  toEnd: () => void,
): void {
  useLayoutEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(() => following.peek() && toEnd());
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
}

const Empty = ({ ready, name }: { readonly ready: boolean; readonly name: string }): JSX.Element => (
  <div class="empty">
    <p>{ready ? t('chat.empty') : t('chat.loading')}</p>
    {ready && <p>{t('chat.emptyHint', { name })}</p>}
  </div>
);
