/** The ways a partner can write to the coach. A new one is a name here, a row in `channelTraits` and an adapter. */
export const channelNames = ['direct-line', 'sms', 'teams', 'slack', 'web'] as const;
export type ChannelName = (typeof channelNames)[number];

/** What is true of a channel. Whatever depends on the channel asks for a trait, never for a name. */
export interface ChannelTraits {
  /**
   * Whether carriers act on STOP and START themselves. After STOP, only crisis texts, a counselor's words and the answers
   * to STOP, START and HELP go there.
   */
  readonly carrierWords: boolean;
  /** Whether texts that nobody asked for need a yes of their own, beside the consent to take part. */
  readonly asksBeforeTexts: boolean;
  /** Whether an enrolled partner joins on it by a code. */
  readonly takesInvites: boolean;
  /** How the options of a question are shown: as buttons, or as numbers at the end of the text. */
  readonly options: 'buttons' | 'numbers';
  /** Which wording of a text is said: the one of `text`, or the short one of `sms` where a text has it. */
  readonly wording: 'text' | 'sms';
  /** Whether a message is billed and cut in segments of GSM-7: curly quotes and dashes are then written plainly. */
  readonly foldsToGsm: boolean;
  /** Whether a locked phone shows what arrives. */
  readonly lockScreen: boolean;
  /** Whether its terms let a covered entity (HIPAA, 42 CFR Part 2) talk with its patients there. */
  readonly coveredChat: boolean;
  /** ms after a partner's message in which the channel takes messages that nobody asked for; null where it always does. */
  readonly messagingWindow: number | null;
  /** The most characters of one message; null where there is no bound that a text could reach. */
  readonly longest: number | null;
}

const chat: ChannelTraits = {
  carrierWords: false,
  asksBeforeTexts: false,
  takesInvites: true,
  options: 'buttons',
  wording: 'text',
  foldsToGsm: false,
  lockScreen: true,
  coveredChat: true,
  messagingWindow: null,
  longest: null,
};

/** The traits of every channel. */
export const channelTraits: Readonly<Record<ChannelName, ChannelTraits>> = {
  'direct-line': { ...chat, takesInvites: false, lockScreen: false },
  sms: {
    carrierWords: true,
    asksBeforeTexts: true,
    takesInvites: true,
    options: 'numbers',
    wording: 'sms',
    foldsToGsm: true,
    lockScreen: true,
    coveredChat: true,
    messagingWindow: null,
    longest: 1_600,
  },
  teams: chat,
  // The text of one block.
  slack: { ...chat, coveredChat: false, longest: 3_000 },
  web: { ...chat, lockScreen: false },
};
