import { CoachError } from '../domain/errors.ts';
import { aboutKey, fileNameOf, type KeyName, keyNames, knownNames } from './keys.ts';

const width = 118;

const head = `# The configuration of Side by Side: copy this file to .env, or let "npm run coach -- setup" write it.
# Everything has a default for development: a fresh machine needs none of this. An empty key is as good as none.
# What the environment holds already wins over this file. Unknown names that begin with COACH_, AZURE_LANGUAGE_ or MONGODB_ are refused.`;

/**
 * The text of a .env file with every key, its description, and its value or default; then what is not ours.
 * Pure. @throws CoachError `CONFIG_INVALID` for a value that cannot be read back.
 */
export function envText(values: Readonly<Record<string, string>> = {}): string {
  const others = Object.keys(values).filter((name) => !name.startsWith('COACH_') && !knownNames.includes(name));
  const kept = others.map((name) => `${name}=${quoted(name, values[name] ?? '')}`);
  const end = kept.length > 0 ? [['# Not read by Side by Side, kept as it was:', ...kept].join('\n')] : [];
  return `${[head, ...keyNames.map((name) => entry(name, values)), ...end].join('\n\n')}\n`;
}

function entry(name: KeyName, values: Readonly<Record<string, string>>): string {
  const { about, takes, initial = '', secret } = aboutKey(name);
  const line = (key: string, otherwise: string) => `${key}=${quoted(key, values[key] ?? otherwise)}`;
  const told = [...wrapped(about), ...wrapped(`Takes ${takes}.`), line(name, initial)];
  return (secret ? [...told, '# Or the file that holds it:', line(fileNameOf(name), '')] : told).join('\n');
}

/** A value as Node reads it back from a .env file: in quotes where something in it means more. */
function quoted(name: string, value: string): string {
  if (/^[\w./:@%+~,=-]*$/.test(value)) return value;
  const quote = ["'", '`', '"'].find((each) => !value.includes(each));
  if (quote && !/[\r\n\\]/.test(value)) return quote + value + quote;
  throw new CoachError('CONFIG_INVALID', `${name} cannot be written into a .env file: set it in the environment.`);
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}
