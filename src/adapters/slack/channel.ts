import type { Language } from '../../domain/language.ts';
import type { Channel } from '../../ports/channel.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import type { SlackClient } from './client.ts';
import { errorOf, failureOf } from './outcome.ts';
import { messageOf } from './render.ts';

/** What Slack says when the app was taken out of the workspace or its token revoked. */
const revoked: readonly (string | null)[] = ['token_revoked', 'account_inactive'];

/** Slack takes about one message a second in a conversation, and short bursts over that. */
const pace: NonNullable<Channel['pace']> = { burst: 10, oneEvery: 1_000, sender: ({ address }) => address };

/**
 * Slack, written to by `chat.postMessage`: to the conversation that the partner wrote from, else to the partner, which opens
 * one. `tokenIs` hears whether the token is still taken, `told` in which language an address is written to.
 */
export function createSlackChannel(
  client: Pick<SlackClient, 'post' | 'upload'>,
  tokenIs: (good: boolean) => void,
  told: (address: string, language: Language) => void = () => {},
  pictures: Pictures = noPictures,
): Channel {
  /** Since when nothing has been taken, epoch ms. */
  let failing: number | null = null;
  return {
    name: 'slack',
    pace,
    async send(outgoing) {
      told(outgoing.address, outgoing.message.language);
      try {
        const { channel } = await client.post(messageOf(outgoing), outgoing.signal);
        failing = null;
        tokenIs(true);
        await addPicture(client, pictures, outgoing, channel);
        return { ok: true };
      } catch (error) {
        failing ??= Date.now();
        const failed = failureOf(error, outgoing.lane, Date.now() - failing, Math.random());
        if (revoked.includes(errorOf(error))) tokenIs(false);
        return failed;
      }
    },
  };
}

/** The picture comes behind its text, which says the same: where it fails, the text has gone alone. */
async function addPicture(
  client: Pick<SlackClient, 'upload'>,
  pictures: Pictures,
  { message: { picture }, signal }: Parameters<Channel['send']>[0],
  channel: string,
): Promise<void> {
  if (picture === undefined || channel === '') return;
  const drawn = pictures.draw(picture);
  if (drawn) await client.upload(channel, drawn, picture, signal).catch(() => {});
}
