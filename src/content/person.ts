import { type PersonAsked, plain } from '../domain/words.ts';
import type { Report } from './problems.ts';
import type { Written } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * How a sentence, in plain form, asks for a person: one of the forms, whose slots each stand for one of their phrases, with what
 * may stand before and behind it. Reports a form with a slot that is not there.
 */
export function personAsked(yaml: YamlFile, written: Written['person'], report: Report): PersonAsked {
  const { before, after, forms, ...parts } = written;
  const slots = new Map(Object.entries(parts).map(([name, phrases]) => [name, anyOf(phrases.map(plain))]));
  const slotOf = (name: string, form: number): string => {
    const slot = slots.get(name);
    const what = `{${name}} is no list of person; write one of ${[...slots.keys()].join(', ')}`;
    if (slot === undefined) report(yaml.file, yaml.line('person', 'forms', form), 'person-slot', what);
    return slot ?? '';
  };
  const filled = forms.map((form, index) => {
    const pieces = form.split(/\{([^{}]*)\}/u);
    return pieces.map((each, at) => (at % 2 === 0 ? plain(each) : slotOf(each, index))).filter((each) => each !== '');
  });
  return {
    before: before.map(plain),
    forms: filled.map((pieces) => pieces.join(' ')),
    after: after.map(tailOf),
    mentions: [...new Set([...parts.people, ...parts.counselors, ...forms.filter(hasNoSlot)].map(longestWord))],
  };
}

/** "about …": anything may follow. */
const tailOf = (written: string): string => (written.trim().endsWith('…') ? `${plain(written)} .+` : plain(written));

/** A form that names nobody by a list names them itself. */
const hasNoSlot = (form: string): boolean => !form.includes('{');

/** What of a name is said in few other sentences. */
const longestWord = (phrase: string): string =>
  plain(phrase)
    .split(' ')
    .reduce((best, word) => (word.length >= best.length ? word : best), '');

/** Plain words hold no sign that means something in a pattern. */
const anyOf = (options: readonly string[]): string => `(?:${options.join('|')})`;
