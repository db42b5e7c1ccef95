import { bounded } from '../messaging/bounded.ts';
import { type Connectors, post } from './connectors.ts';
import { type Reference, readReference } from './reference.ts';

/** When work counts as lasting, and how long a client shows that somebody types, ms. */
const first = 800;
const again = 2_500;
/** Nobody is shown it for longer than a channel waits for its answer. */
const most = 5;

/** The channels whose clients show it. */
const shown: ReadonlySet<string> = new Set(['msteams', 'webchat', 'directline', 'emulator']);

/**
 * Does the work, and shows in the conversation that the coach is busy for as long as it lasts. Work that ends at once shows
 * nothing. Whether it can be shown changes nothing for the work. Touches timers and the network.
 */
export async function showTyping<T>(connectors: Connectors, kept: string | undefined, work: Promise<T>): Promise<T> {
  const reference = readReference(kept);
  if (!reference || !shown.has(reference.channelId)) return work;
  let count = 0;
  const tell = (): void => {
    void type(connectors, reference).catch(() => {});
    count += 1;
    if (count < most) timer = setTimeout(tell, again).unref();
  };
  let timer = setTimeout(tell, first).unref();
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

async function type(connectors: Connectors, reference: Reference): Promise<void> {
  const { channelId, conversation, bot, serviceUrl } = reference;
  const activity = { type: 'typing', channelId, from: { id: bot, name: '' }, conversation: { id: conversation } };
  await bounded(again, async (signal) => post(await connectors.clientOf(serviceUrl), reference, activity, signal));
}
