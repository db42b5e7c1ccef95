import type { Content } from '../../content/content.ts';
import type { ContactWay, Person } from '../../domain/staff/person.ts';
import type { Seal } from '../../ports/keys.ts';
import type { NoticeAct, NoticeCase, NoticeMessage } from '../../ports/notices.ts';
import { type Line, write } from './lines.ts';
import { drillCase, type NoticeSubject, stateOf } from './subject.ts';
import { sealNoticeReceipt, sealTap } from './token.ts';
import { wayTraits } from './way-traits.ts';

/** What a notice is written with. `publicUrl`: the clinic's public address; null where none is configured, and no link then. */
export interface NoticeWriter {
  readonly content: Pick<Content, 'render'>;
  readonly seal: Seal;
  readonly publicUrl: string | null;
  /** Whose crisis lines are said. */
  readonly country: string;
}

/** Who reads it, and where. */
export interface NoticeReader {
  readonly person: Pick<Person, 'id' | 'language' | 'zone'>;
  readonly way: Pick<ContactWay, 'id' | 'kind'>;
}

/** How long a button of a notice does anything, ms. Later, somebody looks for themselves. */
const goodFor = 24 * 3_600_000;

/** A notice as one person reads it by one way, an envelope. `id` names this one sending; `at` is domain time. Pure but for the seal's randomness. */
export function noticeMessage(
  writer: NoticeWriter,
  subject: NoticeSubject,
  { person, way }: NoticeReader,
  { id, at }: { readonly id: string; readonly at: number },
): NoticeMessage {
  const traits = wayTraits[way.kind];
  const reader = { language: person.language, channel: traits.worded, country: writer.country };
  const line: Line = (key, params = {}) => writer.content.render({ key: `notice.${key}`, params }, reader).text;
  const written = write(subject, { line, answered: traits.answered, zone: person.zone, language: person.language, at });
  const link = linkOf(writer, subject, line);
  return {
    ...{ id, kind: subject.kind, language: person.language, link },
    ...{
      about: caseOf(subject),
      subject: written.subject,
      text: written.lines.filter((each) => each !== '').join(' '),
    },
    acts: actsOf(writer.seal, subject, { person, way }, at, line),
    ...(traits.reports ? { receipt: sealNoticeReceipt(writer.seal, receiptOf(subject, person.id, way.id)) } : {}),
  };
}

function caseOf(subject: NoticeSubject): NoticeCase | null {
  switch (subject.kind) {
    case 'alert': {
      const { alert, caseCode, level, raisedAt } = subject.notice;
      const thread = `${alert}.${subject.now?.occurrence ?? raisedAt}`;
      return { thread, caseCode, level, raisedAt, state: stateOf(subject.now) };
    }
    case 'request': {
      const { id, caseCode, raisedAt, now } = subject;
      return { thread: `${id}.${raisedAt}`, caseCode, level: 'none', raisedAt, state: stateOf(now) };
    }
    case 'drill':
      return {
        ...{ thread: `drill.${subject.drill.id}`, caseCode: drillCase, level: 'urgent' },
        ...{ raisedAt: subject.drill.at, state: 'open' },
      };
    default:
      return null;
  }
}

/** A link leads to the case's place in the console; it names the alert by its opaque id, and does nothing. */
function linkOf({ publicUrl }: NoticeWriter, subject: NoticeSubject, line: Line): NoticeMessage['link'] {
  if (publicUrl === null) return null;
  const place = placeOf(subject);
  if (place === null) return null;
  return { href: `${publicUrl.replace(/\/+$/, '')}/console/cases/${encodeURIComponent(place)}`, label: line('open') };
}

/** The id of the alert, or of the request; null for what belongs to no case. */
const placeOf = (subject: NoticeSubject): string | null =>
  subject.kind === 'alert' ? subject.notice.alert : subject.kind === 'request' ? subject.id : null;

function actsOf(
  seal: Seal,
  subject: NoticeSubject,
  { person, way }: NoticeReader,
  at: number,
  line: Line,
): readonly NoticeAct[] {
  if (wayTraits[way.kind].answered !== 'by-button') return [];
  const mine = { person: person.id, until: at + goodFor };
  const acknowledge = { act: 'acknowledge', label: line('acknowledge') } as const;
  if (subject.kind === 'drill') {
    const tap = { of: 'drill', id: subject.drill.id, occurrence: 0, act: 'acknowledge', seen: 0, ...mine } as const;
    return [{ ...acknowledge, token: sealTap(seal, tap) }];
  }
  if ((subject.kind !== 'alert' && subject.kind !== 'request') || !subject.now) return [];
  const state = stateOf(subject.now);
  if (state === 'closed' || state === 'claimed') return [];
  const { version: seen, occurrence } = subject.now;
  const offered = [...(state === 'open' ? [acknowledge] : []), { act: 'claim', label: line('claim') } as const];
  return offered.map(({ act, label }) => {
    const tap = { of: subject.kind, id: placeOf(subject) ?? '', occurrence, act, seen, ...mine } as const;
    return { act, label, token: sealTap(seal, tap) };
  });
}

const receiptOf = (subject: NoticeSubject, person: string, way: string) => ({
  alert: subject.kind === 'alert' ? subject.notice.alert : null,
  occurrence: subject.kind === 'alert' ? (subject.now?.occurrence ?? 0) : 0,
  ...{ person, way },
});
