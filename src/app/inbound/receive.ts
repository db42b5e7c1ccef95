import type { Effect } from '../../domain/effect.ts';
import type { Frame } from '../../domain/frame.ts';
import { readCode } from '../../domain/invite.ts';
import { keptText } from '../../domain/long-text.ts';
import type { Side } from '../../domain/partner.ts';
import { heardIn } from '../../domain/record.ts';
import { atLeast, leadingMatch, type Screening } from '../../domain/screening.ts';
import { bareCrisis } from '../../engine/crisis/bare.ts';
import type { ArrivedEvent, MessageEvent, TooMany } from '../../engine/events.ts';
import type { Inbound } from '../../ports/channel.ts';
import { noMeter } from '../../ports/meter.ts';
import type { FallbackSubject } from '../../ports/notifier.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { CommitExtras } from '../aggregates/update.ts';
import type { Receipt } from '../coach.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, inboundDigest, strangerIdOf } from '../digests.ts';
import type { DueWork } from '../due/due.ts';
import { isStoreFault } from '../faults.ts';
import { isUnreadable, reportUnreadable } from '../health/look-through.ts';
import type { Answers } from '../notices/answers.ts';
import type { Gate } from '../roster/gate.ts';
import { type IsReached, reachParams } from '../roster/reach.ts';
import { createContext } from './context.ts';
import { createHearing } from './hearing.ts';
import { createJoining } from './join.ts';
import type { Owners } from './owners.ts';
import { createPacing } from './pacing.ts';
import { aStranger, sourceOf } from './strangers.ts';

/** Whom an inbound is from. */
interface Sender {
  readonly id: string;
  readonly side: Side;
  readonly stranger: boolean;
  /** A stranger whose message was a code, and may be told that it opens nothing. */
  readonly tried?: boolean;
}

type Take = (inbound: Inbound, sender: Sender, screening: Screening, spooledAt?: number) => Promise<Receipt>;

const senderKey = ({ channel, address }: Inbound): string => `${channel}|${address}`;

/**
 * Takes one message in: screens it before anything else, finds the sender, runs what is due, runs the turn, commits.
 * A turn that throws or a record that cannot be opened still pages and answers a crisis (the bare turn).
 */
