import type { PageEffect } from '../../../domain/effect.ts';
import { family } from '../../../domain/screening.ts';
import type { Alerts } from '../../aggregates/alert.ts';
import type { Couples } from '../../aggregates/couple.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { alertIdOf, effectDigest } from '../../digests.ts';
import type { Owners } from '../../inbound/owners.ts';
import type { Fallback } from '../fallback.ts';
import { again, type Carrier, over } from './carrier.ts';

/** Brings a page to its alert, which it makes, joins or reopens. The same page twice is one. */
export type BringPage = (couple: string, effect: PageEffect) => Promise<void>;

/** The case of a couple. */
export type CaseCodeOf = (couple: string) => Promise<string>;

/** The case as the couple itself says, where that is in memory: a crisis does not need a state that can be opened. */
export const createCaseCodeOf =
  ({ store }: Pick<Deps, 'store'>, couples: Pick<Couples, 'inMemory'>, owners: Pick<Owners, 'caseCode'>): CaseCodeOf =>
  async (couple) => {
    const known = couples.inMemory(couple)?.shared.caseCode;
    return known ?? owners.caseCode(couple, (await store.read('couple', couple))?.facets['caseCode']);
  };

export function createBringPage(
  deps: Deps,
  alerts: Pick<Alerts, 'run'>,
  serial: Serial,
  caseCodeOf: CaseCodeOf,
): BringPage {
  const { clock, newId } = deps;

  return async (couple, effect) => {
    const group = family(effect.category);
    const id = alertIdOf(deps, couple, effect.side, group);
    const caseCode = await caseCodeOf(couple);
    const born = () => ({ id, couple, side: effect.side, family: group, caseCode });
    const extras = { inbound: { from: 'system', hash: effectDigest(deps, effect.id) } } as const;
    const event = { type: 'page', id: newId(), at: clock.now(), page: effect } as const;
    await serial.run(`alert|${id}`, () => alerts.run(id, event, born, extras));
  };
}

/** Pages are never given up. */
export const createPage = (bring: BringPage, fallback: Fallback): Carrier<PageEffect> => ({
  async attempt({ id, effect }) {
    await bring(id, effect);
    return over;
  },
  async afterFailure(job, failure) {
    await fallback(job.entry, job.effect.level);
    return again(job, failure);
  },
});
