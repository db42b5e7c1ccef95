import { z } from 'zod';
import { createReport } from '../../content/problems.ts';
import { readYamlAt, shaped } from '../../content/yaml-file.ts';
import { CoachError } from '../../domain/errors.ts';
import { isZone } from '../../domain/local-time.ts';
import type { DrillWeek } from '../../domain/staff/roster.ts';
import { duties, type Shift } from '../../domain/staff/rota.ts';

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const day = z.enum(dayNames);
const dayOf = (name: (typeof dayNames)[number]): number => dayNames.indexOf(name) + 1;

/** `mon`, `mon-fri`, `every`, or a list of days. */
const days = z.union([
  z.literal('every').transform(() => dayNames.map(dayOf)),
  day.transform((name) => [dayOf(name)]),
  z
    .string()
    .regex(/^(mon|tue|wed|thu|fri|sat|sun)-(mon|tue|wed|thu|fri|sat|sun)$/, 'days are every, mon-fri, or [mon, wed]')
    .transform(fromTo),
  z
    .array(day)
    .min(1)
    .transform((names) => names.map(dayOf)),
]);

/** 24:00 is the end of the day: the begin of the next. */
const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a local time is written "HH:MM", in quotes')
  .transform((value) => (value === '24:00' ? '00:00' : value));
const zone = z.string().refine(isZone, 'a zone is a name such as America/Chicago');

const fileSchema = z.strictObject({
  zone: zone.optional(),
  drill: z.strictObject({ day, time }).optional(),
  week: z
    .array(
      z.strictObject({
        duty: z.enum(duties),
        person: z.string().min(1).max(40),
        days,
        from: time,
        to: time,
        zone: zone.optional(),
      }),
    )
    .min(1)
    .max(500),
});

/** What a rota file says. */
export interface RotaFile {
  readonly weekly: readonly Shift[];
  readonly drill: DrillWeek | null;
}

/**
 * The week of a rota file (docs/alerts.md, "The rota"); `standard` is the zone where the file says none. Reads the file.
 * @throws CoachError `BODY_INVALID` with everything that is wrong, one line each.
 */
export async function readRotaFile(path: string, standard: string): Promise<RotaFile> {
  const { report, problems } = createReport();
  const yaml = await readYamlAt(path, report);
  const read = yaml && shaped(yaml, [], yaml.value, fileSchema, report);
  if (problems.length > 0 || !read) {
    const lines = problems.map(({ line, what }) => `${path}, line ${line}: ${what}.`);
    throw new CoachError('BODY_INVALID', lines.join('\n'), { problems: problems.length });
  }
  const weekly = read.week.map((shift, index) => ({
    ...shift,
    id: `shift-${index + 1}`,
    zone: shift.zone ?? read.zone ?? standard,
  }));
  return { weekly, drill: read.drill ? { day: dayOf(read.drill.day), time: read.drill.time } : null };
}

function fromTo(text: string): number[] {
  const [first = 1, last = 7] = text.split('-').map((name) => dayOf(name as (typeof dayNames)[number]));
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, nth) => ((first - 1 + nth) % 7) + 1);
}
