import type { AlertView } from '../../../src/web/shared/case/views.ts';
import type { Activity } from '../../../src/web/try/wire.ts';

export const noon = Date.parse('2026-03-02T18:00:00Z');
export const zone = 'America/Chicago';

/** A coach's message at noon in Chicago, or what `with` says. */
export const anActivity = (id: string, change: Partial<Activity> = {}): Activity => ({
  id,
  type: 'message',
  timestamp: new Date(noon).toISOString(),
  from: { id: 'coach' },
  text: 'Hello.',
  channelData: { lane: 'reply', counselor: null, language: 'en' },
  ...change,
});

/** A message that Alex wrote. */
export const byAlex = (id: string, text: string, clientActivityID = id): Activity =>
  anActivity(id, { from: { id: 'alex' }, text, channelData: { clientActivityID } });

/** A question with buttons. */
export const asking = (id: string, ...titles: string[]): Activity =>
  anActivity(id, { suggestedActions: { actions: titles.map((title) => ({ type: 'imBack', title, value: title })) } });

export const anAlert = (change: Partial<AlertView> = {}): AlertView => ({
  id: 'alert-1',
  version: 1,
  caseCode: 'C-017',
  side: 'a',
  partner: 'Alex',
  family: 'self',
  level: 'urgent',
  status: 'open',
  holder: null,
  raisedAt: noon,
  acknowledgedAt: null,
  occurrence: 1,
  pages: [],
  ...change,
});
