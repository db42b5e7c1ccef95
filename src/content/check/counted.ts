import type { Language } from '../../domain/language.ts';
import type { Place } from '../message.ts';
import type { Translations } from '../texts.ts';
import type { Entry } from './entries.ts';
import type { Finding } from './finding.ts';

/** Counts up to here are tried; a form that only millions need (Spanish `many`) is not asked for. */
const highest = 1000;

/** Plurals without a form that the language needs: some count would be said in the wrong one. Pure. */
export const checkForms = (entries: readonly Entry[]): readonly Finding[] =>
  entries.flatMap(({ id, language, yaml, text }) => {
    const missing = new Set(
      [...text.text.places, ...text.sms.places].flatMap((place) => missingForms(place, language)),
    );
    return [...missing].map((form): Finding => {
      const what = `${id} has no ${form}, which this language needs; write it`;
      return { severity: 'error', file: yaml.file, line: yaml.line(id, 'text'), code: 'plural-form-missing', what };
    });
  });

function missingForms({ name, kind, keys }: Place, language: Language): readonly string[] {
  if (kind !== 'plural' && kind !== 'selectordinal') return [];
  const rules = new Intl.PluralRules(language, { type: kind === 'plural' ? 'cardinal' : 'ordinal' });
  const counts = Array.from({ length: highest + 1 }, (_, count) => count).filter(
    (count) => !keys.includes(`=${count}`),
  );
  const needed = new Set(counts.map((count) => rules.select(count)));
  return [...needed].filter((form) => !keys.includes(form)).map((form) => `form "${form}" for {${name}}`);
}

/** Arguments that are counted, chosen by or formatted in one language and not in the other, or by other keys. Pure. */
export const checkUses = (translations: ReadonlyMap<string, Translations>): readonly Finding[] =>
  [...translations.values()].flatMap((inLanguages) => {
    const [measure, ...others] = [...inLanguages.values()].filter((file) => file !== null);
    if (!measure) return [];
    return others.flatMap((file) =>
      [...file.texts].flatMap(([id, text]) => {
        const wanted = measure.texts.get(id);
        if (!text || !wanted) return [];
        return differences(
          [...wanted.text.places, ...wanted.sms.places],
          [...text.text.places, ...text.sms.places],
        ).map(({ name, here, there }): Finding => {
          const what = `${id} uses {${name}} as ${here} here and as ${there} in ${measure.language}; use it alike`;
          const line = file.yaml.line(id, 'text');
          return { severity: 'error', file: file.yaml.file, line, code: 'argument-use-differs', what };
        });
      }),
    );
  });

function differences(wanted: readonly Place[], places: readonly Place[]) {
  const known = new Set(wanted.map(({ name }) => name));
  const names = new Set(places.map(({ name }) => name).filter((name) => known.has(name)));
  return [...names].flatMap((name) => {
    const [here, there] = [useOf(name, places), useOf(name, wanted)];
    return here === there ? [] : [{ name, here, there }];
  });
}

/** The keys of a select are the same in all languages; the forms of a plural are each language's own. */
function useOf(name: string, places: readonly Place[]): string {
  const uses = places.flatMap((place) => {
    if (place.name !== name || place.kind === 'plain') return [];
    return [place.kind === 'select' ? `select (${place.keys.toSorted().join(', ')})` : place.kind];
  });
  return [...new Set(uses)].toSorted().join(' and ') || 'plain text';
}
