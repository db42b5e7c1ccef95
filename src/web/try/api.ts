import type { ContactSheet } from '../../domain/contact-sheet.ts';
import type { UnsignedAct } from '../../domain/counselor-act.ts';
import { ask } from '../shared/api.ts';
import type { AlertView, CaseView } from '../shared/case/views.ts';
import type { Stage, Why } from './wire.ts';

/** How far the clock is moved: an ISO duration, or to what is due next. */
export type Step = { readonly advance: string } | { readonly to: 'next' };

/** The rehearsal's clock, couple and alerts. */
export const getStage = (): Promise<Stage> => ask('/try/api/state');

/** Why messages were heard, and why something was not sent. */
export const getWhy = (): Promise<Why> => ask('/try/api/why');

/** Starts the sample couple over: chats, alerts and clock. Answers with the rehearsal as it is then. */
export const postStartOver = (): Promise<Stage> =>
  ask('/try/api/start-over', { method: 'POST', body: { couple: 'sample' }, patience: 60_000 });

/** Moves the rehearsal's clock; answers once everything due on the way has happened. */
export const moveClock = (step: Step): Promise<{ now: string }> =>
  ask('/try/api/clock', { method: 'POST', body: step, patience: 120_000 });

/** Does something with an alert, or a request, as the rehearsal's counselor. */
export function actOn(alert: string, { type, ...body }: UnsignedAct): Promise<CaseView> {
  return ask(`/try/api/alerts/${encodeURIComponent(alert)}/${type}`, { method: 'POST', body });
}

const sheetPath = ({ caseCode, side }: AlertView): string => `/try/api/sheets/${encodeURIComponent(caseCode)}/${side}`;

/** How a partner may be reached without danger; empty where nothing was written. The look is audited. */
export const getSheet = (alert: AlertView): Promise<ContactSheet> => ask(sheetPath(alert));

/** Keeps a safe-contact sheet in place of the one before. Gives it back as it is kept. */
export const postSheet = (alert: AlertView, sheet: object): Promise<ContactSheet> =>
  ask(sheetPath(alert), { method: 'POST', body: sheet });
