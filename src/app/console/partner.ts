import type { PartnerPage } from '../../domain/console/couples.ts';
import type { QueueItem } from '../../domain/console/queue.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Json } from '../../domain/frame.ts';
import { localTime } from '../../domain/local-time.ts';
import { handOffOf, type Partner, type Side } from '../../domain/partner.ts';
import { families } from '../../domain/screening.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Deps } from '../deps.ts';
import { alertIdOf } from '../digests.ts';
import type { ContactSheets, SheetView } from '../enrolment/contact-sheets.ts';
import type { OwnPart } from '../enrolment/own-part.ts';
import type { History } from '../streams/history.ts';
import { accessTo } from './care.ts';
import { notYours } from './couples.ts';
import { queueItem } from './items.ts';
import type { Reader } from './reader.ts';

/** Values that are shown: the newest. */
const mostFacts = 200;

/** One partner's own page, and their safe-contact sheet. Nothing of the other's stands here. */
export interface ConsolePartners {
  /** Opens it, which is audited. @throws CoachError `NOT_FOUND`, `ROLE_REFUSED`, `REASON_NEEDED`. */
  open(id: string, side: Side, reader: Reader, reason: string | null): Promise<PartnerPage>;
  /** @throws CoachError as `open`. */
  readSheet(id: string, side: Side, reader: Reader): Promise<SheetView>;
  /** @throws CoachError as `open`, `SHEET_INVALID`, `SHEET_PARTNER`. */
  setSheet(id: string, side: Side, reader: Reader, written: unknown): Promise<SheetView>;
}

export interface PartnerParts {
  readonly couple: (id: string) => Promise<Couple | null>;
  readonly alerts: Pick<Alerts, 'current'>;
  readonly ownPart: OwnPart;
  readonly sheets: ContactSheets;
  readonly history: Pick<History, 'facts'>;
}

/** Over partners' own parts of their couples. */
export function createConsolePartners(
  { clock, keys }: Pick<Deps, 'clock' | 'keys'>,
  parts: PartnerParts,
): ConsolePartners {
  async function look(id: string, side: Side, reader: Reader, reason: string | null) {
    const couple = await parts.couple(id);
    const partner = couple?.[side];
    if (!couple || !partner || couple.shared.status !== 'active')
      throw new CoachError('NOT_FOUND', 'There is nobody on that side of such a couple.');
    const access = accessTo(couple, side, reader);
    if (access === 'refused') throw notYours();
    if (access === 'reason' && reason === null)
      throw new CoachError('REASON_NEEDED', 'Say why you open this page: it is logged.');
    return { couple, partner, of: { caseCode: couple.shared.caseCode, side, by: reader.name } };
  }

  async function alertsOf(id: string, side: Side, reader: Reader): Promise<readonly QueueItem[]> {
    const found = await Promise.all(
      families.map((family) => parts.alerts.current(alertIdOf({ keys }, id, side, family))),
    );
    return found.flatMap((each) => (each && each.state.occurrence > 0 ? [queueItem(each.state, reader)] : []));
  }

  return {
    async open(id, side, reader, reason) {
      const { couple, partner, of } = await look(id, side, reader, reason);
      await parts.ownPart(of, 'viewed', (before) => before, reason === null ? {} : { reason });
      const [facts, alerts] = await Promise.all([parts.history.facts(id, side), alertsOf(id, side, reader)]);
      const shown = facts.slice(-mostFacts).map(({ name, value, at }) => ({ name, value: said(value), at }));
      return { ...about(couple, side, partner, clock.now()), facts: shown, alerts };
    },
    async readSheet(id, side, reader) {
      return parts.sheets.readSheet((await look(id, side, reader, null)).of);
    },
    async setSheet(id, side, reader, written) {
      return parts.sheets.setSheet((await look(id, side, reader, null)).of, written);
    },
  };
}

const said = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function about(
  { id, shared }: Couple,
  side: Side,
  partner: Partner,
  at: number,
): Omit<PartnerPage, 'facts' | 'alerts'> {
  const { name, language, country, zone, privatePhone, quietHours, optedOut, consent, textsAgreed } = partner;
  return {
    ...{ couple: id, caseCode: shared.caseCode, side, name, language, country, zone, localTime: localTime(at, zone) },
    ...{ privatePhone, quietHours, optedOut, handOff: handOffOf(partner), consent, textsAgreed },
    outside: partner.outside?.consent?.status ?? null,
    addresses: partner.addresses.map((address) => ({
      ...{ channel: address.channel, ends: address.id.slice(-4), verified: address.verified },
      ended: address.ended?.code ?? null,
    })),
    invites: partner.invites.map(({ channel, expiresAt }) => ({ channel, expiresAt })),
    nudges: partner.nudges.map(({ dialog, localTime: time, next }) => ({ dialog, localTime: time, next })),
  };
}
