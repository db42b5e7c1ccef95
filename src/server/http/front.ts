import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../../domain/loopback.ts';

/** How somebody came to this service. */
export interface Front {
  /** By https, as a proxy says that is trusted. */
  readonly isHttps: boolean;
  /** From this very machine, and through no proxy. */
  readonly isHere: boolean;
}

/** Who asks and how they came, by their connection and what was said of it on the way. */
export type FrontOf = (
  remote: string,
  headers: IncomingHttpHeaders,
) => { readonly from: string; readonly front: Front };

/** What proxies say of those for whom they ask. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Believes what trusted proxies say, and nobody else: an address that says it of itself is taken as it stands. Pure after that.
 */
export function createFrontOf(trusted: readonly string[]): FrontOf {
  const proxies = new BlockList();
  for (const each of trusted) {
    const [address = '', bits] = each.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return (remote, headers) => {
    const peer = plainAddress(remote);
    const isForwarded = forwarding.some((name) => headers[name] !== undefined);
    if (!isTrusted(peer)) return { from: peer, front: { isHttps: false, isHere: isLoopback(peer) && !isForwarded } };
    const hops = listed(headers['x-forwarded-for']).map(plainAddress);
    // The newest hop that is no proxy of ours: what stands before it anybody can write.
    const client = hops.findLast((hop) => !isTrusted(hop));
    const isHttps = listed(headers['x-forwarded-proto']).at(-1)?.toLowerCase() === 'https';
    return { from: client ?? peer, front: { isHttps, isHere: isLoopback(peer) && !isForwarded } };
  };
}

const listed = (header: string | readonly string[] | undefined): readonly string[] =>
  String(header ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** An IPv4 address as it is, also where it came as IPv6. Pure. */
const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
