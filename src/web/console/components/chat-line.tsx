import type { ComponentChildren, JSX } from 'preact';
import type { CasePage, ChatEntry, HeardView, RequestCase } from '../../../domain/console/case.ts';
import { reasonWords } from '../../shared/case/why.ts';
import { LevelIcon, LockIcon, PersonIcon, WarnIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { clockTime, languageName } from '../../shared/time.ts';
import { piecesOf } from '../pieces.ts';
import { named, t } from '../texts.ts';

type Line<Who extends ChatEntry['who']> = Extract<ChatEntry, { who: Who }>;

interface Props {
  readonly entry: ChatEntry;
  readonly of: CasePage | RequestCase;
}

/** One line of the chat, or beside it. All words are shown as text: nothing in them is markup. */
export function ChatLine({ entry, of: { partner } }: Props): JSX.Element {
  const time = clockTime(entry.at, partner.zone, language.value);
  switch (entry.who) {
    case 'partner':
      return (
        <Said who="partner" name={partner.name} time={time}>
          <Words entry={entry} />
        </Said>
      );
    case 'coach':
      return (
        <Said who="coach" name={t('chat.coach')} time={time}>
          <Coach entry={entry} />
        </Said>
      );
    case 'counselor':
      return (
        <Said who="counselor" name={entry.by} time={time} icon={<PersonIcon />}>
          <p class="words">{entry.text}</p>
        </Said>
      );
    case 'note':
      return (
        <Said who="note" name={t('chat.note-by', { name: entry.by })} time={time} icon={<LockIcon />}>
          <p class="words">{entry.text}</p>
        </Said>
      );
    case 'channel':
      return <Channel entry={entry} time={time} />;
  }
}

interface SaidProps {
  readonly who: 'partner' | 'coach' | 'counselor' | 'note';
  readonly name: string;
  readonly time: string;
  readonly icon?: JSX.Element;
  readonly children: ComponentChildren;
}

const Said = ({ who, name, time, icon, children }: SaidProps): JSX.Element => (
  <li class={`line line-${who}`}>
    <p class="line-who">
      {icon}
      <bdi>{name}</bdi> <time class="faint">{time}</time>
    </p>
    <div class="line-box">{children}</div>
  </li>
);

/** A partner's words, what was heard in them marked, and by which rule. */
const Words = ({ entry: { text, heard, silence } }: { readonly entry: Line<'partner'> }): JSX.Element => (
  <>
    <p class="words" dir="auto">
      {text === ''
        ? t('chat.not-kept')
        : piecesOf(text, heard).map((piece) => (piece.isHeard ? <mark>{piece.text}</mark> : piece.text))}
    </p>
    {heard.map((each) => (
      <Heard key={`${each.rule}|${each.span.join()}`} heard={each} />
    ))}
    {silence !== null && <p class="line-why">{t('chat.silence', { why: reasonWords(silence) })}</p>}
  </>
);

const Heard = ({
  heard: { rule, category, level, downgraded, neither },
}: {
  readonly heard: HeardView;
}): JSX.Element => (
  <p class={`line-why point-${level}`}>
    <LevelIcon level={level} />
    <span>
      {t(`category.${category}`)} · {t(`level.${level}`)}
      {downgraded && ` · ${named('why', downgraded)}`}
      {neither && ` · ${named('neither', neither)}`} <code>{rule}</code>
    </span>
  </p>
);

/** What the coach said: as the partner got it, and in the reader's language where that is another. */
function Coach({ entry: { text, said } }: { readonly entry: Line<'coach'> }): JSX.Element {
  const mine = language.value;
  return (
    <>
      <p class="words" lang={said}>
        {text[said]}
      </p>
      {said !== mine && (
        <p class="words translated">
          <span class="faint">{t('chat.means', { language: languageName(mine, mine) })}</span> {text[mine]}
        </p>
      )}
    </>
  );
}

function Channel({
  entry: { what, lane, code },
  time,
}: {
  readonly entry: Line<'channel'>;
  readonly time: string;
}): JSX.Element {
  const isBad = what !== 'delivered';
  return (
    <li class="line line-channel">
      {isBad && <WarnIcon />}
      <span>
        {named('sent', what)}
        {lane && ` · ${t(`why.lane.${lane}`)}`} {code && <code>{code}</code>} <time class="faint">{time}</time>
      </span>
    </li>
  );
}
