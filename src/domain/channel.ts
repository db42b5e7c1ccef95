import type { Shown } from './message.ts';

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
  /** What it shows beside words; all else is written out: an address after its words, `- ` before an item. */
  readonly shows: readonly Shown[];
  /** Whether a picture card may go with a text. */
  readonly pictures: boolean;
  /** Whether its terms let a covered entity (HIPAA, 42 CFR Part 2) talk with its patients there. */
  readonly coveredChat: boolean;
  /** Whether a message is billed and cut in segments of GSM-7: curly quotes and dashes are then written plainly. */
  readonly foldsToGsm: boolean;
  /** The most characters of one message; null where there is no bound that a text could reach. */
  readonly longest: number | null;
}

const everything: readonly Shown[] = ['emphasis', 'link', 'phone', 'list', 'file'];

const chat: ChannelTraits = {
  carrierWords: false,
  asksBeforeTexts: false,
  takesInvites: true,
  options: 'buttons',
  wording: 'text',
  shows: [],
  pictures: true,
  coveredChat: true,
  foldsToGsm: false,
  longest: null,
};

/** The traits of every channel. */
export const channelTraits: Readonly<Record<ChannelName, ChannelTraits>> = {
  // Its page calls crisis lines; an address is read there, not opened.
  'direct-line': { ...chat, takesInvites: false, shows: ['phone', 'file'] },
  sms: {
    carrierWords: true,
    asksBeforeTexts: true,
    takesInvites: true,
    options: 'numbers',
    wording: 'sms',
    shows: [],
    pictures: false,
    coveredChat: true,
    foldsToGsm: true,
    longest: 1_600,
  },
  teams: { ...chat, shows: everything },
  // The most that Slack takes in the text of one block.
  slack: { ...chat, shows: everything, coveredChat: false, longest: 3_000 },
  // What it attaches it shows as a file to open.
  web: { ...chat, shows: ['file'] },
};
