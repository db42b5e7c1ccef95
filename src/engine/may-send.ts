import { channelTraits } from '../domain/channel.ts';
import type { Couple } from '../domain/couple.ts';
import type { SendEffect } from '../domain/effect.ts';
import { quietUntil } from '../domain/local-time.ts';
import {
  type Address,
  type AlertMirror,
  areNudgesPaused,
  handOffOf,
  hasConsent,
  hasOpenAlert,
  isReachable,
  isSameAddress,
  type Partner,
} from '../domain/partner.ts';
import { isWaitingText, mayHearOfWaiting } from './alert/tell-waiting.ts';

/** Whether an effect may go out now, and where to. `reason` is recorded when it never may. */
export type Permission =
  | { readonly send: Address }
  | {
      readonly never:
        | 'no-address'
        | 'opted-out'
        | 'no-consent'
        | 'expired'
        | 'paused'
        | 'open-alert'
        | 'quiet-hours'
        | 'counselor-answers'
        | 'frozen';
    };

/**
 * The last gate before a channel: read again at sending time, because what was right when a turn ran may not be now.
 * Crisis texts and a counselor's words wait for nothing. `tries` picks another address after a failure. Pure.
 */
export function maySend(couple: Couple, effect: SendEffect, at: number, tries = 0): Permission {
  const partner = couple[effect.to];
  const address = partner && addressFor(partner, effect, tries);
  if (!partner || !address) return { never: 'no-address' };
  if (effect.expiresAt !== undefined && at > effect.expiresAt) return { never: 'expired' };
  // Whoever died is written to by nobody; who writes from there in danger is answered.
  if (partner.frozen && effect.lane !== 'crisis') return { never: 'frozen' };
  // After STOP, in a violence case, nobody writes or calls unasked: counselor and advocate decide (safety.md).
  if (effect.lane === 'counselor' && partner.optedOut && isOpen(partner.alerts.violence)) return { never: 'opted-out' };
  // Somebody has come since, or the partner wants no more.
  if ('key' in effect.say && isWaitingText(effect.say.key) && !mayHearOfWaiting(partner))
    return { never: partner.optedOut ? 'opted-out' : 'counselor-answers' };
  if (effect.lane === 'crisis' || effect.lane === 'counselor' || effect.carrier) return { send: address };
  if (partner.optedOut && (effect.lane === 'nudge' || channelTraits[address.channel].carrierWords))
    return { never: 'opted-out' };
  if (handOffOf(partner) === 'counselor') return { never: 'counselor-answers' };
  return effect.lane === 'nudge' ? mayNudge(partner, at, address) : { send: address };
}

const isOpen = (alert: AlertMirror | undefined): boolean => alert !== undefined && alert.status !== 'closed';

function mayNudge(partner: Partner, at: number, address: Address): Permission {
  if (!hasConsent(partner, at)) return { never: 'no-consent' };
  if (channelTraits[address.channel].asksBeforeTexts && !partner.textsAgreed) return { never: 'no-consent' };
  if (areNudgesPaused(partner, at)) return { never: 'paused' };
  if (hasOpenAlert(partner)) return { never: 'open-alert' };
  // A counselor has claimed a request: the coach starts nothing by itself.
  if (handOffOf(partner) !== 'bot') return { never: 'counselor-answers' };
  if (quietUntil(at, partner.quietHours, partner.zone) !== null) return { never: 'quiet-hours' };
  return { send: address };
}

/** The newest verified address that has not ended; a crisis text tries the others in turn. */
function addressFor(partner: Partner, effect: SendEffect, tries: number): Address | undefined {
  const { avoid } = effect;
  const reachable = partner.addresses.filter((each) => isReachable(each) && !(avoid && isSameAddress(each, avoid)));
  return effect.lane === 'crisis' ? reachable[tries % Math.max(1, reachable.length)] : reachable[0];
}
