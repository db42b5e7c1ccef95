import type { ChannelName } from '../domain/channel.ts';
import type { Notice } from '../domain/effect.ts';

/**
 * What is sent when something of a crisis could not be stored or carried out. It names the spool entry or effect; where
 * nothing could be kept, the case, else the channel and a short keyed digest of the address. Nothing of what was said.
 */
export type FallbackNotice = { readonly level: Notice['level'] } & FallbackSubject;

export type FallbackSubject =
  | { readonly spooled: string }
  | { readonly caseCode: string }
  | { readonly channel: ChannelName; readonly sender: string };
