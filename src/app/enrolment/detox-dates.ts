import { type DetoxDate, faultOfDetox } from '../../domain/detox.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Partner } from '../../domain/partner.ts';
import type { Deps } from '../deps.ts';
import type { OwnPart, PartOf } from './own-part.ts';

/** When each partner's detox ended: kept in their own part of the record. Every look and every change is audited. */
export interface DetoxDates {
  /** The date; null where none was written. @throws CoachError `NOT_FOUND`. */
  readDetox(of: PartOf): Promise<DetoxDate | null>;
  /** Takes the place of the one before; null takes it away. @throws CoachError `NOT_FOUND`, `DETOX_INVALID`. */
  setDetox(of: PartOf, date: DetoxDate | null): Promise<DetoxDate | null>;
}

/** Over partners' own parts. */
export function createDetoxDates({ clock }: Pick<Deps, 'clock'>, ownPart: OwnPart): DetoxDates {
  return {
    async readDetox(of) {
      const couple = await ownPart(of, 'detox-read', (partner) => partner);
      return couple[of.side]?.detox ?? null;
    },
    async setDetox(of, date) {
      await ownPart(of, 'detox-set', (partner) => withDetox(partner, date, clock.now()));
      return date;
    },
  };
}

/** A partner with another detox date, or none. Pure. @throws CoachError `DETOX_INVALID`. */
function withDetox(partner: Partner, date: DetoxDate | null, at: number): Partner {
  const { detox: _, ...rest } = partner;
  if (date === null) return rest;
  const fault = faultOfDetox(date, at, partner.zone);
  if (fault) throw new CoachError('DETOX_INVALID', `Nothing was kept: ${fault}.`);
  return { ...rest, detox: date };
}
