import { CoachError } from '../../../domain/errors.ts';
import { localInstant } from '../../../domain/local-time.ts';
import type { Inbound } from '../../../ports/channel.ts';
import type { Commit } from '../../../ports/store.ts';
import type { Catalog } from '../../../service/service.ts';
import { createAgenda } from './agenda.ts';
import { type Chance, chanceOf, pick } from './chance.ts';
import { createCounselor } from './counselor.ts';
import { createReader, wrongOf, wrongPages } from './inspect.ts';
import { createPassing } from './passing.ts';
import { datesFrom, instantsOf, type Person, peopleOf, specOf } from './people.ts';
import { type Saying, sayingOf } from './says.ts';
import { createTrouble } from './trouble.ts';
import { createWatch } from './watch.ts';
import { type Ground, monthClock, openMonth } from './world.ts';

/** What a month is. The same seed draws the same people and as many troubles; what runs side by side may meet them in another order. */
export interface MonthPlan {
  readonly couples: number;
  readonly days: number;
  readonly seed: number;
  /** On which day, counted from 1, the service is down for two days; null for never. */
  readonly downOn: number | null;
}

/** What it came to. */
export interface MonthResult {
  readonly seed: number;
  /** What did not hold; each begins with the number of what has to hold. */
  readonly wrong: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** How often each thing broke. */
  readonly faults: ReadonlyMap<string, number>;
}

/** The first Monday before the clocks change in America. */
const first = '2026-03-02';
const dayMs = 86_400_000;

/**
 * Plays a month: people write, counselors answer, and at every step of the service something may break or its process die. After each day
 * all recovers, and what has to hold is looked at (design: "What must hold"). `telling` hears of each day.
 */
export async function playMonth(
  plan: MonthPlan,
  catalog: Catalog,
  open: (real: () => number) => Promise<Ground>,
  telling: (line: string) => void,
): Promise<MonthResult> {
  const chance = chanceOf(plan.seed);
  const couples = peopleOf(plan.couples, chance);
  const clock = monthClock(Date.parse(`${first}T00:00:00Z`));
  const ground = await open(clock.real);
  try {
    const stage = await setUp(ground, catalog, { couples, chance, clock, seed: plan.seed });
    for (const [index, date] of datesFrom(first, plan.days).entries()) {
      await playDay(stage, date, plan.downOn === index + 1);
      await inspect(stage);
      const { counts, wrong } = stage.watch;
      telling(
        `day ${index + 1} of ${plan.days}: ${stage.counts.messages} messages, ${counts.taken} texts, ${stage.trouble.total()} faults, ${wrong.length} wrong`,
      );
    }
    return resultOf(plan, stage);
  } finally {
    await ground.store.close();
    await ground.keys.close();
  }
}

type Stage = Awaited<ReturnType<typeof setUp>>;
type Couples = readonly (readonly [Person, Person])[];

async function setUp(
  ground: Ground,
  catalog: Catalog,
  {
    couples,
    chance,
    clock,
    seed,
  }: { couples: Couples; chance: Chance; clock: ReturnType<typeof monthClock>; seed: number },
) {
  const watch = createWatch(couples.flat());
  const trouble = createTrouble(chanceOf(seed + 1), clock.real);
  const agenda = createAgenda<() => Promise<void>>();
  const ids = new Map<string, string>();
  const committed = new Map<string, number>();
  const answered = new Map<string, Set<string>>(couples.flat().map(({ key }) => [key, new Set()]));
  const counselor = createCounselor(agenda, clock, chance);
  const note = (commit: Commit): void => {
    for (const { to, lane } of commit.effects)
      if (to !== 'system' && lane !== 'nudge')
        committed.set(`${commit.id}|${to}`, (committed.get(`${commit.id}|${to}`) ?? 0) + 1);
  };
  const month = await openMonth({
    ...ground,
    catalog,
    clock,
    trouble,
    watch,
    committed: note,
    called: counselor.called,
  });
  for (const couple of couples) ids.set(couple[0].caseCode, await month.app().enrol(specOf(couple)));
  counselor.works(month);
  const passing = createPassing(month, ground.store, clock, trouble);
  const counts = { messages: 0, duplicates: 0, refused: 0, crises: 0, broken: 0 };
  return {
    ...{ couples, chance, clock, watch, trouble, agenda, ids, committed, answered, month, passing, counts },
    reader: createReader(),
    counselor,
  };
}

async function playDay(stage: Stage, date: string, down: boolean): Promise<void> {
  const { agenda, chance, clock, trouble, passing, couples, month } = stage;
  const ends = localInstant(date, '00:00', 'Pacific/Honolulu') + dayMs;
  for (const person of couples.flat())
    for (const at of instantsOf(person, date, chance))
      if (at >= clock.now()) agenda.add(at, () => write(stage, person));
  trouble.set(true);
  for (let next = agenda.take(ends); next; next = agenda.take(ends)) {
    await passing.until(next.at);
    if (chance() < 0.002) trouble.away(clock.real() + chance() * 600_000);
    await next.what();
    await passing.round();
  }
  if (down) await beDown(stage, ends);
  await passing.until(Math.max(ends, clock.now()));
  await passing.recovered();
  if (chance() < 0.3) await month.kill();
}

