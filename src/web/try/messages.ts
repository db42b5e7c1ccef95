import { sameDay } from '../shared/time.ts';
import type { Outgoing } from './direct-line.ts';
import type { Action, Activity, Instant, Language } from './wire.ts';

/** Who speaks: the partner whose phone it is, the coach, or a human counselor. */
export type Voice = 'partner' | 'coach' | 'counselor';

/** A message of the partner that the server has not shown back yet. */
export interface Pending extends Outgoing {
  readonly at: Instant;
  readonly failed: boolean;
  /** When what failed is sent again by itself, epoch ms; none where the server refused it. */
  readonly retryAt?: number | undefined;
}

/** What is to be sent again by itself once the server answers. Pure. */
export const toRetry = (pending: readonly Pending[], now: number): readonly Pending[] =>
  pending.filter(({ failed, retryAt }) => failed && retryAt !== undefined && retryAt <= now);

/** One message as it is drawn. */
export interface Row {
  readonly id: string;
  readonly voice: Voice;
  readonly name: string;
  readonly text: string;
  readonly at: Instant;
  readonly language: Language | null;
  readonly mark: 'nudge' | 'crisis' | null;
  /** The numbers in it that call a crisis line; undefined in messages from before they were told. */
  readonly calls?: readonly string[] | undefined;
  /** What it says on other channels. */
  readonly looks?: NonNullable<Activity['channelData']>['looks'];
  /** A picture card: where it is, and what it says. */
  readonly picture?: { readonly url: string; readonly words: string } | undefined;
  /** Where a file that it offers is opened. */
  readonly file?: string | undefined;
  readonly state: 'there' | 'sending' | 'failed';
  /** Whether a new local day begins here. */
  readonly newDay: boolean;
  /** Whether the voice changes here, and whether it does after. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Who speaks in an activity on `user`'s phone. Pure. */
export function voiceOf(activity: Activity, user: string): Voice {
  if (activity.from.id === user) return 'partner';
  return activity.channelData?.counselor ? 'counselor' : 'coach';
}

/** The messages known so far with a batch added, each once. Pure. */
export function joined(known: readonly Activity[], batch: readonly Activity[]): readonly Activity[] {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = batch.filter(({ id, type }) => type === 'message' && !ids.has(id));
  return fresh.length > 0 ? [...known, ...fresh] : known;
}

/** What is still on its way once `batch` has come back. Pure. */
export function stillPending(pending: readonly Pending[], batch: readonly Activity[]): readonly Pending[] {
  const back = new Set(batch.map(({ channelData }) => channelData?.clientActivityID));
  const left = pending.filter(({ id }) => !back.has(id));
  return left.length < pending.length ? left : pending;
}

/** The buttons of the newest question, as long as nothing has been said to it and no human or crisis came since. Pure. */
export function offered(activities: readonly Activity[], user: string): readonly Action[] {
  for (const activity of activities.toReversed()) {
    const actions = activity.suggestedActions?.actions ?? [];
    const voice = voiceOf(activity, user);
    if (voice === 'partner') return [];
    if (actions.length > 0) return actions;
    if (voice === 'counselor' || activity.channelData?.lane === 'crisis') return [];
  }
  return [];
}

/** The button a digit stands for: the one of that title where titles are numbers, else the one at that place. Pure. */
export function byDigit(actions: readonly Action[], digit: string): Action | undefined {
  if (!/^\d$/.test(digit)) return undefined;
  return numeric(actions) ? actions.find(({ title }) => title === digit) : actions[Number(digit) - 1];
}

/** Whether the buttons are numbers themselves, such as a scale. Pure. */
export const numeric = (actions: readonly Action[]): boolean =>
  actions.length > 0 && actions.every(({ title }) => /^\d+$/.test(title));

/** Everything a phone shows, oldest first, what is on its way last. Pure. */
export function rowsOf(
  user: string,
  activities: readonly Activity[],
  pending: readonly Pending[],
  zone: string,
): readonly Row[] {
  const plain = [...activities.map((activity) => fromActivity(activity, user)), ...pending.map(fromPending)];
  return plain.map((row, index) => {
    const before = plain[index - 1];
    const after = plain[index + 1];
    const newDay = !before || !sameDay(before.at, row.at, zone);
    return { ...row, newDay, first: newDay || !together(before, row), last: !after || !together(row, after) };
  });
}

/** The first crisis text that was not there before; none as long as the history loads (`before` is null). Pure. */
export const freshCrisis = (rows: readonly Row[], before: readonly Row[] | null): Row | undefined => {
  const known = new Set(before?.map(({ id }) => id));
  return before ? rows.find(({ id, mark }) => mark === 'crisis' && !known.has(id)) : undefined;
};

type PlainRow = Omit<Row, 'newDay' | 'first' | 'last'>;

const minutes5 = 300_000;

function together(left: PlainRow, right: PlainRow): boolean {
  const apart = Math.abs(new Date(right.at).getTime() - new Date(left.at).getTime());
  return left.voice === right.voice && left.name === right.name && left.mark === right.mark && apart < minutes5;
}

function fromActivity(activity: Activity, user: string): PlainRow {
  const { id, text, timestamp, channelData } = activity;
  const lane = channelData?.lane;
  const voice = voiceOf(activity, user);
  const mark = voice !== 'partner' && (lane === 'nudge' || lane === 'crisis') ? lane : null;
  const name = channelData?.counselor ?? '';
  const { language = null, calls, looks } = channelData ?? {};
  return {
    id,
    text,
    at: timestamp,
    voice,
    name,
    mark,
    state: 'there',
    language,
    calls,
    looks,
    picture: pictureOf(activity),
    file: activity.attachments?.find(({ contentType }) => contentType.startsWith('text/'))?.contentUrl,
  };
}

function pictureOf({ attachments, channelData }: Activity): Row['picture'] {
  const url = attachments?.find(({ contentType }) => contentType === 'image/png')?.contentUrl;
  return url === undefined ? undefined : { url, words: channelData?.picture ?? '' };
}

const fromPending = ({ id, text, at, failed }: Pending): PlainRow => ({
  id,
  text,
  at,
  voice: 'partner',
  name: '',
  mark: null,
  state: failed ? 'failed' : 'sending',
  language: null,
});
