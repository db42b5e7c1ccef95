import type { Audience, Json, Lane, Role } from '../../domain/frame.ts';
import type { Category, Level } from '../../domain/screening.ts';
import type { Flaw, ShareKind } from '../../domain/share.ts';
import type { SettingName } from '../conversation/settings.ts';
import type { GiftName } from '../couple/give.ts';
import type { StayKind } from './action-kind.ts';
import type { ActionName } from './actions.ts';
import type { Action, Guard, UseOf } from './dialog.ts';
import type { GuardName } from './guards.ts';

interface SayOptions {
  readonly lane?: Lane;
  /** In a shared dialog: whom it is said to; both unless told otherwise. */
  readonly to?: Audience;
  /** The text uses {time}: what the partner's clock shows when it is said. */
  readonly clock?: true;
}
interface AskOptions extends SayOptions {
  /** Others may read it over a shoulder: said once, and never again. */
  readonly quiet?: boolean;
  /** Its options are names of dialogs: what cannot be done here is not among them. */
  readonly offers?: true;
  /** Its options are those alone that these context fields name. */
  readonly only?: readonly string[];
}
/** The context fields that a text uses. */
interface With<Field extends string> {
  readonly with: readonly Field[];
}

const action = (type: ActionName, params: object): { type: ActionName; params: object } => ({ type, params });
const guard = (type: GuardName, params: object): { type: GuardName; params: object } => ({ type, params });

/** Says a text of this dialog. */
export function say(key: string, options?: SayOptions): Action<never>;
export function say<const Field extends string>(key: string, options: SayOptions & With<Field>): Action<UseOf<Field>>;
export function say(key: string, options: SayOptions = {}): Action {
  return action('say', { key, ...options });
}

/** Says a question of this dialog and waits for its answer. Its state needs an `after` (its expiry). */
export function ask(key: string, options?: AskOptions): Action<never>;
export function ask<const Field extends string>(key: string, options: AskOptions & With<Field>): Action<UseOf<Field>>;
export function ask(key: string, options: AskOptions = {}): Action {
  return action('ask', { key, ...options });
}

interface ShareOptions extends With<string> {
  readonly kind?: ShareKind;
  /** The text frames the writer's own words: it is read in the language that it was approved in. */
  readonly framed?: true;
  /** It is passed on today or not at all. */
  readonly today?: true;
}

/** The partner has approved this text of the dialog, with what its context fields hold: it waits for the other. */
export const share = <const Field extends string>(
  key: string,
  options: ShareOptions & With<Field>,
): Action<UseOf<Field>> => action('share', { key, ...options });

/**
 * Says a text that offers a file in its `<file>` mark, for a day: it holds another text of the dialog, with fields as the dialog would
 * find them when the file is opened (so `recalls` of the own book). With `starts`, a field with epoch ms, it is an entry for a calendar.
 */
export const file = <const Field extends string>(
  key: string,
  options: {
    readonly holds: string;
    readonly with?: readonly Field[];
    readonly starts?: Field;
    readonly minutes?: number;
  },
): Action<UseOf<Field>> => action('file', { key, ...options });

/** In a break: the partner has approved this text for the other. It waits for the return, and goes only if they let it go then. */
export const hold = <const Field extends string>(key: string, options: With<Field>): Action<UseOf<Field>> =>
  action('hold', { key, ...options });

/** At the return: what was held may go to the other. */
export const letGo = (): Action<never> => action('letGo', {});

/** Ends the couple part; then, has the other told of it now, or asks for a counselor to agree when. */
export const partWays = (tell: 'no' | 'later' | 'now'): Action<never> => action('partWays', { tell });

/** Sends what the other partner approved, by the id that a context field holds; or says that it is not there any more. */
export const passOn = <const Field extends string>(from: Field): Action<UseOf<Field>> => action('passOn', { from });

/** What the other partner approved is not wanted: it is offered no more, and they are not told. */
export const decline = <const Field extends string>(from: Field): Action<UseOf<Field>> => action('decline', { from });

/** Keeps the answer in a context field. */
export const keep = <const Field extends string>(field: Field): Action<UseOf<Field>> => action('keep', { field });

/** Adds what was written behind the answer to a context field, a line each. */
export const note = <const Field extends string>(
  field: Field,
): Action<{ readonly field: Field; readonly value: string }> => action('note', { field });

/** What is known: a name, and what it is known as. */
export type Known = Readonly<Record<string, string>>;

/** Adds what the words told to a context field that holds what is known, and what the answer itself says. */
export const learn = <const Field extends string>(
  field: Field,
  known: Known = {},
): Action<{ readonly field: Field; readonly value: Known }> => action('learn', { field, known });

/** Takes a name out of a context field that holds what is known. */
export const unlearn = <const Field extends string>(
  field: Field,
  name: string,
): Action<{ readonly field: Field; readonly value: Known }> => action('unlearn', { field, name });

/** Sets a context field. */
export const set = <const Field extends string, const Value extends Json>(
  field: Field,
  value: Value,
): Action<{ readonly field: Field; readonly value: Value }> => action('set', { field, value });

/** Only where the event has changed it. */
interface IfNew {
  readonly ifNew: true;
}

