import { z } from 'zod';
import type { CoupleSpec, PartnerSpec } from '../../app/enrolment/enrol.ts';
import { createReport } from '../../content/problems.ts';
import { readYamlAt, shaped } from '../../content/yaml-file.ts';
import { channelNames, channelTraits } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { languages } from '../../domain/language.ts';
import { isZone, writtenInstant } from '../../domain/local-time.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time is written "HH:MM", in quotes');
const isDate = (written: string): boolean => writtenInstant(written, '12:00', 'UTC') !== null;
const joinable = channelNames.filter((name) => channelTraits[name].takesInvites);

/** Quiet hours may be longer than the clinic's own, 21:00 to 9:00, never shorter. */
const quietHours = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from >= '12:00' && from <= '21:00' && to >= '09:00' && to < '12:00', {
    message: 'quiet hours begin at 21:00 or earlier and end at 09:00 or later',
  });

const partnerSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  language: z.enum(languages).default('en'),
  zone: z.string().refine(isZone, 'a zone is a name such as America/Chicago'),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'a country is two letters, such as US')
    .default('US'),
  'check-in': time.nullable().default(null),
  'quiet-hours': quietHours.optional(),
  /** When the detox ended. A day in the future is found when the couple is enrolled, in the partner's zone. */
  detox: z.string().refine(isDate, 'a detox date is a day that there is, written "YYYY-MM-DD"').optional(),
  channels: z.array(z.enum(joinable)).min(1),
});

const coupleSchema = z.strictObject({
  case: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,30}$/, 'a case code is letters, digits and hyphens, and no name'),
  relationship: z.enum(['romantic', 'family', 'friends']),
  partners: z.array(partnerSchema).min(1).max(2),
});

const fileSchema = z.strictObject({ couples: z.array(coupleSchema).min(1) });

/** A couple of a file, and the line where it begins. */
export interface LinedCouple {
  readonly couple: CoupleSpec;
  readonly line: number;
}

/**
 * The couples of an enrolment file (docs/enrolment.md); with `countries`, only those may be said. Reads the file.
 * @throws CoachError `ENROLMENT_INVALID` with everything that is wrong, one line each.
 */
export async function readEnrolmentFile(
  path: string,
  countries?: ReadonlySet<string>,
): Promise<readonly LinedCouple[]> {
  const { report, problems } = createReport();
  const yaml = await readYamlAt(path, report);
  const read = yaml && shaped(yaml, [], yaml.value, fileSchema, report);
  if (read && yaml) {
    noteTwice(read.couples, (index) => report(path, yaml.line('couples', index), 'duplicate-key', twice));
    if (countries)
      noteCountries(read.couples, countries, (what, ...at) => report(path, yaml.line('couples', ...at), 'shape', what));
  }
  if (problems.length > 0 || !read) {
    const lines = problems.map(({ line, what }) => `${path}, line ${line}: ${what}.`);
    throw new CoachError('ENROLMENT_INVALID', lines.join('\n'), { problems: problems.length });
  }
  return read.couples.map((couple, index) => ({ couple: specOf(couple), line: yaml?.line('couples', index) ?? 1 }));
}

const twice = 'this case code stands twice; give each couple its own';

function noteTwice(couples: readonly { readonly case: string }[], note: (index: number) => void): void {
  const seen = new Set<string>();
  couples.forEach((couple, index) => {
    const code = couple.case.toUpperCase();
    if (seen.has(code)) note(index);
    seen.add(code);
  });
}

/** A country without crisis lines of its own is one that a person has to have meant: it is written ZZ. */
function noteCountries(
  couples: z.infer<typeof fileSchema>['couples'],
  countries: ReadonlySet<string>,
  note: (what: string, ...at: readonly PropertyKey[]) => void,
): void {
  const known = [...countries].map((each) => each.toUpperCase()).join(', ');
  couples.forEach(({ partners }, index) => {
    partners.forEach(({ country }, side) => {
      if (countries.has(country.toLowerCase())) return;
      const what = `couples.${index}.partners.${side}.country: there are no crisis lines for ${country.toUpperCase()}, only for ${known}`;
      note(
        `${what}; write one of these (ZZ says the local emergency number), or add content/lines`,
        index,
        'partners',
        side,
        'country',
      );
    });
  });
}

function specOf({ case: caseCode, relationship, partners }: z.infer<typeof coupleSchema>): CoupleSpec {
  const [a, b] = partners.map(partnerOf);
  return { caseCode, relationship, a: a as PartnerSpec, b: b ?? null };
}

function partnerOf(partner: z.infer<typeof partnerSchema>): PartnerSpec {
  const { name, language, zone, country, channels, detox } = partner;
  const quiet = partner['quiet-hours'];
  const person = { name, language, zone, country: country.toLowerCase(), checkIn: partner['check-in'] };
  const known = { ...(quiet ? { quietHours: quiet } : {}), ...(detox === undefined ? {} : { detox }) };
  return { ...person, ...known, invites: channels };
}
