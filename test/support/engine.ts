import { loadDialogs } from '../../src/app/catalog/load-dialogs.ts';
import { blankPartner } from '../../src/app/inbound/strangers.ts';
import type { Content } from '../../src/content/content.ts';
import type { Couple } from '../../src/domain/couple.ts';
import type { Partner } from '../../src/domain/partner.ts';
import { type Category, type Level, type Screening, silentScreening } from '../../src/domain/screening.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { MessageEvent } from '../../src/engine/events.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import type { Dialogs } from '../../src/engine/machine/dialog.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { theContent } from './content.ts';
import { dialogsDir } from './places.ts';

/** The real dialogs and the real content, loaded once a test file. */
export async function theEngine(): Promise<{ engine: Engine; dialogs: Dialogs; content: Content }> {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const dialogs = createDialogs(definitions);
  return {
    content,
    dialogs,
    engine: createEngine({ dialogs, words: content.words, limits: { ...defaultLimits, jitter: 0 } }),
  };
}

export const noon = Date.UTC(2026, 2, 7, 18, 0);

/** A partner in Chicago, reachable by SMS unless told otherwise. */
export const aPartner = (fields: Partial<Partner> = {}): Partner => ({
  ...blankPartner,
  name: 'Alex',
  consent: { status: 'given', version: 1, at: 0, until: Number.MAX_SAFE_INTEGER },
  textsAgreed: true,
  zone: 'America/Chicago',
  addresses: [{ channel: 'sms', id: '+15550100', verified: true }],
  ...fields,
});

/** An enrolled couple. */
export const aCouple = (fields: { a?: Partial<Partner>; b?: Partial<Partner> } = {}): Couple => ({
  id: 'couple-1',
  shared: { status: 'active', caseCode: 'C-001', relationship: 'romantic' },
  a: aPartner(fields.a),
  b: aPartner({ name: 'Sam', addresses: [{ channel: 'teams', id: 'sam', verified: true }], ...fields.b }),
});

/** A screening that heard one thing. */
export const heard = (category: Category, level: Level): Screening => ({
  level,
  categories: [category],
  matches: [{ rule: 'test.rule', category, level, about: 'self', language: 'en', span: [0, 1] }],
});

let count = 0;

/** A message from partner A. */
export const message = (text: string, fields: Partial<MessageEvent> = {}): MessageEvent => ({
  type: 'message',
  id: `turn-${count++}`,
  at: noon,
  side: 'a',
  text,
  unreadable: false,
  from: { channel: 'direct-line', id: 'alex' },
  screening: silentScreening,
  ...fields,
});
