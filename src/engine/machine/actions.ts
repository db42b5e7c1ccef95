import { z } from 'zod';
import { hours } from '../../domain/duration.ts';
import type { Asked, Audience, FrameSnapshot, Lane } from '../../domain/frame.ts';
import { localDate } from '../../domain/local-time.ts';
import type { About, Category } from '../../domain/screening.ts';
import { addToBook, forgetInBook, writeBook } from '../conversation/book.ts';
import { offeredIn } from '../conversation/offering.ts';
import { applySetting, settingNames } from '../conversation/settings.ts';
import { worded } from '../conversation/wording.ts';
import { giftNames, give } from '../couple/give.ts';
import { sayBeside } from '../crisis/beside.ts';
import { type Known, learned } from '../crisis/knowledge.ts';
import { mayAsk } from '../crisis/talk.ts';
import { nudgeOnce } from '../time/plan-nudges.ts';
import { change, clockParams, nextId, pageHuman, rememberFact, send } from '../turn.ts';
import { type Acting, type ActionKind, action, type StayKind, stayKinds, textParams } from './action-kind.ts';
import type { Action, Dialog } from './dialog.ts';
import { aCrisisCategory, aField, aFieldValue, aLane, aLevel, anAudience, aText, someFields } from './params.ts';
import { filing, sharing } from './sharing.ts';
import { valueWords } from './value-words.ts';

export interface SayParams {
  readonly key: string;
  readonly with?: readonly string[] | undefined;
  readonly lane?: Lane | undefined;
  readonly to?: Audience | undefined;
  readonly clock?: true | undefined;
}

export interface AskParams extends SayParams {
  readonly quiet?: boolean | undefined;
  readonly offers?: true | undefined;
  readonly only?: readonly string[] | undefined;
}

const spoken = {
  key: aText,
  with: someFields.optional(),
  lane: aLane.optional(),
  to: anAudience.optional(),
  clock: z.literal(true).optional(),
};

const hour = hours(1);

/** Characters of a note: what is written after a long one is in the log alone. */
const longestNote = 10_000;

