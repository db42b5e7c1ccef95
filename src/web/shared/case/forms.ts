import {
  type CallResult,
  callResults,
  closeOutcomes,
  type FalseAlarmReason,
  falseAlarmReasons,
  type UnsignedAct,
} from '../../../domain/counselor-act.ts';
import type { SharedKey } from '../dictionary.ts';
import { type FormName, takenFrom } from './acts.ts';
import type { AlertView } from './views.ts';

/** One of several, of which none is chosen beforehand. */
interface Choice {
  readonly value: string;
  readonly text: SharedKey;
}

const choicesOf: Readonly<Record<FormName, readonly Choice[]>> = {
  close: closeOutcomes.map((value) => ({ value, text: `close.${value}` })),
  'false-alarm': falseAlarmReasons.map((value) => ({ value, text: `false-alarm.${value}` })),
  'log-call': callResults.map((value) => ({ value, text: `log-call.${value}` })),
  'log-decision': [],
  reassign: [],
};

/** What a form offers to choose from; empty where it only asks for words. Pure. */
export const choicesFor = (form: FormName): readonly Choice[] => choicesOf[form];

/** What a form that was filled in does. Pure. */
export function actOfForm(form: FormName, alert: AlertView, me: string, fields: FormData): UnsignedAct {
  const written = (name: string): string => String(fields.get(name) ?? '').trim();
  const note = written('note');
  const noted = note === '' ? {} : { note };
  const choice = written('choice');
  switch (form) {
    case 'close':
      return {
        ...{ type: 'close', outcome: choice, seen: alert.version, ...noted },
        followUp: fields.get('follow-up') === 'day' ? written('day') : null,
      };
    case 'false-alarm':
      return { type: 'false-alarm', reason: choice as FalseAlarmReason, seen: alert.version, ...noted };
    case 'log-call':
      return { type: 'log-call', result: choice as CallResult, asked: fields.get('asked') === 'yes', ...noted };
    case 'log-decision':
      return { type: 'log-decision', note };
    case 'reassign':
      return { type: 'reassign', person: written('person'), ...takenFrom(alert, me), ...noted };
  }
}
