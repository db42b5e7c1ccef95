import type { JSX } from 'preact';
import { phoneNumbersIn } from '../../../domain/phone-numbers.ts';
import { BellIcon, PersonIcon, WarnIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { clockTime, day } from '../../shared/time.ts';
import { dressOf, hasFiles, hasPictures, hasSegments, wordsIn } from '../dresses.ts';
import type { Row } from '../messages.ts';
import { segmentsOf } from '../segments.ts';
import { nameOf, zone } from '../store.ts';
import { n, t } from '../texts.ts';
import type { CallLines, PartnerView } from '../wire.ts';

interface Props {
  readonly row: Row;
  readonly user: string;
  readonly lines: PartnerView['lines'] | undefined;
  readonly onAgain: (id: string) => void;
}

/** One message, with the day before it where a new one begins. */
export function Message({ row, user, lines, onAgain }: Props): JSX.Element {
  const dress = dressOf(user).value;
  const words = wordsIn(dress, row);
  const classes = ['message', `from-${row.voice}`, row.mark && `is-${row.mark}`, row.state === 'failed' && 'is-failed'];
  return (
    <li class={row.first ? 'turn turn-first' : 'turn'} data-id={row.id}>
      {row.newDay && <p class="day">{day(row.at, zone.value, language.value)}</p>}
      <div
        class={classes.filter(Boolean).join(' ')}
        data-name={row.voice === 'partner' ? nameOf(user) : 'Side by Side'}
      >
        <Speaker row={row} partner={nameOf(user)} />
        <p class="bubble" lang={row.language ?? undefined}>
          {row.mark === 'crisis' ? <Callable text={words} calls={row.calls} /> : words}
        </p>
        {row.picture && hasPictures(dress) && (
          <img class="picture" src={row.picture.url} alt={row.picture.words} width="480" height="270" />
        )}
        {row.file && hasFiles(dress) && (
          <a class="file" href={row.file} target="_blank" rel="noreferrer">
            {t('chat.file')}
          </a>
        )}
        <Foot row={row} lines={lines} onAgain={onAgain} segments={hasSegments(dress) ? segmentWords(words) : ''} />
      </div>
    </li>
  );
}

/** How many segments a message takes by SMS, and in which of the two alphabets; empty while it is reckoned. */
function segmentWords(text: string): string {
  const segments = segmentsOf(text);
  return segments ? `${n('segments', segments.count)} · ${segments.encoding}` : '';
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

interface FootProps extends Pick<Props, 'row' | 'lines' | 'onAgain'> {
  readonly segments: string;
}

function Foot({ row, lines, onAgain, segments }: FootProps): JSX.Element | null {
  if (row.state === 'failed') return <Failed row={row} lines={lines} onAgain={onAgain} />;
  if (row.state === 'sending') return <p class="foot">{t('chat.sending')}</p>;
  if (!row.last && segments === '') return null;
  return (
    <p class="foot">
      {row.last && (
        <time dateTime={new Date(row.at).toISOString()}>{clockTime(row.at, zone.value, language.value)}</time>
      )}
      {row.last && segments !== '' && ' · '}
      {segments}
    </p>
  );
}

/** A message that could not be sent: whom to call, and how to send it again. */
const Failed = ({ row, lines, onAgain }: Pick<Props, 'row' | 'lines' | 'onAgain'>): JSX.Element => (
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
