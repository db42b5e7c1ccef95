import { audited } from '../../domain/audit.ts';
import type { ChannelName } from '../../domain/channel.ts';
import type {
  CoupleItem,
  CouplePage,
  CouplesPage,
  EnrolledView,
  InviteCodeView,
} from '../../domain/console/couples.ts';
import type { Couple } from '../../domain/couple.ts';
import type { UnsignedCoupleAct } from '../../domain/couple-act.ts';
import { CoachError } from '../../domain/errors.ts';
import { isReachable, type Partner, type Side, sides } from '../../domain/partner.ts';
import type { TurnResult } from '../../engine/events.ts';
import type { ListQuery } from '../../ports/store.ts';
import type { Accounts } from '../aggregates/account.ts';
import { type Couples, coupleShape } from '../aggregates/couple.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { CoupleActs } from '../couples/couple-acts.ts';
import type { Deps } from '../deps.ts';
import type { CoupleSpec, Enrolment } from '../enrolment/enrol.ts';
import { holdsCaseOf } from './care.ts';
import { type Reader, seesCouple } from './reader.ts';
import { togetherView } from './together.ts';

/** Couples on one page. */
const pageSize = 50;

/** The couples, as counselors work with them: codes, names and consents, and nothing of what anybody wrote. */
export interface ConsoleCouples {
  /** `own`: the caseload of the reader. A counselor sees no others, whatever they ask for. @throws CoachError `CURSOR_INVALID`. */
  list(
    reader: Reader,
    asked: { readonly view: 'own' | 'all'; readonly code: string; readonly cursor: string },
  ): Promise<CouplesPage>;
  /** @throws CoachError `NOT_FOUND`, `ROLE_REFUSED`. */
  page(id: string, reader: Reader): Promise<CouplePage>;
  /** A new couple; a counselor's own is in their caseload from the beginning. @throws CoachError as `Enrolment.invite`. */
  enrol(spec: CoupleSpec, reader: Reader): Promise<EnrolledView>;
  /** @throws CoachError as `page`, and as `Enrolment.inviteAgain`. */
  invite(id: string, side: Side, channel: ChannelName, reader: Reader): Promise<InviteCodeView>;
  /** What is for two is acted on; audited. @throws CoachError as `page`; `NOT_FOUND` where there is no such exercise or partner. */
  act(id: string, act: UnsignedCoupleAct, reader: Reader): Promise<CouplePage>;
  /** Whose caseload it is in; null for nobody's. @throws CoachError `NOT_FOUND`, `PERSON_UNKNOWN`. */
  setCounselor(id: string, login: string | null, by: string): Promise<CouplePage>;
}

export interface CouplesParts {
  readonly acts: CoupleActs;
  readonly couples: Pick<Couples, 'current' | 'change'>;
  readonly accounts: Accounts;
  readonly enrolment: Pick<Enrolment, 'invite' | 'inviteAgain'>;
  readonly serial: Serial;
  readonly vault: Vault;
}

/** Over the store's lists. */
export function createConsoleCouples(
  { store, clock, exercises = [] }: Pick<Deps, 'store' | 'clock' | 'exercises'>,
  parts: CouplesParts,
): ConsoleCouples {
  const { acts, couples, accounts, enrolment, serial, vault } = parts;

  async function find(id: string, reader: Reader): Promise<Couple> {
    const couple = (await couples.current(id))?.state;
    if (couple?.shared.status !== 'active') throw new CoachError('NOT_FOUND', 'There is no such couple.');
    const isHeld = sides.some((side) => holdsCaseOf(couple[side], reader.name));
    if (!isHeld && !seesCouple(reader, id)) throw notYours();
    return couple;
  }

  const pageOf = (couple: Couple, all: CouplePage['counselors']): CouplePage => ({
    ...itemOf(couple),
    counselors: all,
    together: togetherView(couple, clock.now(), exercises),
  });

  const counselors = async (): Promise<CouplePage['counselors']> =>
    (await accounts.all())
      .filter(({ roles }) => roles.includes('counselor'))
      .map(({ login: id, name }) => ({ id, name }));

  async function change(id: string, login: string | null, by: string): Promise<void> {
    const counselor = login === null ? null : { login, account: accounts.idOf(login) };
    const step = (couple: Couple): TurnResult => {
      const { counselor: _, ...shared } = couple.shared;
      const facts = { counselor: by, to: login };
      const entry = audited({ of: 'a', event: 'caseload-set', by: 'counselor', at: clock.now(), facts });
      return {
        couple: { ...couple, shared: counselor ? { ...shared, counselor } : shared },
        effects: [],
        records: [entry],
      };
    };
    await serial.run(`couple|${id}`, () => couples.change(id, step));
  }

  return {
    async list(reader, { view, code, cursor }) {
      const isOwn = view === 'own' || !reader.roles.includes('supervisor');
      const facets: NonNullable<ListQuery['facets']> = {
        status: ['active'],
        ...(isOwn ? { counselor: [reader.account] } : {}),
        ...(code === '' ? {} : { caseCode: [...new Set([code, code.toUpperCase()])] }),
      };
      const asked = { kind: 'couple', facets, limit: pageSize, ...(cursor === '' ? {} : { cursor }) } as const;
      const [page, total] = await Promise.all([store.list(asked), store.count('couple', facets)]);
      const opened = await Promise.all(page.items.map(({ id }) => vault.read(coupleShape, id).catch(leaveOut)));
      return { items: opened.flatMap((each) => (each ? [itemOf(each.state)] : [])), next: page.next, total };
    },
    async page(id, reader) {
      return pageOf(await find(id, reader), await counselors());
    },
    async enrol(spec, reader) {
      const enrolled = await enrolment.invite(spec);
      if (reader.roles.includes('counselor')) await change(enrolled.id, reader.login, reader.name);
      return enrolled;
    },
    async invite(id, side, channel, reader) {
      const { shared } = await find(id, reader);
      return enrolment.inviteAgain(shared.caseCode, side, channel);
    },
    async act(id, act, reader) {
      await find(id, reader);
      await acts.actOnCouple({ id }, { ...act, by: reader.name });
      return pageOf(await find(id, reader), await counselors());
    },
    async setCounselor(id, login, by) {
      const all = await counselors();
      if (login !== null && !all.some((each) => each.id === login))
        throw new CoachError('PERSON_UNKNOWN', 'No counselor signs in by this name.');
      await change(id, login, by);
      const couple = (await couples.current(id))?.state;
      if (!couple) throw new CoachError('NOT_FOUND', 'There is no such couple.');
      return pageOf(couple, all);
    },
  };
}

export const notYours = (): CoachError =>
  new CoachError('ROLE_REFUSED', 'This couple is in the care of somebody else: a supervisor can give it to you.');

const leaveOut = (error: unknown): null => {
  if (error instanceof CoachError && error.code === 'STORE_UNAVAILABLE') throw error;
  return null;
};

function itemOf(couple: Couple): CoupleItem {
  const { id, shared } = couple;
  return {
    ...{ id, caseCode: shared.caseCode, relationship: shared.relationship },
    counselor: shared.counselor?.login ?? null,
    partners: sides.flatMap((side) => partnerItem(side, couple[side])),
  };
}

function partnerItem(side: Side, partner: Partner | null): CoupleItem['partners'] {
  if (!partner) return [];
  const { name, addresses, consent, alerts } = partner;
  const openAlerts = Object.values(alerts).filter(({ status }) => status !== 'closed').length;
  return [{ side, name, joined: addresses.some(isReachable), consent: consent.status, openAlerts }];
}
