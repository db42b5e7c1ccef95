import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { ApiError } from '../shared/api.ts';
import { type Poll, poll } from '../shared/poll.ts';
import { createLine, type Outgoing } from './direct-line.ts';
import { joined, type Pending, stillPending, toRetry } from './messages.ts';
import type { Activity, Instant, Tapped } from './wire.ts';

/** What a phone holds. */
export interface Conversation<User extends string = string> {
  readonly user: User;
  readonly activities: ReadonlySignal<readonly Activity[]>;
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** Whether the history is here. */
  readonly ready: ReadonlySignal<boolean>;
  send(text: string, value?: Tapped): void;
  again(id: string): void;
  /** Starts asking for news. */
  begin(): Poll;
}

interface Hooks {
  readonly now: () => Instant;
  /** The watermark where the rehearsal began. */
  readonly since: () => string;
  /** Activities that came after the history. */
  readonly arrived: (activities: readonly Activity[]) => void;
  readonly failed: () => void;
}

const pause = 3_000;

/** Whether the same message may well be taken later: nothing answered, or the server failed. Pure. */
const mayPass = (error: unknown): boolean => !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

/** A user's conversation: its messages, what is on its way, and the polling. Touches the network. */
export function createConversation<User extends string>(user: User, hooks: Hooks): Conversation<User> {
  const line = createLine(user);
  const activities = signal<readonly Activity[]>([]);
  const pending = signal<readonly Pending[]>([]);
  const ready = signal(false);
  let began = '0';
  let watermark = began;
  let conversation = '';
  let posts: Promise<void> = Promise.resolve();
  let polling: Poll | null = null;

  /** One round: everything since the watermark, page by page. */
  async function news(): Promise<void> {
    if (began !== hooks.since()) forget();
    const asked = began;
    const got = await line.since(watermark);
    // It started over while the answer was on its way.
    if (asked !== hooks.since()) return news();
    if (conversation !== '' && conversation !== got.conversation) return startOver(got.conversation);
    conversation = got.conversation;
    const known = activities.value;
    const live = ready.value;
    batch(() => {
      watermark = got.watermark;
      activities.value = joined(known, got.activities);
      pending.value = stillPending(pending.value, got.activities);
      if (got.activities.length === 0) ready.value = true;
    });
    if (live && activities.value !== known) hooks.arrived(activities.value.slice(known.length));
    if (got.activities.length > 0) return news();
    for (const { id } of toRetry(pending.value, Date.now())) again(id);
  }

  /** Another conversation answers for this user now (a fresh data folder): forget the old one. */
  function startOver(id: string): Promise<void> {
    conversation = id;
    forget();
    return news();
  }

  function forget(): void {
    began = hooks.since();
    watermark = began;
    batch(() => {
      activities.value = [];
      // What was not sent is still to be sent.
      pending.value = pending.value.filter(({ failed }) => failed);
      ready.value = false;
    });
  }

  const change = (id: string, to: Partial<Pending>): void => {
    pending.value = pending.value.map((one) => (one.id === id ? { ...one, ...to } : one));
  };

  function post(message: Outgoing): void {
    posts = posts.then(async () => {
      try {
        await line.post(message);
      } catch (error) {
        const told = pending.value.some(({ id, retryAt }) => id === message.id && retryAt !== undefined);
        change(message.id, { failed: true, retryAt: mayPass(error) ? Date.now() + pause : undefined });
        if (!told) hooks.failed();
      }
      await polling?.soon();
    });
  }

  function again(id: string): void {
    const message = pending.value.find((one) => one.id === id && one.failed);
    if (!message) return;
    change(id, { failed: false, at: hooks.now() });
    const { text, value } = message;
    post({ id, text, ...(value === undefined ? {} : { value }) });
  }

  return {
    user,
    activities,
    pending,
    ready,
    send(text, value) {
      const message: Outgoing = { id: crypto.randomUUID(), text, ...(value === undefined ? {} : { value }) };
      pending.value = [...pending.value, { ...message, at: hooks.now(), failed: false }];
      post(message);
    },
    again,
    begin() {
      polling = poll(news, { every: 700, hidden: 5_000, most: 8_000 });
      return polling;
    },
  };
}
