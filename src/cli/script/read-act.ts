import { callResults, falseAlarmReasons, taskOutcomes } from '../../domain/counselor-act.ts';
import { unreadable } from './invalid.ts';
import type { ScriptedAct } from './script.ts';

const plainActs = ['acknowledge', 'claim', 'release', 'hand-back', 'escalate'] as const;

const forms = [
  ...plainActs,
  'take-over [from NAME]',
  'reassign NAME',
  'log-call RESULT [asked]',
  'log-decision',
  'false-alarm REASON',
  'close OUTCOME[, follow-up YYYY-MM-DD]',
  'done [OUTCOME]',
];

/** Reads what a counselor does. Pure. @throws CoachError `SCRIPT_INVALID`. */
export function readAct(rest: string): ScriptedAct {
  const plain = plainActs.find((each) => each === rest);
  const act = plain ? { type: plain } : (withWords(rest) ?? withCode(rest));
  if (act) return act;
  throw unreadable(`write counselor: ${forms.join(', ')}`);
}

/** Reads what a supervisor does. Pure. @throws CoachError `SCRIPT_INVALID`. */
export function readSigning(rest: string): ScriptedAct {
  if (rest === 'co-sign') return { type: 'co-sign' };
  throw unreadable('write supervisor: co-sign');
}

function withWords(rest: string): ScriptedAct | null {
  const [, outcome, followUp = null] = /^close +(\S.*?)(?:, *follow-up +(\d{4}-\d{2}-\d{2}))?$/u.exec(rest) ?? [];
  if (outcome) return { type: 'close', outcome, followUp };
  const [, taken, from] = /^(take-over)(?: +from +(\S+))?$/u.exec(rest) ?? [];
  if (taken) return { type: 'take-over', ...(from ? { from } : {}) };
  const [, person] = /^reassign +(\S+)$/u.exec(rest) ?? [];
  if (person) return { type: 'reassign', person };
  return rest === 'log-decision' ? { type: 'log-decision', note: 'decided' } : null;
}

function withCode(rest: string): ScriptedAct | null {
  const [, call, asked] = /^log-call +(\S+?)( +asked)?$/u.exec(rest) ?? [];
  if (call) return { type: 'log-call', result: oneOf(callResults, call, 'result of a call'), asked: Boolean(asked) };
  const [, reason] = /^false-alarm +(\S+)$/u.exec(rest) ?? [];
  if (reason) return { type: 'false-alarm', reason: oneOf(falseAlarmReasons, reason, 'reason of a false alarm') };
  const [, done, outcome = 'reached'] = /^(done)(?: +(\S+))?$/u.exec(rest) ?? [];
  return done ? { type: 'done', outcome: oneOf(taskOutcomes, outcome, 'outcome of a task') } : null;
}

function oneOf<T extends string>(allowed: readonly T[], written: string, what: string): T {
  const found = allowed.find((each) => each === written);
  if (!found) throw unreadable(`this is no ${what}; write one of ${allowed.join(', ')}`);
  return found;
}
