import { plain } from '../domain/words.ts';
import type { Report } from './problems.ts';
import type { Written } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** At most so many words of politeness go before a form. */
const mostBefore = 4;

/**
 * The pattern of a whole sentence, in plain form, that asks for a person: one of the forms, whose slots each stand for one of
 * their phrases, with what may stand before and behind it. Reports a form with a slot that is not there.
 */
export function personPattern(
  yaml: YamlFile,
  { before, after, forms, ...parts }: Written['person'],
  report: Report,
): string {
  const slots = new Map(Object.entries(parts).map(([name, phrases]) => [name, anyOf(phrases.map(plain))]));
  const filled = forms.map((form, index) =>
    form
      .split(/\{([a-z]+)\}/u)
      .map((each, at) => {
        if (at % 2 === 0) return plain(each);
        const slot = slots.get(each);
        const what = `{${each}} is no list of person; write one of ${[...slots.keys()].join(', ')}`;
        if (!slot) report(yaml.file, yaml.line('person', 'forms', index), 'person-slot', what);
        return slot ?? '';
      })
      .filter((each) => each !== '')
      .join(' '),
  );
  return `^(?:${anyOf(before.map(plain))} ){0,${mostBefore}}${anyOf(filled)}(?: ${anyOf(after.map(tailOf))}){0,3}$`;
}

/** "about …": anything may follow. */
const tailOf = (written: string): string => (written.trim().endsWith('…') ? `${plain(written)} .+` : plain(written));

/** Plain words hold no sign that means something in a pattern. */
const anyOf = (options: readonly string[]): string => `(?:${options.join('|')})`;