/** Stores a context field as a fact about this partner, when it is set. The field has the fact's name unless told. */
export function fact<const Field extends string>(field: Field, when?: IfNew): Action<UseOf<Field>>;
export function fact<const Field extends string>(name: string, from: Field): Action<UseOf<Field>>;
export function fact(name: string, from: string | IfNew = name): Action {
  return action('fact', typeof from === 'string' ? { name, from } : { name, from: name, ...from });
}

/**
 * Keeps a context field in the partner's own book, under the dialog's name and the field's, when it is set: a dialog that `recalls` it
 * is opened with it. `most`: it is added to a list there, of which the newest so many are kept. In no shared dialog.
 */
export const remember = <const Field extends string>(
  field: Field,
  list: { readonly most?: number } = {},
): Action<UseOf<Field>> => action('remember', { field, ...list });

/** Takes a context field of this dialog out of the partner's own book. */
export const forget = <const Field extends string>(field: Field): Action<UseOf<Field>> => action('forget', { field });

/** Settles something about the coach for this partner, as the context field says, when it is set. */
export const setting = <const Field extends string>(name: SettingName, from: Field): Action<UseOf<Field>> =>
  action('setting', { name, from });

/** Gives a bit of this private dialog, or a context field, to what both take part in. */
export function give(name: GiftName): Action<never>;
export function give<const Field extends string>(name: GiftName, from: Field): Action<UseOf<Field>>;
export function give(name: GiftName, from?: string): Action {
  return action('give', from === undefined ? { name } : { name, from });
}

/** Pages a human, under the dialog's own category (context field `category`) unless one is given. */
export function page(level: Level, reason: 'answer' | 'silence'): Action<UseOf<'category'>>;
export function page(level: Level, reason: 'answer' | 'silence', category: Category): Action<never>;
export function page(level: Level, reason: 'answer' | 'silence', category?: Category): Action {
  return action('page', { level, reason, ...(category ? { category } : {}) });
}

/** Pages a human and gives the crisis answer of the dialog's own category, or of the one that another field holds. */
export function crisis(level: Level): Action<UseOf<'category'>>;
export function crisis<const Field extends string>(level: Level, from: Field): Action<UseOf<Field>>;
export function crisis(level: Level, from?: string): Action {
  return action('crisis', { level, reason: 'answer', ...(from ? { from } : {}) });
}

/** One line for each other category that was heard beside this crisis, and is urgent. The field names them. */
export const beside = <const Field extends string>(from: Field): Action<UseOf<Field>> => action('beside', { from });

/** The questions are over: the coach stays, with what helps now. The machine must be at its end. */
export const stay = (kind: StayKind): Action<never> => action('stay', { kind });

/** Opens the dialog, or gives the command, that a context field names. The machine must be at its end. */
export const open = <const Field extends string>(from: Field): Action<UseOf<Field>> => action('open', { from });

/**
 * That dialog opens once by itself in this window (ms from now), at a waking hour of the partner. Said again, the newer takes its
 * place.
 */
export const later = (dialog: string, span: { readonly from: number; readonly until: number }): Action<never> =>
  action('later', { dialog, ...span });

/** Remembers that this dialog was finished today: its nudge is not needed any more. */
export const finish = (): Action<never> => action('finish', {});

/** The answer is this value, or one of a list that was given. */
export const answered = (value: Json): Guard<never> => guard('answered', { value });

/** The answer is a number from `floor` to `ceiling`. */
export const between = (floor: number, ceiling: number): Guard<never> => guard('between', { floor, ceiling });

/** A field that can be a number. */
type NumberUse<Field extends string> = { readonly field: Field; readonly value: number };

/** The answer is a number above the number in a context field. */
export const above = <const Field extends string>(field: Field): Guard<NumberUse<Field>> => guard('above', { field });

/** The answer is a number below the number in a context field. */
export const below = <const Field extends string>(field: Field): Guard<NumberUse<Field>> => guard('below', { field });

/** A context field has this value. */
export const is = <const Field extends string, const Value extends Json>(
  field: Field,
  value: Value,
): Guard<{ readonly field: Field; readonly value: Value }> => guard('is', { field, value });

/** A context field that holds a list has this in it. */
export const has = <const Field extends string>(
  field: Field,
  value: string,
): Guard<{ readonly field: Field; readonly value: string[] }> => guard('has', { field, value });

/** A name is known, as a value where one is given. */
export const knows = <const Field extends string>(
  field: Field,
  name: string,
  value?: string,
): Guard<{ readonly field: Field; readonly value: Known }> =>
  guard('knows', value === undefined ? { field, name } : { field, name, value });

/** A name is not known yet. */
export const lacks = <const Field extends string>(
  field: Field,
  name: string,
): Guard<{ readonly field: Field; readonly value: Known }> => guard('lacks', { field, name });

/** Something of this speaks against passing the words on that were written. */
export const flawed = (...flaws: readonly Flaw[]): Guard<never> => guard('flawed', { flaws });

/** What the guards of a list use of a context. */
type UsesIn<Some> = Some extends Guard<infer Uses> ? Uses : never;

/** All of these let it through. */
export const all = <const Some extends readonly Guard[]>(...guards: Some): Guard<UsesIn<Some[number]>> =>
  guard('all', { guards });

/** In a shared dialog: this partner said it, the one who opened the dialog or the other. */
export const by = (role: Role): Guard<never> => guard('by', { role });