/** Every action there is. A new one is an entry here and a word in `vocabulary.ts`. */
export const actions = {
  say: action<SayParams>({
    params: z.strictObject(spoken),
    words: (params, dialog) => `says ${dialog}.${params.key}${aside(params)}`,
    does: sayText,
  }),
  ask: action<AskParams>({
    params: z.strictObject({
      ...spoken,
      quiet: z.boolean().optional(),
      offers: z.literal(true).optional(),
      only: someFields.optional(),
    }),
    words: (params, dialog) => `asks ${dialog}.${params.key}${aside(params)}`,
    does: askQuestion,
  }),
  keep: action({
    params: z.strictObject({ field: aField }),
    words: ({ field }) => `keeps ${field}`,
    assigns: ({ event }, { field }) => ({ [field]: event.value ?? null }),
  }),
  note: action({
    params: z.strictObject({ field: aField }),
    words: ({ field }) => `adds what was written to ${field}`,
    assigns: ({ context, event }, { field }) =>
      event.note ? { [field]: [context[field] ?? [], event.note].flat().join('\n').slice(0, longestNote) } : {},
  }),
  learn: action({
    params: z.strictObject({ field: aField, known: z.record(z.string(), z.string()) }),
    words: ({ known }) => ['learns what is told', ...Object.entries(known).map((each) => each.join(' '))].join(', '),
    assigns: ({ context, event }, { field, known }) => ({
      [field]: learned((context[field] ?? {}) as Known, event.tells ?? [], known),
    }),
  }),
  unlearn: action({
    params: z.strictObject({ field: aField, name: aText }),
    words: ({ name }) => `does not know ${name} any more`,
    assigns({ context }, { field, name }) {
      const { [name]: _, ...rest } = (context[field] ?? {}) as Known;
      return { [field]: rest };
    },
  }),
  set: action({
    params: z.strictObject({ field: aField, value: aFieldValue }),
    words: ({ field, value }) => `sets ${field} to ${valueWords(value)}`,
    assigns: (_, { field, value }) => ({ [field]: value }),
  }),
  fact: action({
    params: z.strictObject({ name: aText, from: aField, ifNew: z.literal(true).optional() }),
    words: ({ name, from }) => `stores ${name}${from === name ? '' : ` from ${from}`}`,
    does({ conversation, frame, context }, { name, from, ifNew }) {
      const value = context[from] ?? null;
      const isOld = ifNew && value === frame.snapshot.context[from];
      if (value !== null && !isOld) rememberFact(conversation, name, value);
    },
  }),
  remember: action({
    params: z.strictObject({ field: aField, most: z.int().positive().max(100).optional() }),
    words: ({ field, most }) => `keeps ${field} in the own book${most ? `, of a list the newest ${most}` : ''}`,
    does({ conversation, dialog, context }, { field, most }) {
      const value = context[field] ?? null;
      const name = `${dialog.name}.${field}`;
      if (value === null) return;
      if (most) addToBook(conversation, name, value, most);
      else writeBook(conversation, name, value);
    },
  }),
  forget: action({
    params: z.strictObject({ field: aField }),
    words: ({ field }) => `takes ${field} out of the own book`,
    does: ({ conversation, dialog }, { field }) => forgetInBook(conversation, `${dialog.name}.${field}`),
  }),
  setting: action({
    params: z.strictObject({ name: z.enum(settingNames, 'no setting'), from: aField }),
    words: ({ name, from }) => `settles ${name}${from === name ? '' : ` from ${from}`}`,
    does: ({ conversation, context }, { name, from }) => applySetting(conversation, name, context[from] ?? null),
  }),
  give: action({
    params: z.strictObject({ name: z.enum(giftNames, 'no gift'), from: aField.optional() }),
    words: ({ name, from }) => `gives ${name}${from === undefined ? '' : ` from ${from}`} to both`,
    does: ({ conversation, context }, { name, from }) =>
      give(conversation, name, from === undefined ? null : (context[from] ?? null)),
  }),
  page: action({
    params: z.strictObject({
      level: aLevel,
      reason: z.enum(['answer', 'silence'], 'no reason'),
      category: aCrisisCategory,
    }),
    words: ({ level, reason }) => `pages ${level} (${reason})`,
    does: ({ conversation, context }, { level, reason, category = crisisOf(context).category }) =>
      pageHuman(conversation, { level, reason, category, about: crisisOf(context).about }),
  }),
  crisis: action({
    params: z.strictObject({
      level: aLevel,
      reason: z.literal('answer'),
      category: aCrisisCategory,
      from: aField.optional(),
    }),
    words: ({ level }) => `pages ${level} and gives the crisis answer`,
    does({ context, afterwards }, { level, reason, from }) {
      afterwards.push({ type: 'crisis', level, reason, ...crisisOf(context, from), known: knownOf(context) });
    },
  }),
  beside: action({
    params: z.strictObject({ from: aField }),
    words: () => 'says a line for each other crisis that was heard',
    does: ({ conversation, context }, { from }) =>
      sayBeside(conversation, (context[from] ?? []) as readonly Category[]),
  }),
  ...sharing,
  ...filing,
  stay: action({
    params: z.strictObject({ kind: z.enum(stayKinds) }),
    words: ({ kind }) => `stays (${kind})`,
    does({ afterwards }, { kind }) {
      afterwards.push({ type: 'stay', kind });
    },
  }),
  open: action({
    params: z.strictObject({ from: aField }),
    words: ({ from }) => `opens what ${from} names`,
    does({ context, afterwards }, { from }) {
      afterwards.push({ type: 'open', what: String(context[from]) });
    },
  }),
  later: action({
    params: z
      .strictObject({ dialog: aText, from: z.number().min(0), until: z.number() })
      .refine(({ from, until }) => from < until, 'from has to be before until'),
    words: ({ dialog, from, until }) => `opens ${dialog} by itself in ${from / hour} to ${until / hour} h`,
    does: ({ conversation }, { dialog, ...span }) => nudgeOnce(conversation, dialog, span),
  }),
  finish: action({
    params: z.strictObject({}),
    words: () => 'is done for today',
    does({ conversation, frame, dialog }) {
      const today = localDate(frame.opened, conversation.partner.zone);
      change(conversation, { finished: { ...conversation.partner.finished, [dialog.name]: today } });
    },
  }),
};

export type ActionName = keyof typeof actions;

/** The action's entry in the table. Its parameters were checked when the dialog was loaded. */
const kindOf = (type: string) => actions[type as ActionName] as unknown as ActionKind<object>;

