import type { NoticeMessage } from '../../src/ports/notices.ts';
import { noon } from './engine.ts';

/** A notice of an urgent case, as a channel is given it. */
export const aNotice = (fields: Partial<NoticeMessage> = {}): NoticeMessage => ({
  ...{ id: 'notice-1', kind: 'alert', language: 'en', subject: 'URGENT: case C-017', text: 'It has waited 3 minutes.' },
  about: { thread: 'alert-1.2', caseCode: 'C-017', level: 'urgent', raisedAt: noon, state: 'open' },
  link: { href: 'https://coach.example.org/console/cases/alert-1', label: 'Open the case' },
  acts: [
    { act: 'acknowledge', label: 'I am looking', token: 'token-ack' },
    { act: 'claim', label: 'I take it', token: 'token-claim' },
  ],
  ...fields,
});

/** A notice of a case that somebody has. */
export const aClaimedNotice = (): NoticeMessage =>
  aNotice({
    about: { thread: 'alert-1.2', caseCode: 'C-017', level: 'urgent', raisedAt: noon, state: 'claimed' },
    text: 'Lee has taken it.',
    acts: [],
  });

/** A signal that ends nothing. */
export const patient = (): AbortSignal => new AbortController().signal;
