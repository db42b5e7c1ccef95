import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { UnsignedAct } from '../../domain/counselor-act.ts';
import { announce } from '../shared/announce.ts';
import { alertChanges, longestFirst, newRequests, openFirst, requestsFirst } from '../shared/case/order.ts';
import type { AlertView, CaseView } from '../shared/case/views.ts';
import type { Poll } from '../shared/poll.ts';
import { poll } from '../shared/poll.ts';
import { language } from '../shared/prefs.ts';
import { moment } from '../shared/time.ts';
import { actOn, getStage, getWhy, moveClock, postStartOver, type Step } from './api.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { markUnread, outOfSight } from './places.ts';
import { n, t } from './texts.ts';
import type { Activity, Stage, Why } from './wire.ts';

/** The rehearsal as the server last told it; null before it did. */
export const stage = signal<Stage | null>(null);
/** The couple's zone. */
export const zone = computed(() => stage.value?.zone ?? 'UTC');
/** Whether the clock is being moved. */
export const moving = signal(false);
/** Whether the last move did not work. */
export const clockFailed = signal(false);

const users = ['alex', 'sam'] as const;
/** The sample couple's user ids. */
export type User = (typeof users)[number];
const polls = signal<readonly Poll[]>([]);

/** Whether something has not answered twice in a row. */
export const unreachable = computed(() => polls.value.some(({ failures }) => failures.value >= 2));

/** The two phones. */
export const conversations: readonly Conversation<User>[] = users.map((user) =>
  createConversation(user, {
    now: () => stage.value?.now ?? Date.now(),
    since: () => stage.value?.partners.find((one) => one.user === user)?.since ?? '0',
    arrived: (activities) => hear(user, activities),
    failed: () => announce(t('chat.failed', { name: nameOf(user) }), 'assertively'),
  }),
);

/** What a user is called. */
export const nameOf = (user: string): string =>
  stage.value?.partners.find((partner) => partner.user === user)?.name ?? user.charAt(0).toUpperCase() + user.slice(1);

/** Alerts that nobody has claimed, the longest waiting first. */
export const unclaimed: ReadonlySignal<readonly AlertView[]> = computed(() => longestFirst(stage.value?.alerts ?? []));
/** How many they are. */
export const waiting: ReadonlySignal<number> = computed(() => unclaimed.value.length);

function hear(user: User, activities: readonly Activity[]): void {
  if (activities.every(({ from }) => from.id === user)) return;
  if (outOfSight(user)) {
    markUnread(user);
    announce(t('chat.newerOf', { name: nameOf(user) }));
  }
  const crisis = activities.some(({ channelData }) => channelData?.lane === 'crisis');
  if (crisis) announce(t('chat.crisis', { name: nameOf(user) }), 'assertively');
}

async function look(): Promise<void> {
  const [next, reasons] = await Promise.all([getStage(), inspecting.peek() ? getWhy() : null]);
  const before = stage.peek();
  batch(() => {
    stage.value = next;
    why.value = reasons;
  });
  if (before) tellChanges(before, next);
}

function tellChanges(before: Stage, after: Stage): void {
  const changes = alertChanges(before.alerts, after.alerts).map(({ what, alert }) =>
    t(`panel.${what}`, { level: t(`level.${alert.level}`), name: alert.partner }),
  );
  if (changes.length > 0) announce(changes.join(' '), 'assertively');
  const asked = newRequests(before.requests ?? [], after.requests ?? []);
  if (asked.length > 0) announce(asked.map(({ partner }) => t('requests.new', { name: partner })).join(' '));
}

/** Starts all polling, and keeps the page's title true. Touches the network and the document. */
export function begin(): void {
  const looking = poll(look, { every: 1_000, hidden: 5_000, most: 8_000 });
  polls.value = [looking];
  // The chats are asked for once it is known where the rehearsal began.
  effect(() => {
    if (stage.value && polls.peek().length === 1)
      polls.value = [looking, ...conversations.map((conversation) => conversation.begin())];
  });
  effect(() => {
    const count = waiting.value > 0 ? `(${waiting.value}) ` : '';
    document.title = `${count}${t('title')} · ${t('rehearsal')}`;
  });
}

const refresh = (): Promise<unknown> => Promise.all(polls.peek().map((one) => one.soon()));

/** Moves the clock, once at a time. Touches the network; a failure is shown, not thrown. */
export async function move(step: Step): Promise<void> {
  if (moving.value) return;
  batch(() => {
    moving.value = true;
    clockFailed.value = false;
  });
  announce(t('clock.busy'));
  try {
    const { now } = await moveClock(step);
    await refresh();
    announce(t('clock.moved', { time: moment(now, zone.value, language.value) }));
  } catch {
    clockFailed.value = true;
  } finally {
    moving.value = false;
  }
}

/** Starts the sample couple over: chats, alerts and clock. Touches the network. @throws ApiError */
export async function startOver(): Promise<void> {
  const fresh = await postStartOver();
  batch(() => {
    stage.value = fresh;
    clockFailed.value = false;
  });
  await refresh();
  announce(t('reset.done'));
}

/** Whether somebody looks at why; only then it is asked for. */
export const inspecting = signal(false);
/** Why messages were heard and others not sent; null before it is known. */
export const why = signal<Why | null>(null);
effect(() => {
  if (inspecting.value) void polls.peek()[0]?.soon();
});

/** Does something with an alert, or a request, and looks again. Touches the network. @throws ApiError */
export async function act(alert: CaseView, doing: UnsignedAct): Promise<void> {
  try {
    await actOn(alert.id, doing.type === 'co-sign' ? { ...doing, seen: alert.version } : doing);
    announce(t(`done.${doing.type}`, { name: alert.partner }));
  } finally {
    await refresh();
  }
}

/** How many wait, in words; empty when none do. */
export const waitingWords = (): string => (waiting.value > 0 ? n('panel.waiting', waiting.value) : '');

/** The open alerts in their order. */
export const openAlerts = computed(() => openFirst(stage.value?.alerts ?? []));
/** The open requests for a person in their order. */
export const openRequests = computed(() => requestsFirst(stage.value?.requests ?? []));
