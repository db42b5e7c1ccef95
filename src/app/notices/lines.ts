import type { Say } from '../../domain/effect.ts';
import { codeFrom } from '../../domain/notice-code.ts';
import type { Person } from '../../domain/staff/person.ts';
import type { FallbackNotice } from '../../ports/notifier.ts';
import { localMoment, waited } from './spoken.ts';
import { type AlertNow, drillCase, type NoticeSubject, stateOf } from './subject.ts';
import type { WayTraits } from './way-traits.ts';

/** Says one text of the content. */
export type Line = (key: string, params?: Say['params']) => string;

export interface Writing {
  readonly line: Line;
  readonly answered: WayTraits['answered'];
  readonly zone: string;
  readonly language: Person['language'];
  readonly at: number;
}

interface Written {
  readonly subject: string;
  readonly lines: readonly string[];
}

/** The first line of a notice, and what follows it. */
export function write(subject: NoticeSubject, { line, answered, zone, language, at }: Writing): Written {
  switch (subject.kind) {
    case 'alert':
      return alertLines(subject, { line, answered, at });
    case 'request': {
      const lines = caseLines(subject.now, subject.raisedAt, { line, answered, at });
      return {
        subject: line('request-subject', { case: subject.caseCode }),
        lines: isOver(subject.now) ? lines : [line('request'), ...lines],
      };
    }
    case 'drill': {
      const byCode = answered === 'by-code' ? line('by-code-drill', { code: codeFrom(subject.drill.id) }) : '';
      return { subject: line('drill-subject', { case: drillCase }), lines: [line('drill'), byCode] };
    }
    case 'drill-missed':
      return {
        subject: line('drill-missed-subject'),
        lines: [line('drill-missed', { from: localMoment(subject.drill.at, zone, language) })],
      };
    case 'test':
      return { subject: line('test-subject'), lines: [line('test')] };
    case 'code': {
      const { code, minutes: count } = subject;
      const back = answered !== 'elsewhere' ? 'here' : 'elsewhere';
      return { subject: line('code-subject', { code }), lines: [line('code', { back, code, count })] };
    }
    case 'rota-gap': {
      const [from, until] = [subject.from, subject.until].map((instant) => localMoment(instant, zone, language));
      return {
        subject: line('gap-subject'),
        lines: [line('gap', { duty: subject.duty, from: from ?? '', until: until ?? '' })],
      };
    }
    case 'way-ended': {
      const { name, way: kind, why } = subject;
      return { subject: line('way-ended-subject'), lines: [line('way-ended', { name, kind, why })] };
    }
    case 'fallback': {
      const { level } = subject.notice;
      return { subject: line('fallback-subject', { level }), lines: [line('fallback', placeOf(subject.notice))] };
    }
    case 'answer':
      return { subject: '', lines: [line(subject.say.key, subject.say.params)] };
  }
}

type Style = Pick<Writing, 'line' | 'answered' | 'at'>;

function alertLines({ notice, now }: Extract<NoticeSubject, { kind: 'alert' }>, style: Style): Written {
  const { caseCode, level, raisedAt } = notice;
  const subject = style.line('subject', { level, case: caseCode });
  return { subject, lines: caseLines(now, raisedAt, style) };
}

/** What has become of a case, or how long it waits and what can be answered. */
function caseLines(now: AlertNow | null, raisedAt: number, { line, answered, at }: Style): readonly string[] {
  const state = stateOf(now);
  if (state === 'closed') return [line('closed')];
  if (state === 'claimed') return [line('claimed', { name: now?.holder ?? '' })];
  const looks = now?.acknowledgement ? line('acknowledged', { name: now.acknowledgement.by }) : '';
  const byCode = now?.code && answered === 'by-code' ? line('by-code', { code: now.code }) : '';
  return [line('waiting', waited(raisedAt, at)), looks, byCode];
}

const isOver = (now: AlertNow | null): boolean => ['closed', 'claimed'].includes(stateOf(now));

/** Where whoever is called looks: the case, the entry, or the channel and a digest of the sender. */
function placeOf(notice: FallbackNotice): { readonly about: string; readonly place: string } {
  if ('caseCode' in notice) return { about: 'case', place: notice.caseCode };
  if ('spooled' in notice) return { about: 'spooled', place: notice.spooled };
  return { about: 'channel', place: `${notice.channel} ${notice.sender}` };
}
