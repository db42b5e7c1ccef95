import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CasePage, ChatEntry, RequestCase } from '../../../domain/console/case.ts';
import { DownIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { day, sameDay } from '../../shared/time.ts';
import { chat, earlier, readEarlier } from '../state/case.ts';
import { t } from '../texts.ts';
import { ChatLine } from './chat-line.tsx';
import { Compose } from './compose.tsx';
import { OtherZone } from './other-zone.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

/** What was said, as it comes, and where one writes. It follows the newest line unless the reader has scrolled up. */
export function Chat({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const follows = useFollowing(box);
  const { busy, trouble, run } = useWork();
  const { name, zone } = of.partner;
  const before = (): void => {
    const height = box.current?.scrollHeight ?? 0;
    void run(readEarlier).then(() => {
      // What was in sight stays in sight.
      requestAnimationFrame(() => {
        if (box.current) box.current.scrollTop += box.current.scrollHeight - height;
      });
    });
  };
  return (
    <section class="chat-part" aria-labelledby="chat-title">
      <h2 id="chat-title">{t('chat.title')}</h2>
      <OtherZone of={of} />
      <div class="chat-place">
        <div
          class="chat-log"
          role="log"
          aria-live="polite"
          aria-label={t('chat.of', { name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it (WCAG 2.1.1)
          tabIndex={0}
          ref={box}
          onScroll={follows.onScroll}
        >
          {earlier.value !== null && (
            <button type="button" class="button chat-earlier" aria-disabled={busy.value} onClick={before}>
              {t('chat.earlier')}
            </button>
          )}
          <Trouble of={trouble} />
          {chat.value.length === 0 && <p class="faint">{t('chat.none')}</p>}
          <ol class="chat-lines">
            {chat.value.map((entry, index) => (
              <>
                <NewDay key={`day ${entry.id}`} entry={entry} before={chat.value[index - 1]} zone={zone} />
                <ChatLine key={entry.id} entry={entry} of={of} />
              </>
            ))}
          </ol>
        </div>
        {!follows.isAtEnd && (
          <button type="button" class="to-end" onClick={follows.toEnd}>
            <DownIcon />
            {t('chat.newest')}
          </button>
        )}
      </div>
      <Compose of={of} />
    </section>
  );
}

interface DayProps {
  readonly entry: ChatEntry;
  readonly before: ChatEntry | undefined;
  readonly zone: string;
}

function NewDay({ entry, before, zone }: DayProps): JSX.Element | null {
  if (before && sameDay(before.at, entry.at, zone)) return null;
  return <li class="chat-day">{day(entry.at, zone, language.value)}</li>;
}

/** Keeps the end in sight as long as the reader has not scrolled away from it. */
function useFollowing(box: RefObject<HTMLDivElement | null>) {
  const atEnd = useSignal(true);
  const toEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (atEnd.peek()) toEnd();
  }, [chat.value]);
  useLayoutEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(() => atEnd.peek() && toEnd());
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const onScroll = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    atEnd.value = scrollHeight - scrollTop - clientHeight < 48;
  };
  return { isAtEnd: atEnd.value, toEnd, onScroll };
}
