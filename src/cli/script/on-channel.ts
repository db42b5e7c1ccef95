import type { ChannelName } from '../../domain/channel.ts';
import type { Header, Run, Script, ScriptPartner } from './script.ts';

/**
 * A script with both partners on one channel. Who also has that channel as a second one keeps two: the one of the script becomes
 * the second. Pure.
 */
export const onChannel = (script: Script, channel: ChannelName): Script => {
  const header = headerOn(script.header, channel);
  return { ...script, header, runs: script.runs.map((run): Run => ({ ...run, header })) };
};

function headerOn(header: Header, channel: ChannelName): Header {
  const moved = (partner: ScriptPartner): ScriptPartner => {
    const also = partner.also === channel ? partner.channel : partner.also;
    return { ...partner, channel, also };
  };
  return { ...header, partners: [moved(header.partners[0]), moved(header.partners[1])] };
}
