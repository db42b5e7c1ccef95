import type { Alert } from '../../domain/alert.ts';
import { endCalls } from './calls.ts';
import { beginLadder, type Clinic } from './ladder.ts';
import { withoutTimers } from './timer-list.ts';
import { beginWaiting } from './waiting.ts';

/** The clocks of an alert that nobody holds, from now on: who is called, and what its partner is told. Pure. */
export const startClocks = (alert: Alert, at: number, clinic: Clinic): Alert =>
  beginWaiting(beginLadder(alert, at, clinic), at);

/** The alert whose clocks stand still, because somebody holds it or it is closed. Pure. */
export const stopClocks = (alert: Alert): Alert => withoutTimers(endCalls(alert), 'ladder', 'waiting');
