import { z } from 'zod';
import { type HeardSource, heardShape, readHeard } from './heard.ts';
import type { Report } from './problems.ts';
import { shaped, type YamlFile } from './yaml-file.ts';

/** The file of topics: what somebody asks at any moment, and what is answered. */
export const topicsFile = 'topics';

const line = z.string().trim().min(1);
const answer = z.union([line, z.strictObject({ text: line, sms: line.optional() })]);
/** Three wordings at least: none comes again within the next two. */
const answers = z.array(answer).min(3);
const topicsSchema = z.record(z.string().regex(/^[a-z][a-z-]*$/), z.strictObject({ ...heardShape, answers }));

/** The answers of a clinic: of some topics, the wordings alone. */
export const answersSchema = z.record(z.string(), answers);

/** The topics of a file: how each is heard, and its answers as entries of a text file. */
export interface Topics {
  readonly heard: readonly HeardSource[];
  readonly entries: Readonly<Record<string, unknown>>;
  /** Places in the file by the ids of the entries. */
  readonly yaml: YamlFile;
}

/** The key's id of the n-th wording, from 0: `police`, `police-2`. Pure. */
export const wordingId = (id: string, nth: number): string => (nth === 0 ? id : `${id}-${nth + 1}`);

/** The topics of a YAML file; null where its shape is broken, which is then reported. */
export function readTopics(yaml: YamlFile, report: Report): Topics | null {
  const topics = shaped(yaml, [], yaml.value, topicsSchema, report);
  if (!topics) return null;
  const heard = Object.entries(topics).flatMap(([id, entry]) => readHeard(yaml, id, entry, report) ?? []);
  const written = Object.entries(topics).map(([id, entry]) => [id, entry.answers] as const);
  return { heard, ...answersOf(yaml, written, ['answers']) };
}

/** Answers as entries of a text file, each wording with an id of its own. `within` leads from an id to its wordings. */
export function answersOf(
  yaml: YamlFile,
  written: readonly (readonly [string, z.infer<typeof answers>])[],
  within: readonly string[],
): Pick<Topics, 'entries' | 'yaml'> {
  const places = new Map<string, readonly PropertyKey[]>();
  const entries = written.flatMap(([id, list]) =>
    list.map((each, nth) => {
      places.set(wordingId(id, nth), [id, ...within, nth]);
      return [wordingId(id, nth), typeof each === 'string' ? { text: each } : each] as const;
    }),
  );
  const line = (id?: PropertyKey, ...path: readonly PropertyKey[]): number =>
    id === undefined ? yaml.line() : yaml.line(...(places.get(String(id)) ?? [id]), ...path);
  return { entries: Object.fromEntries(entries), yaml: { ...yaml, line } };
}
