import type { ExpectedAlert, Line } from './script.ts';
import type { AlertSeen, Sent } from './world.ts';

/** A message on one row: its text, its buttons, its lane and key. Pure. */
export function describeSent({ text, buttons, lane, key, notice }: Sent): string {
  const shown = buttons.length > 0 ? ` [${buttons.join(' | ')}]` : '';
  return `${oneRow(text)}${shown}  (${notice ? 'notice' : lane}${key === null ? '' : `, key:${key}`})`;
}

/** A text without line breaks. Pure. */
export const oneRow = (text: string): string => text.replace(/\s*\n\s*/gu, ' / ');

/** An alert in the words of an `alert:` line. Pure. */
export const describeAlert = ({ level, category, name }: AlertSeen): string => `${level} ${category} ${name}`;

/** What an `alert:` line asks for. Pure. */
export function describeExpected({ levels, categories, name, within }: ExpectedAlert): string {
  const limit = within === null ? '' : ` within ${within / 1000}s of ${name}'s last line`;
  return `a new alert: ${levels.join(' or ')} ${categories.join(' or ')} ${name}${limit}`;
}

/** What a line asks for, without its first word. Pure. */
export const askedBy = ({ source }: Line): string => source.replace(/^[^:]*:\s*(?:(?:\.\.\.|…)\s*)?/u, '');
