import { z } from 'zod';
import type { App } from '../app/create-app.ts';
import { reportRules } from '../app/reports/rules.ts';
import { known, peopleOf, withNames } from '../app/roster/names.ts';
import { actFrom, actInput, actTypes } from '../domain/act-input.ts';
import type { Alert } from '../domain/alert.ts';
import { shownId } from '../domain/alert.ts';
import type { Actor } from '../domain/counselor-act.ts';
import { CoachError } from '../domain/errors.ts';
import { compareLevels } from '../domain/screening.ts';
import type { Person } from '../domain/staff/person.ts';
import { define } from './define.ts';

const name = z.string().trim().min(1).max(200);
/** Entries of a timeline that are shown: the newest. */
const shown = 200;

/** The alerts: open ones, the most severe first, then the one that waits longest; `all` adds the closed ones. */
export const alertList = define(
  z.strictObject({ all: z.boolean().default(false), unsigned: z.boolean().default(false) }),
  async ({ app }, { all, unsigned }) => {
    const found = (await (await app()).alerts()).filter((alert) => alert.occurrence > 0);
    const wanted = found.filter((alert) =>
      unsigned ? (alert.unsigned ?? []).length > 0 : all || alert.status !== 'closed',
    );
    return { alerts: wanted.sort(byUrgency) };
  },
);

const byUrgency = (one: Alert, other: Alert): number =>
  Number(one.status === 'closed') - Number(other.status === 'closed') ||
  compareLevels(other.level, one.level) ||
  one.raisedAt - other.raisedAt;

/** One alert and its timeline, the newest entries. @throws CoachError `NOT_FOUND`. */
export const alertShow = define(z.strictObject({ alert: name }), async ({ app }, { alert: written }) => {
  const open = await app();
  const alert = await alertOf(open, written);
  const after = Math.max(0, (alert.audit?.n ?? 0) - shown);
  return { alert, timeline: await open.audit('alert', alert.id, after, shown) };
});

/**
 * A person of the roster does something with an alert; gives the alert after it. The command line, the pages and what comes after them
 * do the same acts. @throws CoachError `NOT_FOUND`, `BODY_INVALID`, `PERSON_UNKNOWN`, and what the act is refused with.
 */
export const alertAct = define(
  z.strictObject({ alert: name, type: z.enum(actTypes as [string, ...string[]]), input: z.unknown(), by: name }),
  async ({ app }, { alert: written, type: given, input, by }) => {
    const type = actTypes.find((each) => each === given) ?? 'acknowledge';
    const schema = actInput(type);
    const read = schema.safeParse(input ?? {});
    if (!read.success) throw new CoachError('BODY_INVALID', schema.description ?? 'Check what was given.');
    const open = await app();
    const { id } = await alertOf(open, written);
    const people = await peopleOf(open.roster);
    const act = withNames(people, actFrom(type, read.data));
    return { alert: await open.act(id, { ...act, ...actorOf(people, by) }) };
  },
);

/** Who acts, with the role that the roster has for them. Before anybody stands in it: a counselor of the name that was given. */
function actorOf(people: readonly Person[], written: string): Actor {
  if (people.length === 0) return { by: written };
  const { name: by, role } = known(people, written);
  return { by, role };
}

/** How often each rule paged, and how often that was a false alarm. */
export const ruleReport = define(z.strictObject({}), async ({ app }) => ({ rules: await reportRules(await app()) }));

/** An alert by its id, the beginning of its id, or the case code where one alert of it is open. */
async function alertOf(app: App, written: string): Promise<Alert> {
  const alerts = (await app.alerts()).filter(({ occurrence }) => occurrence > 0);
  const named = alerts.filter(({ id }) => id === written || (written.length >= 4 && shownId(id).startsWith(written)));
  const open = alerts.filter(({ caseCode, status }) => caseCode === written && status !== 'closed');
  const found = named.length > 0 ? named : open;
  if (found.length === 1 && found[0]) return found[0];
  const many = 'More than one alert is meant: coach alert list shows them, name one by the beginning of its id.';
  const none = 'There is no such alert: coach alert list --all shows them.';
  throw new CoachError('NOT_FOUND', found.length > 1 ? many : none, { found: found.length });
}
