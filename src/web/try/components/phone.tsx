import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { LockIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { languageName, wallTime } from '../../shared/time.ts';
import type { Conversation } from '../conversation.ts';
import { dressOf, hasButtons } from '../dresses.ts';
import { byDigit, offered } from '../messages.ts';
import { nameOf, stage } from '../store.ts';
import { t } from '../texts.ts';
import type { Action } from '../wire.ts';
import { Chips } from './chips.tsx';
import { Composer } from './composer.tsx';
import { DressPicker } from './dress-picker.tsx';
import { ChatLog } from './log.tsx';
import { Running } from './running.tsx';
import { Try } from './try-words.tsx';

/** One partner's phone: a private chat with the coach. */
export function Phone({ conversation }: { readonly conversation: Conversation }): JSX.Element {
  const { user, activities, pending, ready, send } = conversation;
  const log = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const dress = dressOf(user).value;
  const open = pending.value.length > 0 ? [] : offered(activities.value, user);
  const actions = hasButtons(dress) ? open : [];
  const fresh = ready.value && pending.value.length === 0 && !activities.value.some(({ from }) => from.id === user);

  const speaks = stage.value?.partners.find((one) => one.user === user)?.language ?? 'en';

  /** The buttons go away with the answer: keyboards stay in the field, fingers get no keyboard in their way. */
  const answer = ({ title, value }: Action): void => {
    const coarse = window.matchMedia('(pointer: coarse)').matches;
    (coarse ? log : field).current?.focus({ preventScroll: true });
    send(title, value);
  };
  const onDigit = (event: KeyboardEvent): void => {
    const action = plainKey(event) ? byDigit(actions, event.key) : undefined;
    if (!action) return;
    event.preventDefault();
    answer(action);
  };

  return (
    <section class={`phone phone-${user}`} data-dress={dress} aria-labelledby={`name-${user}`}>
      <PhoneHead user={user} />
      <Running user={user} />
      <ChatLog conversation={conversation} place={log} onKeyDown={onDigit} />
      <div class="phone-foot">
        {actions.length > 0 && <Chips actions={actions} onPick={answer} onKeyDown={onDigit} />}
        {fresh && open.length === 0 && (
          <Try language={speaks} onPick={(words) => answer({ type: 'imBack', title: words, value: words })} />
        )}
        <Composer user={user} field={field} onSend={send} />
      </div>
    </section>
  );
}

const plainKey = ({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => !ctrlKey && !altKey && !metaKey;

function PhoneHead({ user }: { readonly user: string }): JSX.Element {
  const name = nameOf(user);
  return (
    <header class="phone-head">
      <span class="avatar" aria-hidden="true">
        {name.charAt(0)}
      </span>
      <div class="phone-who">
        <h2 id={`name-${user}`}>
          <span class="unseen">{t('chatOf', { name })}</span>
          <span aria-hidden="true">{name}</span>
        </h2>
        <p>
          <LockIcon />
          {[t('chat.private'), ...factsOf(user)].join(' · ')}
        </p>
      </div>
      <DressPicker user={user} />
    </header>
  );
}

/** Words that stay in one line. Pure. */
const together = (words: string): string => words.replaceAll(/\s/g, '\u00a0').replaceAll('–', '\u2060–\u2060');

/** A partner's language and quiet hours, in words. */
function factsOf(user: string): readonly string[] {
  const partner = stage.value?.partners.find((one) => one.user === user);
  if (!partner) return [];
  const { from, to } = partner.quietHours;
  const speech = language.value;
  const quiet = t('chat.quiet', { from: wallTime(from, speech), to: wallTime(to, speech) });
  return [languageName(partner.language, speech), ...(from === to ? [] : [together(quiet)])];
}
