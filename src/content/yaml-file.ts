import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from './problems.ts';

/** A YAML file as it was read. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** The line of a place in the file, or of the nearest place around it. */
  readonly line: (...path: readonly PropertyKey[]) => number;
}

/** The names of the YAML files in a folder, without their ending, sorted. Reads the folder. */
export async function yamlNames(folder: string, report: Report): Promise<readonly string[]> {
  try {
    const files = await readdir(folder);
    for (const file of files.filter((each) => each.endsWith('.yml')))
      report(join(folder, file), 1, 'unreadable', 'only .yaml files are read; rename it');
    return files
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  } catch {
    report(folder, 1, 'unreadable', 'this folder cannot be read; create it');
    return [];
  }
}

/** A YAML file read; null when it is broken, which is then reported. Reads the file. */
export const readYamlFile = (folder: string, name: string, report: Report): Promise<YamlFile | null> =>
  readYamlAt(join(folder, `${name}.yaml`), report);

/** The same for any YAML file. Reads the file. */
export async function readYamlAt(file: string, report: Report): Promise<YamlFile | null> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch {
    report(file, 1, 'unreadable', 'this file cannot be read; write it');
    return null;
  }
  return parseYaml(file, source, report);
}

function parseYaml(file: string, source: string, report: Report): YamlFile | null {
  const counter = new LineCounter();
  const lineAt = (offset: number): number => counter.linePos(offset).line || 1;
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  for (const { code, pos } of [...document.errors, ...document.warnings]) {
    if (code === 'DUPLICATE_KEY')
      report(file, lineAt(pos[0]), 'duplicate-key', 'this name is used twice; take one out');
    else report(file, lineAt(pos[0]), 'yaml', `this is not valid YAML (${yamlFaults[code] ?? code}); correct the line`);
  }
  if (document.errors.length + document.warnings.length > 0) return null;
  try {
    const line = (...path: readonly PropertyKey[]): number => lineAt(offsetOf(document.contents, path));
    return { file, value: document.toJS(), line };
  } catch {
    report(file, 1, 'yaml', 'its aliases cannot be resolved; write the texts out');
    return null;
  }
}

/** What is wrong, in words. The library's own would repeat what stands there. */
const yamlFaults: Readonly<Record<string, string>> = {
  BAD_INDENT: 'BAD_INDENT: its indentation does not fit the lines around it',
  TAB_AS_INDENT: 'TAB_AS_INDENT: it is indented by a tab',
  MISSING_CHAR: 'MISSING_CHAR: a quote, bracket or colon is missing',
  BLOCK_AS_IMPLICIT_KEY: 'BLOCK_AS_IMPLICIT_KEY: a second ": " in one line needs quotes around the text',
  BLOCK_IN_FLOW: 'BLOCK_IN_FLOW: a bracket is not closed',
};

/** Where the deepest known part of a path begins: a mapping's key, a list's item. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let offset = root?.range?.[0] ?? 0;
  let node: unknown = root;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** A value in the shape a schema asks for; null when it is not, which is then reported at its lines. */
export function shaped<T>(
  yaml: YamlFile,
  path: readonly PropertyKey[],
  value: unknown,
  schema: z.ZodType<T>,
  report: Report,
): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const at = [...path, ...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
    report(yaml.file, yaml.line(...at), 'shape', `${at.join('.') || 'the file'}: ${messageOf(issue)}; correct it`);
  }
  return null;
}

/** A name that is not allowed says why; everything else speaks for itself. */
export const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
