import type { ContactSheet } from '../../../domain/contact-sheet.ts';
import type { SharedKey } from '../dictionary.ts';

/** A field of the form; `choices` where it is no line of words. */
interface Field {
  readonly name: string;
  readonly text: SharedKey;
  readonly choices?: readonly ('yes' | 'no' | 'unknown')[];
}

const line = (name: string, text: SharedKey): Field => ({ name, text });

/** The fields of a safe-contact sheet in the order in which they are asked. Nothing has a default. */
export const sheetFields: readonly Field[] = [
  line('address', 'sheet.address'),
  line('callBack', 'sheet.callBack'),
  line('hours', 'sheet.hours'),
  { name: 'mayVoicemail', text: 'sheet.mayVoicemail', choices: ['yes', 'no'] },
  line('codeWord', 'sheet.codeWord'),
  line('name-0', 'sheet.contact1'),
  line('number-0', 'sheet.number1'),
  line('name-1', 'sheet.contact2'),
  line('number-1', 'sheet.number2'),
  line('dispatch', 'sheet.dispatch'),
  { name: 'policeMayWorsen', text: 'sheet.policeMayWorsen', choices: ['yes', 'no', 'unknown'] },
  line('pronouns', 'sheet.pronouns'),
  { name: 'partnerMayReadPhone', text: 'sheet.partnerMayReadPhone', choices: ['yes', 'no', 'unknown'] },
];

/** What a field shows; empty where it was not said. Pure. */
export function sheetValue(sheet: ContactSheet | null, name: string): string {
  const [, part, index] = /^(name|number)-([01])$/.exec(name) ?? [];
  if (part) return sheet?.contacts?.[Number(index)]?.[part as 'name' | 'number'] ?? '';
  const value = sheet?.[name as keyof ContactSheet];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : '';
}

/** The sheet that a form was filled in with. Pure. */
export function sheetOfForm(form: FormData): object {
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  const contacts = [0, 1].map((index) => ({ name: said(`name-${index}`), number: said(`number-${index}`) }));
  const lines = sheetFields
    .filter(({ name }) => !/-[01]$/.test(name) && said(name) !== '')
    .map(({ name }) => [name, name === 'mayVoicemail' ? said(name) === 'yes' : said(name)] as const);
  const named = contacts.filter(({ name, number }) => name !== '' || number !== '');
  return { ...Object.fromEntries(lines), ...(named.length > 0 ? { contacts: named } : {}) };
}
