import type { Effect } from '../domain/effect.ts';
import type { Frame } from '../domain/frame.ts';
import type { Side } from '../domain/partner.ts';
import { leadingMatch, type Screening } from '../domain/screening.ts';
import { bareCrisis } from '../engine/crisis.ts';
import type { ArrivedEvent, MessageEvent } from '../engine/events.ts';
import type { Inbound } from '../ports/channel.ts';
import type { Receipt } from './coach.ts';
import { addressDigest } from './digests.ts';
import type { DueWork } from './due.ts';
import { isStoreFault } from './faults.ts';
import { createJoining } from './join.ts';
import type { Parts } from './parts.ts';
import type { Serial } from './serial.ts';
import { aStranger, sourceOf } from './strangers.ts';
import type { Beside, Turns } from './turns.ts';

/** Whom an inbound is from. */
interface Sender {
  readonly id: string;
  readonly side: Side;
  /** Whether the address is a partner's. */
  readonly known?: boolean;
}

/**
 * Takes one message in: screens it before anything else, finds the sender, runs what is due, runs the turn, commits.
 * A turn that throws or a record that cannot be opened still pages and answers a crisis (the bare turn).
 */
export function createReceive(parts: Parts, turns: Turns, serial: Serial, due: DueWork) {
  const { store, keys, clock, log, newId } = parts;
  const joining = createJoining(parts, turns, serial);

  /** What the screening hears. A fault in it is itself a reason to ask. */
  function screen(text: string): Screening {
    try {
      return parts.screen(text);
    } catch (error) {
      log.error('screening.failed', error);
      const match = {
        rule: 'screening.failed',
        category: 'suicide',
        level: 'check',
        about: 'self',
        language: 'en',
        span: [0, 0],
      } as const;
      return { level: 'check', categories: ['suicide'], matches: [match] };
    }
  }

  const addressHash = ({ channel, address }: Inbound): string => addressDigest(parts, channel, address);

  const senderOf = async (inbound: Inbound): Promise<Sender> => {
    const found = await store.findByAddress(addressHash(inbound));
    return found
      ? { ...found, known: true }
      : { id: keys.digest('stranger', `${inbound.channel}|${inbound.address}`), side: 'a' };
  };

  const besideOf = (sender: Sender, inbound: Inbound): Beside => ({
    inbound: { from: sender.side, hash: keys.digest('inbound', `${inbound.channel}|${inbound.address}|${inbound.id}`) },
    ...(inbound.record ? { record: { side: sender.side, ...inbound.record } } : {}),
  });

  const takeInTurn = (inbound: Inbound, sender: Sender, screening: Screening, at: number): Promise<Receipt> =>
    serial.run(`couple|${sender.id}`, () => take(inbound, sender, screening, at));

  async function fromStranger(inbound: Inbound, screening: Screening, at: number): Promise<Receipt> {
    const sender = await senderOf(inbound);
    const opened = sender.known ? null : await joining.open(inbound, screening, sender.id, at);
    const joined = opened && (await joining.join(opened, inbound, at, (id, side) => besideOf({ id, side }, inbound)));
    return joined ?? takeInTurn(inbound, sender, screening, at);
  }

  async function take(inbound: Inbound, sender: Sender, screening: Screening, at: number): Promise<Receipt> {
    const beside = besideOf(sender, inbound);
    const event = eventOf(inbound, sender, screening, at);
    try {
      await runDueBefore(sender.id, at);
      return await fullTurn(sender, event, beside, screening);
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('turn.failed', error, { id: sender.id });
      // Nothing was said: the next message brings the reference again.
      if (event.type === 'arrived') return 'committed';
      return bareTurn(sender, event, beside, inbound);
    }
  }

  function eventOf(inbound: Inbound, { side }: Sender, screening: Screening, at: number): MessageEvent | ArrivedEvent {
    const common = { id: newId(), at, side, from: sourceOf(inbound) };
    if (inbound.arrived) return { type: 'arrived', ...common };
    return { type: 'message', ...common, text: inbound.text, unreadable: inbound.unreadable ?? false, screening };
  }

  /** What is due runs first; what fails there never holds a message back. */
  async function runDueBefore(id: string, at: number): Promise<void> {
    await due.runFor(id, at).catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      log.error('due.failed', error, { id });
    });
  }

  async function fullTurn(
    sender: Sender,
    event: MessageEvent | ArrivedEvent,
    beside: Beside,
    screening: Screening,
  ): Promise<Receipt> {
    if (await turns.lastKnown(sender.id)) return turns.onCouple(sender.id, event, beside);
    const stranger = aStranger(sender.id, event.from, screening, parts.country);
    const created = await turns.create(stranger, [], event, beside);
    return created === 'conflict' ? turns.onCouple(sender.id, event, beside) : created;
  }

  /** Inbound id, an honest or a crisis text, a page; the state is untouched. */
  async function bareTurn(sender: Sender, event: MessageEvent, beside: Beside, inbound: Inbound): Promise<Receipt> {
    const known = await turns.lastKnown(sender.id).catch(() => null);
    const effects = bareEffects(event, inbound, known?.state[sender.side]?.stack.at(-1));
    const said = effects.flatMap((each) => (each.type === 'send' && 'key' in each.say ? [each.say.key] : []));
    const data = { event: 'message', text: event.text, at: event.at, bare: true, said };
    return turns.append(sender.id, effects, beside, [{ of: sender.side, kind: 'turn', data }]);
  }

  function bareEffects(event: MessageEvent, inbound: Inbound, open: Frame | undefined): Effect[] {
    const bare = bareCrisis(event.screening, open);
    const language = leadingMatch(event.screening)?.language ?? null;
    const direct = { address: { ...sourceOf(inbound), verified: true }, language };
    const say = { key: bare?.key ?? 'coach.trouble', params: {} };
    const send = {
      id: `${event.id}.0`,
      type: 'send',
      to: event.side,
      lane: bare ? 'crisis' : 'reply',
      say,
      direct,
    } as const;
    if (!bare) return [send];
    const also = event.screening.categories.filter((each) => each !== bare.crisis.category);
    const page = { ...bare.crisis, also, reason: 'message', at: event.at } as const;
    return [send, { id: `${event.id}.1`, type: 'page', to: 'system', lane: 'crisis', side: event.side, ...page }];
  }

  return {
    screen,
    /**
     * `at` is our clock at receipt, domain time: a message that was spooled comes in later than it was sent.
     * @throws CoachError `STORE_UNAVAILABLE` when nothing could be written.
     */
    async commit(inbound: Inbound, screening: Screening, at: number = clock.now()): Promise<Receipt> {
      const sender = await senderOf(inbound);
      if (sender.known) return takeInTurn(inbound, sender, screening, at);
      // A code may make this stranger a partner: what they write next waits for that.
      return serial.run(`address|${sender.id}`, () => fromStranger(inbound, screening, at));
    },
  };
}

export type Receive = ReturnType<typeof createReceive>;
