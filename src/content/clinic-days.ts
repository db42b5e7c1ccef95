import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CoachError } from '../domain/errors.ts';
import { isUsualDay } from '../domain/milestone.ts';
import { createReport } from './problems.ts';
import { readYamlAt, shaped } from './yaml-file.ts';

/** The most days of its own that a clinic may note: each is a nudge to everybody who counts. */
const most = 20;

const schema = z.strictObject({
  days: z
    .array(
      z
        .int()
        .min(1)
        .max(20_000)
        .refine((days) => !isUsualDay(days), 'this day is noted for everybody already; take it out'),
    )
    .max(most)
    .refine((days) => new Set(days).size === days.length, 'a day stands here twice; keep one'),
});

/**
 * The days of a clinic's own that are noted in a partner's count, beside those of product.md ("Milestones"): `days` in `milestones.yaml`
 * of its folder, each so many days after the date that the partner chose. None where there is no such file. Reads the file.
 * @throws CoachError `CLINIC_DAYS_INVALID` with everything that is wrong, one line each: file, line, what to do.
 */
export async function readClinicDays(dir: string): Promise<readonly number[]> {
  const path = join(dir, 'milestones.yaml');
  if (!existsSync(path)) return [];
  const { report, problems } = createReport();
  const yaml = await readYamlAt(path, report);
  const read = yaml && shaped(yaml, [], yaml.value, schema, report);
  const [first] = problems;
  if (!first) return (read?.days ?? []).toSorted((one, other) => one - other);
  const lines = problems.map(({ file, line, what }) => `${file}, line ${line}: ${what}.`);
  const { file, line } = first;
  throw new CoachError('CLINIC_DAYS_INVALID', lines.join('\n'), { file, line, count: problems.length });
}
