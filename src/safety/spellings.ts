import { unleet } from './letters.ts';

/** Words that are worth recognising when they are masked, spaced out or misspelt. */
const danger = `kill killing killed suicide suicidal die dying dead death murder overdose overdosed overdosing strangled
strangling choked choking bleeding unconscious unresponsive breathing seizure seizures withdrawal withdrawals convulsion
hallucinating heroin fentanyl methadone naloxone relapsed relapse rape raped raping stabbed threatened threatening abused
hurt hang hanged hanging cut cutting knife pistol shotgun pills tablets razor swallowed swallowing fentanilo heroina
suicidarme suicidio matarme morirme sobredosis convulsiones ahorcarme pastillas ahorco estrangulo violacion recaida`.split(
  /\s+/,
);

const dangerWords: ReadonlySet<string> = new Set(danger);
const spelled: ReadonlySet<string> = new Set([
  ...danger,
  ...'i a y my me myself want to wanna end it all help self harm life quiero morir no mas ayuda going do'.split(' '),
]);

/** Every word of the English and Spanish dictionaries that lies one letter from a danger word, and some that they lack. */
const innocent: ReadonlySet<string> = new Set(
  `ahorcare ahorcarla ahorcarlo ahorcarse beathing berthing bleating bleedings bleeping blending breaching
  breading breathing breathings breeding broken catting chocked chocking choker chooking chopping choring
  chowing cloking coking colgarse convulsiona convulsionas convulsione convulsioneis convulsionen convulsiono
  convulsions cooking cotting creating cunting cuttings cuttling estrangelo estrangul estrangula estrangule
  fentanyls hagging handing hangings hanking hanting herbal hero heroes heroica heroida heroin heroina
  heroinas heroine heroins hinging honging joking kidling killings kilning kilting kitling matare matarle
  matarles matarse matarte ahorcarle ahorcarte morirte suicidarte
  methadon methadones methadons morire naloxona naloxones overdoes overdoing overdone overdoses overdue
  pastilla pastilles pastillo patillas pill pillar pilled pistols poking postillas rapes reading recada recaer
  recaia recaidas recaido recaiga recauda relapsa relapser relapses relapso resurrection sabbed sallowed
  sallowing scabbed seisure seisures shallowed shallowing shocked shogun shotguns slabbed sprangled sprangling
  stabber stabled stobbed straggled straggling strangle strangler strangles stubbed suicida suicidan suicidar
  suicidare suicidarse suicidas suicide suicided suiciden suicides suicidios suicido swabbed swallow swallower
  swallows tableas tablees tableis tableos tables tablet tableta tabletas tabrets tallets taslets threaten
  threatener threatenings threatens treating unresponsible violation wallowing`.split(/\s+/),
);

const byStart = new Map<string, string[]>();
for (const word of danger) {
  if (word.length >= 7) byStart.set(word[0] ?? '', [...(byStart.get(word[0] ?? '') ?? []), word]);
}

/** Whether two words differ by one letter: another, one more, one less, or two swapped. Pure. */
export function oneLetterApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let head = 0;
  while (head < left.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const leftRest = left.slice(head, left.length - tail);
  const rightRest = right.slice(head, right.length - tail);
  if (leftRest.length <= 1 && rightRest.length <= 1) return true;
  return leftRest.length === 2 && leftRest === `${rightRest[1]}${rightRest[0]}`;
}

/** The danger word that a long word misspells by one letter (`suicdal`), or nothing. Pure. */
export function misspelt(word: string): string | undefined {
  if (word.length < 6 || word.length > 15 || dangerWords.has(word) || innocent.has(word)) return undefined;
  return byStart.get(word[0] ?? '')?.find((right) => oneLetterApart(word, right));
}

/** A word with letters masked (`k*ll`, `s**cide`), or nothing. Pure. */
export function unmasked(word: string): string | undefined {
  if (word.length > 15 || !/^[a-z]/.test(word)) return undefined;
  const shape = new RegExp(`^${word.replace(/[*#_]+/g, (mask) => `[a-z]{${mask.length},${mask.length + 1}}`)}$`);
  return danger.find((candidate) => shape.test(candidate));
}

/** Letters joined out of `k i l l m e`, split into words again; nothing where they are no known words. Pure. */
export function respaced(letters: string): string[] | undefined {
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= Math.min(letters.length, 40); end += 1) {
    for (let start = Math.max(0, end - 12); start < end && !ways[end]; start += 1) {
      const before = ways[start];
      const word = letters.slice(start, end);
      if (before && spelled.has(word)) ways[end] = [...before, word];
    }
  }
  const words = ways[letters.length];
  return words?.some((word) => dangerWords.has(word) || word === 'help' || word === 'life' || word === 'morir')
    ? words
    : undefined;
}

const leetInside = /^(?:[a-z]+[0134578@$!]+)+[a-z]+$/;

/** A word without leet (`su1c1de`, `d13`), never a dose or a time (`30mg`, `7pm`). Pure. */
export function withoutLeet(word: string): string {
  const plain = unleet(word);
  return leetInside.test(word) || dangerWords.has(plain) ? plain : word;
}

/** A word without drawn-out letters (`diiiie`). Pure. */
export function withoutRepeats(word: string): string {
  if (!/([a-z])\1\1/.test(word)) return word;
  const twice = word.replace(/([a-z])\1{2,}/g, '$1$1');
  return dangerWords.has(twice) ? twice : word.replace(/([a-z])\1{2,}/g, '$1');
}

/** The first danger word that ends like this, or nothing. Pure. */
export const endingWith = (end: string): string | undefined =>
  danger.find((word) => word.length > end.length && word.endsWith(end));
