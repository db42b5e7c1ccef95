import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { reasonWords } from '../../shared/case/why.ts';
import { LevelIcon, WarnIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { shortMoment } from '../../shared/time.ts';
import { conversations, inspecting, nameOf, stage, why, zone } from '../store.ts';
import { t } from '../texts.ts';
import type { HeardView, Instant, TurnView } from '../wire.ts';

/** Of one phone at a time: why each message was heard, by which rule and words, and why something was not sent. */
export function Inspector(): JSX.Element {
  const looked = useSignal<string>('alex');
  const turns = why.value?.phones.find(({ user }) => user === looked.value)?.turns;
  return (
    <details
      class="inspector"
      onToggle={({ currentTarget }) => {
        inspecting.value = currentTarget.open;
      }}
    >
      <summary>{t('why')}</summary>
      <fieldset class="segments inspector-phones">
        <legend class="unseen">{t('why.phone')}</legend>
        {conversations.map(({ user }) => (
          <button
            key={user}
            type="button"
            aria-pressed={looked.value === user}
            onClick={() => {
              looked.value = user;
            }}
          >
            {nameOf(user)}
          </button>
        ))}
      </fieldset>
      {turns?.length === 0 && <p class="hint">{t('why.none', { name: nameOf(looked.value) })}</p>}
      <ol class="turns" aria-label={t('why.of', { name: nameOf(looked.value) })}>
        {turns?.map((turn, index) => (
          <li key={`${turn.at}|${index}`} class={`explained explained-${turn.what}`}>
            <time>{when(turn.at)}</time>
            {turn.what === 'message' ? <Message turn={turn} /> : <Unsent turn={turn} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

const when = (at: Instant): string => shortMoment(at, stage.value?.now ?? at, zone.value, language.value);

function Message({ turn }: { readonly turn: Extract<TurnView, { what: 'message' }> }): JSX.Element {
  return (
    <div>
      <q class="explained-words">{turn.text === '' ? t('why.kept') : turn.text}</q>
      {turn.heard.length === 0 && <p class="faint">{t('why.nothing')}</p>}
      {turn.heard.map((heard, index) => (
        <Heard key={`${heard.rule}|${index}`} heard={heard} />
      ))}
      {turn.reason !== null && (
        <p class="explained-why">
          <WarnIcon />
          {t('why.silent', { why: reasonWords(turn.reason) })}
        </p>
      )}
    </div>
  );
}

const Heard = ({ heard: { rule, category, level, words, downgraded } }: { readonly heard: HeardView }): JSX.Element => (
  <p class={`explained-rule point-${level}`}>
    <LevelIcon level={level} />
    <span>
      {t(`category.${category}`)} · {t(`level.${level}`)}
      {downgraded && ` · ${t(`why.${downgraded}`)}`}
      {words !== '' && (
        <>
          {': '}
          <mark>{words}</mark>
        </>
      )}{' '}
      <code>{rule}</code>
    </span>
  </p>
);

const Unsent = ({
  turn: { lane, reason, code },
}: {
  readonly turn: Extract<TurnView, { what: 'unsent' }>;
}): JSX.Element => (
  <p class="explained-why">
    <WarnIcon />
    <span>
      {t('why.unsent', { what: t(`why.lane.${lane}`), why: reasonWords(reason) })} {code && <code>{code}</code>}
    </span>
  </p>
);
