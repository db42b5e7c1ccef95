import { SegmentedMessage } from 'sms-segments-calculator';
import type { Language } from '../../domain/language.ts';
import type { Entry } from './entries.ts';
import type { Finding } from './finding.ts';
import type { Sample } from './render.ts';

/** How long one text is by SMS, with the crisis lines of one country. */
export interface SegmentRow {
  readonly key: string;
  readonly language: Language;
  /** `-` where no crisis line is in it: the same everywhere. */
  readonly country: string;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly characters: number;
  readonly segments: number;
}

/**
 * The most segments a text may have. A crisis text may be longer than others: what to do comes first in it, and a partner is
 * better served by one whole message than by a second turn. Spanish gets one more: it says the same in a sixth more letters, and an
 * accent that GSM-7 has not (í, ó, ú, á) makes 67 of 153 characters a segment.
 */
const limits: Readonly<Record<Language, { readonly crisis: number; readonly other: number }>> = {
  en: { crisis: 3, other: 2 },
  es: { crisis: 4, other: 3 },
};

/** Every text as it goes out by SMS: folded, answers numbered, crisis lines filled, for each country. Pure. */
export const segmentRows = (
  entries: readonly Entry[],
  countries: readonly string[],
  sample: Sample,
): readonly SegmentRow[] => entries.flatMap((entry) => rowsOf(entry, countries, sample));

/** Texts over the limit are errors; English ones of more than one segment are warned about, with their count. Pure. */
export const checkSegments = (
  entries: readonly Entry[],
  countries: readonly string[],
  sample: Sample,
): readonly Finding[] =>
  entries.flatMap((entry) => {
    const longest = rowsOf(entry, countries, sample).toSorted((one, other) => other.segments - one.segments)[0];
    return longest ? findingsOf(entry, longest) : [];
  });

function rowsOf(entry: Entry, countries: readonly string[], sample: Sample): readonly SegmentRow[] {
  if (entry.text.sms.packArgs.length > 0)
    return countries.map((country) => rowOf(entry, country, sample(entry, 'sms', country)));
  return countries.slice(0, 1).map((country) => rowOf(entry, '-', sample(entry, 'sms', country)));
}

function rowOf({ key, language }: Entry, country: string, text: string): SegmentRow {
  const { encodingName, segments, numberOfCharacters } = new SegmentedMessage(text);
  return { key, language, country, encoding: encodingName, characters: numberOfCharacters, segments: segments.length };
}

function findingsOf(entry: Entry, row: SegmentRow): readonly Finding[] {
  const { id, yaml, language, crisis } = entry;
  const limit = limits[language][crisis ? 'crisis' : 'other'];
  const lines = row.country === '-' ? '' : ` with the lines of ${row.country}`;
  const size = `${id} takes ${row.segments} segments by SMS${lines} (${row.characters} characters, ${row.encoding})`;
  const at = { file: yaml.file, line: yaml.line(id, 'sms') };
  if (row.segments > limit)
    return [{ severity: 'error', ...at, code: 'sms-too-long', what: `${size}; at most ${limit}: shorten its sms` }];
  if (row.segments > 1 && language === 'en')
    return [{ severity: 'warning', ...at, code: 'sms-segments', what: `${size}; shorten its sms where it can be` }];
  return [];
}
