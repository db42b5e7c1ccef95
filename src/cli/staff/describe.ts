import type { WayView } from '../../control/staff.ts';
import { localDate, spokenTime, weekday } from '../../domain/local-time.ts';
import type { Gap } from '../../domain/staff/gaps.ts';
import type { Person } from '../../domain/staff/person.ts';
import type { Drill } from '../../domain/staff/roster.ts';
import type { Duty } from '../../domain/staff/rota.ts';
import type { NoticeOutcome } from '../../ports/notices.ts';

/** A person as `staff-list` gives them. */
export type PersonView = Omit<Person, 'ways'> & { readonly ways: readonly WayView[] };

/** A rota as `rota-show` gives it; instants are ISO. */
export interface RotaView {
  readonly pieces: readonly ({ readonly from: string; readonly until: string } & Readonly<
    Record<Duty, string | null>
  >)[];
  readonly gaps: readonly {
    readonly from: string;
    readonly until: string;
    readonly why: Gap['why'];
    readonly person: string | null;
  }[];
  readonly overrides: readonly {
    readonly id: string;
    readonly duty: Duty;
    readonly person: string | null;
    readonly from: string;
    readonly until: string;
  }[];
  readonly shifts: number;
  readonly drill: { readonly day: number; readonly time: string };
}

/** How going live stands, as `go-live` gives it. */
export interface Stands {
  readonly liveAt: string | null;
  readonly lacks: readonly { readonly code: string; readonly todo: string }[];
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** People and their ways, one line each. Pure. */
export function describePeople(people: readonly PersonView[]): string {
  if (people.length === 0) return 'Nobody can be called yet: coach staff add ID --name NAME.\n';
  return people.map((person) => `${headOf(person)}${person.ways.map(wayLine).join('')}`).join('');
}

const headOf = ({ id, name, role, language, zone, quietHours, ways }: PersonView): string => {
  const quiet = quietHours ? `  quiet ${quietHours.from}-${quietHours.to}` : '';
  return `${id}  ${name}  ${role}  ${language}  ${zone}${quiet}${ways.length === 0 ? '  NO CONTACT WAY' : ''}\n`;
};

const wayLine = ({ id, ends, after, state, code }: WayView): string => {
  const said = { works: 'works', untried: 'WAITS FOR ITS CODE', ended: `ENDED (${code})` }[state];
  return `  ${id}  …${ends}  after ${Math.round(after / 1_000)} s  ${said}\n`;
};

/** The coming days in a zone, each gap marked; red where the terminal shows colours. Pure. */
export function describeRota(
  { pieces, gaps, overrides, shifts, drill }: RotaView,
  zone: string,
  colour: boolean,
): string {
  const when = (iso: string): string => momentOf(Date.parse(iso), zone);
  const marked = (text: string): string => (colour ? `\u001b[31m${text}\u001b[0m` : text);
  const lines = pieces.map(({ from, until, primary, backup, lead }) => {
    const line = `${when(from)} - ${when(until)}  primary ${primary ?? 'NOBODY'}  backup ${backup ?? '-'}  lead ${lead ?? '-'}`;
    return primary === null ? marked(line) : line;
  });
  const told = gaps.map(({ from, until, why, person }) =>
    marked(
      `GAP  ${when(from)} - ${when(until)}  ${{ nobody: 'nobody is primary', unknown: `${person} is not there any more`, 'no-way': `${person} has no working contact way` }[why]}`,
    ),
  );
  const changed = overrides.map(
    ({ id, duty, person, from, until }) =>
      `override ${id}  ${duty} ${person ?? 'nobody'}  ${when(from)} - ${when(until)}`,
  );
  const end = `${shifts} shifts, ${gaps.length === 0 ? 'no gap' : `${gaps.length} gap${gaps.length === 1 ? '' : 's'}`}. Times are of ${zone}. Drill: ${dayNames[drill.day - 1]} ${drill.time}.`;
  return `${[...lines, ...changed, ...told, end].join('\n')}\n`;
}

/** What became of a code or a test that was sent. Pure. */
export function describeSent(
  what: 'code' | 'test',
  outcome: NoticeOutcome | { readonly ok: false; readonly quietUntil: number },
): string {
  if (outcome.ok)
    return what === 'code'
      ? 'A code was sent. It holds 15 minutes: send it back from there, or give it to coach staff verify.'
      : 'The test was sent.';
  if ('quietUntil' in outcome)
    return `Nothing was sent: it is quiet there until ${new Date(outcome.quietUntil).toISOString()}.`;
  return `NOT SENT (${outcome.code}): ${hints[outcome.code] ?? 'look at the address, and at what the provider says of this code'}.`;
}

const hints: Readonly<Record<string, string>> = {
  CHANNEL_OFF:
    'no service runs here, or this kind of way is not configured; start it with its keys, then coach staff way test',
  NO_REFERENCE: 'the person has to write to the coach once from there; take the way out, and add it again then',
};

/** How a drill stands. Pure. */
export function describeDrill(drill: Drill | null): string {
  if (!drill) return 'There was no drill yet: coach drill.\n';
  const began = new Date(drill.at).toISOString();
  if (drill.answeredAt !== null)
    return `The drill of ${began} was acknowledged by ${drill.by} after ${Math.round((drill.answeredAt - drill.at) / 1_000)} s.\n`;
  if (drill.missedAt !== undefined)
    return `NOBODY ANSWERED the drill of ${began}: nobody new is enrolled until one is answered.\n`;
  return `The drill of ${began} waits for its answer: primary now, backup after 5 minutes, lead after 10, missed after 15.\n`;
}

const momentOf = (at: number, zone: string): string =>
  `${dayNames[weekday(localDate(at, zone)) - 1]} ${localDate(at, zone)} ${spokenTime(at, zone, 'es').padStart(5, '0')}`;
