import { z } from 'zod';
import { type Heard, spoken } from '../domain/words.ts';
import type { Report } from './problems.ts';
import { shaped, type YamlFile } from './yaml-file.ts';

const line = z.string().trim().min(1);

/** How something is heard: patterns over `spoken` words, with at least three messages that they must hear and three not. */
export const heardShape = {
  patterns: z.array(line).min(1),
  matches: z.array(line).min(3),
  ignores: z.array(line).min(3),
};

/** One id with its pattern's source: plain data. */
export interface HeardSource {
  readonly id: string;
  readonly pattern: string;
}

interface Entry {
  readonly patterns: readonly string[];
  readonly matches: readonly string[];
  readonly ignores: readonly string[];
}

/** One entry of `topics.yaml` or `tells.yaml`; null where it is broken, which is then reported. Its examples prove it. */
export function readHeard(yaml: YamlFile, id: string, entry: Entry, report: Report): HeardSource | null {
  const pattern = entry.patterns.join('|').replace(/\n\s*/g, '');
  const heard = compiled({ id, pattern });
  if (!heard) {
    report(
      yaml.file,
      yaml.line(id, 'patterns'),
      'pattern',
      `${id}: its patterns are no regular expression; correct them`,
    );
    return null;
  }
  const hears = (text: string): boolean => heard.pattern.test(spoken(text));
  entry.matches.forEach((text, index) => {
    if (hears(text)) return;
    report(yaml.file, yaml.line(id, 'matches', index), 'example', `${id} misses "${text}"; correct a pattern or it`);
  });
  entry.ignores.forEach((text, index) => {
    if (!hears(text)) return;
    report(yaml.file, yaml.line(id, 'ignores', index), 'example', `${id} hears "${text}"; correct a pattern or it`);
  });
  return { id, pattern };
}

/** `tells.yaml`, `blame.yaml`: what words tell. Reports what is broken. */
export function readTells(yaml: YamlFile, report: Report): readonly HeardSource[] {
  const entries = shaped(yaml, [], yaml.value, z.record(z.string(), z.strictObject(heardShape)), report);
  return Object.entries(entries ?? {}).flatMap(([id, entry]) => readHeard(yaml, id, entry, report) ?? []);
}

/**
 * A pattern made ready: whole words. In a `spoken` text nothing stands between words but spaces; to ask for letters of every script
 * instead makes each pattern a hundred times as dear to make. Null where it is no regular expression. Pure.
 */
export function compiled({ id, pattern }: HeardSource): Heard | null {
  try {
    return { id, pattern: new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`, 'u') };
  } catch {
    return null;
  }
}
