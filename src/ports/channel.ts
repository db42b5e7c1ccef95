import type { Pace } from '../domain/buckets.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { Json, Lane } from '../domain/frame.ts';
import type { Language } from '../domain/language.ts';
import type { Block } from '../domain/message.ts';

/** A message as one channel shows it. */
export interface Rendered {
  /** The content key; null for a counselor's own words. */
  readonly key: string | null;
  /** The message as plain text, with the numbers of its options where they are answered by number. */
  readonly text: string;
  /** The same as a tree, without its options: only what the channel shows, for its own markup to be written from. */
  readonly body: readonly Block[];
  /** What can be tapped; `value` is what comes back. Empty where the text carries the numbers. */
  readonly buttons: readonly { readonly label: string; readonly value: string }[];
  /** The labels of all options, however they are shown. */
  readonly labels: readonly string[];
  /** A human's words: shown with the name, never as the coach. */
  readonly counselor: string | null;
  readonly language: Language;
  /** The words of a picture card that goes with it; they are its text alternative, too. The text says the same without it. */
  readonly picture?: string;
  /** What it says on other channels, for a rehearsal that shows how it looks there. */
  readonly looks?: Readonly<Partial<Record<ChannelName, string>>>;
  /** Which asking of a question this is: each of its buttons brings it back. */
  readonly question?: string;
}

/**
 * What became of one attempt. `code` is the provider's or the adapter's, one it knows, never a text (`providerCode` has its
 * shape). `permanent`: this address will take nothing more until somebody writes from it (blocked, gone, never known).
 * Without it the failure may pass: it lies with the provider, the network or our own credentials. `optedOut` goes with
 * `permanent`: the partner has told the provider STOP, and only START opens the address again.
 */
export type Sent =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: string;
      readonly permanent?: true;
      readonly optedOut?: true;
      readonly retryAfterMs?: number;
      /** Its provider takes no more by this sender for `retryAfterMs`. */
      readonly throttled?: true;
    };

/** A message to be sent. */
export interface Outgoing {
  readonly address: string;
  /** What this channel last gave as `Inbound.reference` for the address. */
  readonly reference?: string;
  readonly message: Rendered;
  readonly effect: string;
  readonly lane: Lane;
  /** Domain time. */
  readonly at: number;
  /** What a later report of this message brings back; only for a channel that `reports`. Letters, digits, `-` and `_`. */
  readonly receipt?: string;
}

/** What became of a message after its provider took it. */
export interface DeliveryReport {
  readonly channel: ChannelName;
  /** `Outgoing.receipt`, as it came back. */
  readonly receipt: string;
  /** How far it came. `undelivered` and `failed` are ends: it will not arrive. */
  readonly state: 'sent' | 'delivered' | 'undelivered' | 'failed';
  /** Why it did not arrive, of `providerCode`'s shape. */
  readonly code?: string;
  /** The address takes nothing more, as in `Sent`. */
  readonly permanent?: true;
  /** The partner has told the provider STOP, as in `Sent`. */
  readonly optedOut?: true;
}

/** What a channel wants stored of a conversation that it keeps here. */
export interface ChannelRecord {
  readonly stream: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, Json>>;
}

/** What sends messages by one channel. It knows nothing of couples. */
export interface Channel {
  readonly name: ChannelName;
  /** Resolves within `signal`, or what became of it is unknown. */
  send(outgoing: Outgoing & { readonly signal: AbortSignal }): Promise<Sent>;
  /** How fast its provider takes messages, and what shares that rate: a sender's number, a workspace. Without it, at any rate. */
  readonly pace?: Pace & { sender(outgoing: Outgoing): string };
  /** Whether its provider tells later what became of a message: it is then given a `receipt`. */
  readonly reports?: true;
  /** Partner chat is off there: nothing but crisis texts is sent. What arrives is screened and pages as everywhere. */
  readonly crisisOnly?: true;
  /**
   * Only where the conversation itself is kept here: its entry. It is written by the commit of the turn, and that is
   * the sending (ADR 5); `send` is then never called.
   */
  readonly entry?: (outgoing: Outgoing) => ChannelRecord;
}

/** A message as it arrived. `id` is unique per channel and address; `value` is what a button sent. */
export interface Inbound {
  readonly channel: ChannelName;
  readonly address: string;
  readonly id: string;
  readonly text: string;
  /** An attachment that nobody here can read, and no words with it: a photo, a voice note. */
  readonly unreadable?: boolean;
  /** The writer changed a message that was sent before; `text` is what it says now. */
  readonly edited?: boolean;
  /** It was tapped: which asking of a question the button belongs to. */
  readonly question?: string;
  /** It was tapped on a button that names no question. */
  readonly tapped?: true;
  /** What the channel needs to write to this address first: kept, sealed, with the address. */
  readonly reference?: string;
  /** Who wrote, as the channel's directory knows them, where that is another id than the address. */
  readonly directory?: string;
  /** The channel's own id of the conversation that the reference leads to. */
  readonly conversation?: string;
  /** Nothing was written: the address only became reachable (an app was installed). Keeps the reference; greets strangers. */
  readonly arrived?: boolean;
  /** Nothing was written: the app was taken away. What arrives after it arrives anew. */
  readonly left?: boolean;
  /** Nobody's words: a reaction to a text that is known. Found out by the app, not by a channel. */
  readonly echo?: true;
  /**
   * The provider took it for STOP, START or HELP, has acted on it and said so: after `stop` it takes nothing for this
   * address, until `start`.
   */
  readonly carrier?: 'stop' | 'start' | 'help';
  /** A record the channel wants stored with the turn. */
  readonly record?: ChannelRecord;
}
