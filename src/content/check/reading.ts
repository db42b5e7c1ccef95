import type { Language } from '../../domain/language.ts';
import type { YamlFile } from '../yaml-file.ts';
import type { Entry } from './entries.ts';
import type { Finding } from './finding.ts';
import { gradeOf } from './grade.ts';
import type { Sample } from './render.ts';

/** Grades for all texts, and for those said to somebody who may be in danger. Source: safety.md, "What is said at once". */
const limits = { other: 6, crisis: 4 } as const;

/** Under this many words a formula tells the chance of one word: shorter texts count within their file alone. */
const fewest = 30;

/** Whose crisis lines are filled in before measuring. */
const country = 'us';

interface Passage {
  readonly name: string;
  readonly text: string;
  readonly language: Language;
  readonly crisis: boolean;
  readonly yaml: YamlFile;
  readonly line: number;
}

/**
 * Texts that are harder to read than they may be: each of `fewest` words or more by itself, as an app and as an SMS shows
 * it, and each file as a whole. Pure.
 */
export const checkReading = (entries: readonly Entry[], sample: Sample): readonly Finding[] =>
  [...entries.flatMap((entry) => passagesOf(entry, sample)), ...filesOf(entries, sample)].flatMap(tooHard);

function passagesOf(entry: Entry, sample: Sample): readonly Passage[] {
  const { id, yaml, language, crisis } = entry;
  const text = sample(entry, 'direct-line', country);
  const sms = sample(entry, 'sms', country);
  const long = { name: id, text, language, crisis, yaml, line: yaml.line(id, 'text') };
  const own = entry.text.source.sms !== entry.text.source.text;
  return own ? [long, { ...long, name: `${id} by SMS`, text: sms, line: yaml.line(id, 'sms') }] : [long];
}

/** A file is one passage per strictness, so that a few crisis texts cannot hide among many others. */
function filesOf(entries: readonly Entry[], sample: Sample): readonly Passage[] {
  const passages = new Map<string, Passage>();
  for (const entry of entries) {
    const { yaml, language, crisis } = entry;
    const place = `${yaml.file} ${crisis}`;
    const before = passages.get(place)?.text ?? '';
    const text = `${before}${sample(entry, 'direct-line', country)}\n`;
    passages.set(place, { name: 'the file as a whole', text, language, crisis, yaml, line: 1 });
  }
  return [...passages.values()];
}

function tooHard({ name, text, language, crisis, yaml, line }: Passage): readonly Finding[] {
  const { grade, words } = gradeOf(text, language);
  const limit = crisis ? limits.crisis : limits.other;
  if (words < fewest || grade <= limit) return [];
  const what = `${name} reads at grade ${grade.toFixed(1)}, and ${limit} is the most; shorten its sentences or words`;
  return [{ severity: 'error', file: yaml.file, line, code: 'reads-too-hard', what }];
}