export function createReceive(
  deps: Deps & { readonly isReached: IsReached },
  couples: Couples,
  serial: Serial,
  due: DueWork,
  owners: Owners,
  answers: Answers,
  gate: Gate,
) {
  const { clock, log, newId } = deps;
  const joining = createJoining(deps, couples, serial, owners, gate);
  const pacing = deps.paces ? createPacing(deps.paces) : null;
  const hear = createHearing(deps.screen, log, deps.meter ?? noMeter);

  const addressHash = ({ channel, address }: Inbound): string => addressDigest(deps, channel, address);

  /** Whether the owner uses the address: one that is only reserved is a stranger's. An owner that cannot be read does. */
  const isListed = async (
    { id, side }: Pick<Sender, 'id' | 'side'>,
    { channel, address }: Inbound,
  ): Promise<boolean> => {
    const known = await couples.lastKnown(id).catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      return null;
    });
    const addresses = known?.state[side]?.addresses;
    return addresses?.some((each) => each.channel === channel && each.id === address) ?? true;
  };

  const senderOf = async (inbound: Inbound): Promise<Sender> => {
    const found = await owners.find(addressHash(inbound));
    if (found && (await isListed(found, inbound))) return { ...found, stranger: false };
    return { id: strangerIdOf(deps, inbound.channel, inbound.address), side: 'a', stranger: true };
  };

  const extrasOf = (sender: Pick<Sender, 'id' | 'side'>, inbound: Inbound): CommitExtras => ({
    inbound: { from: sender.side, hash: inboundDigest(deps, inbound) },
    ...(inbound.record ? { record: { side: sender.side, ...inbound.record } } : {}),
  });

  const takeInTurn: Take = (inbound, sender, screening, spooledAt) =>
    serial.run(`couple|${sender.id}`, () => take(inbound, sender, screening, spooledAt));

  /** A message that is a code, from somebody who has not tried too many. */
  const mayTry = (inbound: Inbound): boolean =>
    readCode(inbound.text) !== null && (!pacing || pacing.mayTry(senderKey(inbound), clock.real()));

  async function fromStranger(inbound: Inbound, screening: Screening, spooledAt?: number): Promise<Receipt> {
    const sender = await senderOf(inbound);
    const at = spooledAt ?? clock.now();
    const tried = sender.stranger && mayTry(inbound);
    const opened = tried ? await joining.open(inbound, screening, sender.id, at) : null;
    const joined = opened && (await joining.join(opened, inbound, at, (id, side) => extrasOf({ id, side }, inbound)));
    return joined ?? takeInTurn(inbound, { ...sender, tried }, screening, spooledAt);
  }

  /** What the sender's pace leaves of a message. A crisis has no pace. */
  async function paceOf(inbound: Inbound, sender: Sender, screening: Screening): Promise<TooMany | 'refuse' | null> {
    if (!pacing || atLeast(screening.level, 'check')) return null;
    const key = senderKey(inbound);
    if (!sender.stranger) return counted('partner', pacing.partner(key, clock.real()));
    const known = await couples.lastKnown(sender.id).catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      return 'unreadable' as const;
    });
    if (known === 'unreadable') return null;
    if (sender.tried) return known || pacing.mayCome(clock.real()) ? null : counted('stranger', 'refuse');
    const pace = pacing.stranger(key, known !== null, clock.real());
    // A stranger in a crisis answers its questions: those words are the turn's.
    if (pace === 'greet' || (known && known.state.a.stack.length > 0)) return null;
    return counted('stranger', pace === 'refuse' ? 'refuse' : 'silent');
  }

  function counted<Pace extends string | null>(sender: string, pace: Pace): Pace {
    if (pace !== null) deps.meter?.count('too_many', sender, pace);
    return pace;
  }

  async function take(inbound: Inbound, sender: Sender, screening: Screening, spooledAt?: number): Promise<Receipt> {
    const at = spooledAt ?? clock.now();
    // What was spooled was acknowledged: it has no pace any more.
    const pace = spooledAt === undefined ? await paceOf(inbound, sender, screening) : null;
    if (pace === 'refuse') return 'too-many';
    const extras = extrasOf(sender, inbound);
    const event = eventOf(inbound, sender, screening, at, pace);
    try {
      await runDueBefore(sender.id, at);
      return await fullTurn(sender, event, extras, screening);
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('turn.failed', error, { id: sender.id });
      if (isUnreadable(error)) reportUnreadable(deps.health, 'couple', sender.id);
      // Nothing was said: the next message brings the reference again.
      if (event.type !== 'message') return 'committed';
      return bareTurn(sender, event, extras, inbound);
    }
  }

  function eventOf(
    inbound: Inbound,
    { side }: Sender,
    screening: Screening,
    at: number,
    tooMany: TooMany | null,
  ): MessageEvent | ArrivedEvent {
    const common = { id: newId(), at, side, from: sourceOf(inbound) };
    if (inbound.arrived || inbound.left) return { type: inbound.left ? 'left' : 'arrived', ...common };
    const { unreadable = false, edited, echo, question, tapped, carrier } = inbound;
    const more = { ...(edited ? { edited } : {}), ...(echo ? { echo } : {}), ...(tooMany ? { tooMany } : {}) };
    const acted = carrier === undefined ? {} : { carrier };
    const tap = { ...(question === undefined ? {} : { question }), ...(tapped ? { tapped } : {}), ...acted };
    return { type: 'message', ...common, text: keptText(inbound.text), unreadable, screening, ...more, ...tap };
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
    extras: CommitExtras,
    screening: Screening,
  ): Promise<Receipt> {
    if (await couples.lastKnown(sender.id)) return couples.run(sender.id, event, extras);
    if (event.type === 'left') return 'committed';
    const stranger = aStranger(sender.id, event.from, screening, deps.country);
    const created = await couples.create(stranger, [], event, extras);
    return created === 'committed' || created === 'duplicate' ? created : couples.run(sender.id, event, extras);
  }

  /** Inbound id, an honest or a crisis text, a page; the state is untouched. */
  async function bareTurn(
    sender: Sender,
    event: MessageEvent,
    extras: CommitExtras,
    inbound: Inbound,
  ): Promise<Receipt> {
    const known = await couples.lastKnown(sender.id).catch(() => null);
    const effects = bareEffects(event, inbound, known?.state[sender.side]?.stack.at(-1));
    const said = effects.flatMap((each) => (each.type === 'send' && 'key' in each.say ? [each.say.key] : []));
    const heard = heardIn(event.screening);
    const data = { event: 'message', text: event.text, ...heard, at: event.at, bare: true, said };
    return couples.append(sender.id, effects, extras, [{ of: sender.side, kind: 'turn', data }]);
  }

  function bareEffects(event: MessageEvent, inbound: Inbound, open: Frame | undefined): Effect[] {
    const bare = bareCrisis(event.screening, open);
    const language = leadingMatch(event.screening)?.language ?? null;
    const direct = { address: { ...sourceOf(inbound), verified: true }, language };
    const say = { key: bare?.key ?? 'coach.trouble', params: reachParams(deps.isReached) };
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

  /** What a notice names when nothing could be kept: the case, where it is known without waiting, else channel and sender. */
  async function subjectOf(inbound: Inbound): Promise<FallbackSubject> {
    const soon = new Promise<null>((resolve) => setTimeout(resolve, 500, null).unref());
    const known = senderOf(inbound).then(({ id }) => couples.inMemory(id)?.shared.caseCode ?? null);
    const caseCode = await Promise.race([known, soon]).catch(() => null);
    return caseCode ? { caseCode } : { channel: inbound.channel, sender: addressHash(inbound).slice(0, 8) };
  }

  return {
    subjectOf,
    /** What the screening hears in a text. Never throws. */
    hear,
    /** What it hears in a message together with what the sender wrote just before. Never throws. */
    inContext: createContext({ hear, couples, senderOf, ours: deps.content.echoed }),
    /**
     * `spooledAt` is our clock at receipt, domain time, of a message that was spooled: it comes in later than it was sent.
     * @throws CoachError `STORE_UNAVAILABLE` when nothing could be written.
     */
    async commit(inbound: Inbound, screening: Screening, spooledAt?: number): Promise<Receipt> {
      const onCall = await answers.whose(inbound);
      if (onCall) return answers.take(onCall, inbound, screening);
      const sender = await senderOf(inbound);
      if (!sender.stranger) return takeInTurn(inbound, sender, screening, spooledAt);
      // A code may make this stranger a partner: what they write next waits for that.
      return serial.run(`address|${sender.id}`, () => fromStranger(inbound, screening, spooledAt));
    },
  };
}

export type Receive = ReturnType<typeof createReceive>;