/** Whether the engine carries this out after a step; what is left is the machine's own. Pure. */
export const isCarriedOut = (type: string): boolean => type in actions && kindOf(type).does !== undefined;

/** Carries out an action of a frame. */
export const carryOut = (acting: Acting, { type, params }: Action): void => kindOf(type).does?.(acting, params);

/** What an action does, for a reader: "asks check-in.mood", "pages urgent (silence)". Pure. */
export const actionWords = (dialog: string, { type, params }: Action): string => kindOf(type).words(params, dialog);

function aside({ quiet, offers, only, lane, to }: Partial<AskParams>): string {
  const marks = [
    ...(quiet ? ['quiet'] : []),
    ...(offers ? ['what can be done here'] : []),
    ...(only ? [`what ${only.join(' and ')} names`] : []),
    ...(lane ? [`lane ${lane}`] : []),
    ...(to ? [`to ${to}`] : []),
  ];
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}

function sayText(acting: Acting, params: SayParams): void {
  sayAs(acting, params, wordedIn(acting, params));
}

function sayAs(acting: Acting, params: SayParams, key: string, asked?: Asked): void {
  const { audience, context } = acting;
  for (const conversation of audience(params.to)) {
    const given = { ...textParams(params, context), ...(params.clock ? clockParams(conversation) : {}) };
    send(conversation, laneOf(acting, params), key, given, false, asked);
  }
}

/** What is offered after the questions of a dialog, where it is not a body in danger. */
const afterQuestions: Readonly<Record<string, StayKind>> = { 'crisis-self': 'self', 'crisis-others': 'harm' };

function askQuestion(acting: Acting, params: AskParams): void {
  const { context } = acting;
  // Enough was asked in this crisis: from here on the coach stays.
  if (isOfScreener(acting.dialog, params) && !mayAsk(acting.conversation)) {
    acting.afterwards.push({ type: 'stay', kind: afterQuestions[acting.dialog.name] ?? 'act' });
    return;
  }
  const lane = laneOf(acting, params);
  const key = wordedIn(acting, params);
  const asked: Asked = {
    id: nextId(acting.conversation),
    key,
    params: textParams(params, context),
    // A question asked again is a reply, even where it was first asked by a nudge.
    lane: lane === 'nudge' ? 'reply' : lane,
    quiet: params.quiet ?? false,
    reasked: false,
    ...(params.clock ? { clock: true } : {}),
    ...offersOf(acting, params, key),
  };
  acting.wait(params.to, asked);
  // A question that others may read is for now: it must not light the phone when a provider comes back.
  if (params.quiet) {
    for (const each of acting.audience(params.to)) each.expiresAt = each.turn.at + each.turn.limits.quietQuestion;
  }
  sayAs(acting, params, key, asked);
}

/** What is offered: of a question that offers things to do, what can be done here; of one that is about a list, what some field names. */
function offersOf(
  { conversation, context }: Acting,
  { offers, only }: AskParams,
  key: string,
): Pick<Asked, 'offered' | 'shown'> {
  const question = offers || only ? conversation.turn.words.questions.get(key) : undefined;
  if (!question) return {};
  if (offers) return offeredIn(conversation, key, question);
  const named = only?.flatMap((field) => context[field] ?? []) ?? [];
  return { offered: question.options.map(({ id }) => id).filter((id) => named.includes(id)) };
}

/** The text of a dialog in the wording that is due. */
const wordedIn = ({ conversation, dialog }: Acting, { key }: SayParams): string =>
  worded(conversation, `${dialog.name}.${key}`);

/** The questions of a crisis, but for what it offers once they are over. A quiet one is asked but once. */
const isOfScreener = ({ name }: Dialog, { quiet }: AskParams): boolean =>
  name.startsWith('crisis-') && name !== 'crisis-stay' && !quiet;

/** What a dialog says as it is opened by itself is a nudge. */
function laneOf({ dialog, conversation }: Acting, params: SayParams): Lane {
  const lane = params.lane ?? dialog.lane;
  return lane === 'reply' && conversation.turn.event.type === 'nudge' ? 'nudge' : lane;
}

/** What the dialog's context says its crisis is about. */
const knownOf = (context: FrameSnapshot['context']): Known => (context['known'] ?? {}) as Known;

const crisisOf = (context: FrameSnapshot['context'], from = 'category') => ({
  category: context[from] as Category,
  about: (context['about'] ?? 'self') as About,
});
