import type { BotEdge } from '../adapters/bot-framework/bot-framework.ts';
import { botChannels } from '../adapters/bot-framework/channel-names.ts';
import { checkBotOptions } from '../adapters/bot-framework/options.ts';
import type { Config } from '../config/config.ts';
import type { ChannelName } from '../domain/channel.ts';
import { isLoopback } from '../domain/loopback.ts';
import type { Channel, Sent } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import { noPictures, type Pictures } from '../ports/pictures.ts';

/**
 * The Bot Framework edge of a configuration; null where none is configured and none may run without authentication. Loads
 * botbuilder only when it is wanted: at once where it is configured, else with the first message. Nothing is sent to
 * channels that are `taken` by an edge of their own.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export async function openBot(
  config: Config,
  log: Log,
  taken: readonly ChannelName[] = [],
  pictures: Pictures = noPictures,
): Promise<BotEdge | null> {
  const { bot, host } = config;
  const production = config.environment === 'production';
  if (!bot && (production || !isLoopback(host))) return null;
  checkBotOptions(bot ?? {}, { host, production });
  const options = { ...bot, taken, without: taken };
  const load = async (): Promise<BotEdge> => {
    const { createBotFramework } = await import('../adapters/bot-framework/bot-framework.ts');
    return createBotFramework(options, log, undefined, pictures);
  };
  return bot ? load() : whenUsed(botChannels(options), load);
}

/** An edge that nobody configured and most never use: it costs its memory with its first message. */
function whenUsed(names: readonly ChannelName[], load: () => Promise<BotEdge>): BotEdge {
  let loaded: Promise<BotEdge> | null = null;
  const edge = (): Promise<BotEdge> => {
    loaded ??= load().catch((error: unknown) => {
      // The next message tries again.
      loaded = null;
      throw error;
    });
    return loaded;
  };
  const send = async (name: ChannelName, outgoing: Parameters<Channel['send']>[0]): Promise<Sent> => {
    const channel = (await edge()).channels.find((each) => each.name === name);
    return channel ? channel.send(outgoing) : { ok: false, code: 'CHANNEL_OFF' };
  };
  return {
    webhook: { answer: async (posted, to) => (await edge()).webhook.answer(posted, to) },
    channels: names.map((name) => ({ name, send: (outgoing) => send(name, outgoing) })),
    notices: {
      kind: 'teams',
      send: async (...given) => (await edge()).notices.send(...given),
      update: async (...given) => (await edge()).notices.update?.(...given) ?? { ok: true },
    },
  };
}
