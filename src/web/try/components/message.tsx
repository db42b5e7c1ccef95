import type { JSX } from 'preact';
import { phoneNumbersIn } from '../../../domain/phone-numbers.ts';
import { BellIcon, PersonIcon, WarnIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { clockTime, day } from '../../shared/time.ts';
import type { Row } from '../messages.ts';
import { zone } from '../store.ts';
import { t } from '../texts.ts';
import type { CallLines, PartnerView } from '../wire.ts';

interface Props {
  readonly row: Row;
  readonly partner: string;
  readonly lines: PartnerView['lines'] | undefined;
  readonly onAgain: (id: string) => void;
}

/** One message, with the day before it where a new one begins. */
export function Message({ row, partner, lines, onAgain }: Props): JSX.Element {
  const classes = ['message', `from-${row.voice}`, row.mark && `is-${row.mark}`, row.state === 'failed' && 'is-failed'];
  return (
    <li class={row.first ? 'turn turn-first' : 'turn'} data-id={row.id}>
      {row.newDay && <p class="day">{day(row.at, zone.value, language.value)}</p>}
      <div class={classes.filter(Boolean).join(' ')}>
        <Speaker row={row} partner={partner} />
        <p class="bubble" lang={row.language ?? undefined}>
          {row.mark === 'crisis' ? <Callable text={row.text} calls={row.calls} /> : row.text}
        </p>
        <Foot row={row} lines={lines} onAgain={onAgain} />
      </div>
    </li>
  );
}

/** A text whose crisis lines are bold and can be tapped. */
function Callable({ text, calls }: { readonly text: string; readonly calls: Row['calls'] }): JSX.Element {
  const numbers = phoneNumbersIn(text, calls);
  const endOf = (index: number): number => (numbers[index]?.at ?? 0) + (numbers[index]?.shown.length ?? 0);
  return (
    <>
      {numbers.map(({ shown, at, href }, index) => (
        <>
          {text.slice(endOf(index - 1), at)}
          <a class="number" href={href}>
            {shown}
          </a>
        </>
      ))}
      {text.slice(endOf(numbers.length - 1))}
    </>
  );
}

/** Who speaks: shown for a human and for what came unasked, else only heard. */
function Speaker({ row, partner }: { readonly row: Row; readonly partner: string }): JSX.Element {
  if (row.voice === 'counselor') {
    return (
      <p class={row.first ? 'speaker speaker-human' : 'unseen'}>
        <strong>{row.name}</strong>{' '}
        <span class="badge">
          <PersonIcon />
          {t('chat.human')}
        </span>
      </p>
    );
  }
  if (row.mark) {
    return (
      <p class={row.first ? `speaker speaker-${row.mark}` : 'unseen'}>
        {row.mark === 'nudge' ? <BellIcon /> : <WarnIcon />}
        {t(`lane.${row.mark}`)}
      </p>
    );
  }
  return <p class="unseen">{row.voice === 'partner' ? partner : t('chat.coach')}:</p>;
}

const UnsentHelp = ({ lines: { emergency, suicideLine, calls } }: { readonly lines: CallLines }): JSX.Element => (
  <Callable text={t('chat.unsentHelp', { emergency, suicideLine })} calls={calls} />
);

function Foot({ row, lines, onAgain }: Pick<Props, 'row' | 'lines' | 'onAgain'>): JSX.Element | null {
  if (row.state === 'failed') {
    return (
      <>
        <p class="foot foot-failed">
          <WarnIcon />
          {t('chat.notSent')}{' '}
          <button type="button" class="link" onClick={() => onAgain(row.id)}>
            {t('chat.again')}
          </button>
        </p>
        {lines && (
          <p class="foot unsent-help">
            <UnsentHelp lines={lines[language.value]} />
          </p>
        )}
      </>
    );
  }
  if (row.state === 'sending') return <p class="foot">{t('chat.sending')}</p>;
  return row.last ? (
    <p class="foot">
      <time dateTime={new Date(row.at).toISOString()}>{clockTime(row.at, zone.value, language.value)}</time>
    </p>
  ) : null;
}