/** Two days in which nothing runs; who writes meanwhile is answered by nobody. It is back by day, when nudges may go out. */
async function beDown({ agenda, clock, month, passing, watch }: Stage, from: number): Promise<void> {
  await clock.moveTo(from + 2.25 * dayMs);
  agenda.drop(clock.now());
  await month.kill();
  watch.returned(clock.now());
  await passing.round();
}

/** Somebody writes; the provider sends it again until it is answered 2xx, and sometimes though it was. */
async function write(stage: Stage, person: Person): Promise<void> {
  const { month, chance, watch, counts } = stage;
  const saying = sayingOf(person, month.told.get(person.key) ?? null, watch.isStopped(person.key), chance);
  counts.messages += 1;
  const id = `m-${counts.messages}`;
  const record = { stream: `in|${person.key}`, kind: 'activity', data: { id } };
  const inbound = { channel: person.channel, address: person.key, id, text: saying.text, record };
  if (saying.private) watch.writes(person.key, saying.private);
  if (saying.does === 'start') watch.starts(person.key);
  const calls = saying.does === 'crisis' && (await awaitsNotice(stage, person));
  if (saying.does === 'crisis') counts.crises += 1;
  await deliver(stage, person, inbound, { saying, calls });
}

/** Whether nobody has an open alert of the couple, so that the next page calls somebody. */
async function awaitsNotice({ month }: Stage, { caseCode }: Person): Promise<boolean> {
  const alerts = await month.doing((app) => app.alerts());
  return (
    alerts !== 'died' &&
    'ok' in alerts &&
    alerts.ok.every((each) => each.caseCode !== caseCode || each.status === 'closed')
  );
}

async function deliver(
  stage: Stage,
  person: Person,
  inbound: Inbound,
  { saying, calls }: { saying: Saying; calls: boolean },
): Promise<void> {
  const { month, passing, clock, counts, chance, watch, answered, trouble } = stage;
  const isAwaited = calls && watch.pages(person.caseCode, { at: clock.now(), faults: trouble.total() });
  for (let tries = 0; tries < 200; tries += 1) {
    const times = pick(chance, [1, 1, 1, 1, 1, 1, 1, 1, 2, chance() < (saying.does === 'crisis' ? 1 : 0.1) ? 50 : 3]);
    counts.duplicates += times - 1;
    const got: string[] = [];
    await month.doing((app) =>
      Promise.all(
        Array.from({ length: times }, () =>
          app.receive(inbound).then(
            (receipt) => void got.push(receipt),
            (error: unknown) => void got.push(error instanceof CoachError ? error.code : 'thrown'),
          ),
        ),
      ),
    );
    const kept = got.filter((each) => ['committed', 'duplicate', 'spooled'].includes(each));
    if (got.filter((each) => each === 'committed').length > 1) watch.wrong.push('1: one id was committed twice');
    if (got.includes('thrown')) watch.wrong.push('1: a message was answered by no error of ours');
    if (kept.length > 0) {
      answered.get(person.key)?.add(inbound.id);
      if (saying.does === 'stop' && !kept.includes('spooled')) watch.stops(person.key);
      if (isAwaited && kept.includes('spooled')) watch.spooled(person.caseCode);
      return;
    }
    counts.refused += 1;
    await passing.until(clock.now() + 5_000);
    await passing.round();
  }
  watch.wrong.push('1: a message was never answered');
}

/** After all has recovered: what is stored is held against what was seen. */
async function inspect(stage: Stage): Promise<void> {
  const { month, watch, reader, couples, ids, answered, committed } = stage;
  const app = month.app();
  watch.recovered();
  const alerts = await app.alerts();
  for (const people of couples) {
    const id = ids.get(people[0].caseCode) ?? '';
    for (const person of people) {
      const stored = await reader.stored(app, id, person);
      const [sent, taken] = [committed.get(`${id}|${person.side}`) ?? 0, watch.takenBy(person.key)];
      const seen = { answered: answered.get(person.key) ?? new Set<string>(), committed: sent, taken };
      watch.wrong.push(...wrongOf({ ...stored, ...seen }).map((what) => `${what} (${person.key})`));
    }
    const own = alerts.filter(({ couple }) => couple === id);
    const { paged, alerted } = await reader.pages(app, id, own);
    watch.wrong.push(...wrongPages(paged, alerted, own).map((what) => `${what} (${people[0].caseCode})`));
  }
  const { broken } = await app.verifyAudit();
  watch.wrong.push(...broken.map((each) => `5: ${JSON.stringify(each)}`));
}

function resultOf({ seed }: MonthPlan, { watch, counts, month, trouble, counselor }: Stage): MonthResult {
  const { taken, twice, nudges, notices, slowest } = watch.counts;
  const { broken: _, ...asked } = counts;
  return {
    ...{ seed, wrong: watch.wrong, faults: trouble.counts },
    counts: {
      ...asked,
      texts: taken,
      'texts twice, as may be': twice,
      ...{ nudges, notices, 'slowest notice, ms': slowest, 'acts of counselors': counselor.acts() },
      'processes killed': month.counts.lives - 1,
      faults: trouble.total(),
    },
  };
}
