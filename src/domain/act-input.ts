import { z } from 'zod';
import { callResults, falseAlarmReasons, taskOutcomes, type UnsignedAct } from './counselor-act.ts';

const words = z.string().max(4_000).trim().min(1);
const longNote = z.string().max(2_000).trim().min(1);
const name = z.string().max(200).trim().min(1);
const note = longNote.optional();
/** The version that was looked at: whoever ends or signs a case says it. */
const seen = z.int();
const bare = z.unknown().transform(() => ({}));
const perhaps = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject(shape)
    .nullish()
    .transform((given) => given ?? {});

/** What each act takes, as it arrives from outside: the one shape for the command line, the pages and what comes after them. */
const inputs: Readonly<Record<UnsignedAct['type'], z.ZodType>> = {
  acknowledge: bare,
  claim: bare,
  release: bare,
  'hand-back': bare,
  escalate: bare,
  'take-over': perhaps({ from: name.optional() }).describe(
    'Say from whom you take it over: {"from": "Dana"}, or nothing.',
  ),
  reassign: z
    .strictObject({ person: name, from: name.optional(), note })
    .describe('Say to whom: {"person": "Lee", "from": "Dana"}.'),
  say: z.strictObject({ words }).describe('Write something, up to 4,000 characters.'),
  'add-note': z.strictObject({ words: longNote }).describe('Write something, up to 2,000 characters.'),
  'log-call': z
    .strictObject({ result: z.enum(callResults), asked: z.boolean().optional(), note })
    .describe(`Say how the call ended: {"result": "${callResults.join('|')}", "asked": true}.`),
  'log-decision': z.strictObject({ note: words }).describe('Say what was decided: {"note": "…"}.'),
  close: z
    .strictObject({ outcome: words, followUp: z.union([z.string().max(10), z.null()]).optional(), note, seen })
    .describe(
      'Say how it ended, when somebody follows up, and the version you saw: {"outcome", "followUp", "note", "seen"}.',
    ),
  'false-alarm': z
    .strictObject({ reason: z.enum(falseAlarmReasons), note, seen })
    .describe(`Say why, and the version you saw: {"reason": "${falseAlarmReasons.join('|')}", "seen": 3}.`),
  'co-sign': z
    .strictObject({ occurrence: z.int().min(1).optional(), seen })
    .describe('Say which version you saw: {"seen": 3}.'),
  'task-done': z
    .strictObject({ task: name, outcome: z.enum(taskOutcomes) })
    .describe(`Say which task, and how it ended: {"task", "outcome": "${taskOutcomes.join('|')}"}.`),
};

/** The acts there are. */
export const actTypes = Object.keys(inputs) as readonly UnsignedAct['type'][];

/** What an act takes beside its type. Its description says how it is written. */
export const actInput = (type: UnsignedAct['type']): z.ZodType => inputs[type];

/** An act of what its input gave. */
export const actFrom = (type: UnsignedAct['type'], body: unknown): UnsignedAct =>
  ({ type, ...(body as object) }) as UnsignedAct;
