import { atLeast, type Match, type Screening, screeningOf } from '../domain/screening.ts';
import { endingWith } from './spellings.ts';

/** Texts that came one after the other, as one. The last of them begins at `seam`; those before it are `head`. */
export interface Joined {
  readonly head: string;
  readonly text: string;
  readonly seam: number;
}

/** Characters that a half brings to the joined text: two halves of a sentence are short. */
const mostCharacters = 300;

/**
 * A text joined with those that came before it: as words one after the other, as one word that was cut in two (`ki` and
 * `ll myself`), and without the rest of a word whose other half never came (`ki` and `die`). Pure.
 */
export function joinsOf(before: readonly string[], text: string): readonly Joined[] {
  const last = text.slice(0, mostCharacters).replace(/^[\s.…*-]+/u, '');
  const [near, far] = before
    .filter((each) => each !== text)
    .map((each) => withoutTail(each.slice(-mostCharacters)))
    .reverse();
  if (near === undefined) return [];
  const heads = far === undefined ? [near] : glued(far, near);
  return heads.flatMap((head) => [
    ...glued(head, last).map((joined) => ({ head, text: joined, seam: joined.length - last.length })),
    ...mended(head, last),
  ]);
}

/** A text without the dots and faces behind its last word; a single full stop ends a sentence and stays. */
const withoutTail = (text: string): string =>
  text.replace(/[\p{Mn}\p{Cf}\s.…\-\p{Extended_Pictographic}\p{Emoji_Modifier}]+$/u, (tail) =>
    /(?<!\.)\.(?!\.)/.test(tail) ? tail.trimEnd() : '',
  );

const glued = (left: string, right: string): readonly string[] =>
  /\p{L}$/u.test(left) && /^\p{L}/u.test(right) ? [`${left} ${right}`, left + right] : [`${left} ${right}`];

/** The two without the rest of a word before the seam, and with the whole word whose end stands behind it. */
function mended(head: string, last: string): readonly Joined[] {
  const [rest] = /(?<!\S)\p{L}{1,4}$/u.exec(head) ?? [];
  const [end] = /^\p{L}{2,4}(?!\S)/u.exec(last) ?? [];
  const whole = rest !== undefined && isFragment(rest) ? head.slice(0, -rest.length).trimEnd() : null;
  const word = end !== undefined && isFragment(end) ? endingWith(end.toLowerCase()) : undefined;
  return [
    ...(whole === null || whole === '' ? [] : [{ head, text: `${whole} ${last}`, seam: whole.length + 1 }]),
    ...(word === undefined
      ? []
      : [{ head, text: `${head} ${word}${last.slice(end?.length)}`, seam: head.length + 1 + word.length }]),
  ];
}

/** Short words that people end and begin a text with: no halves. */
const shortWords: ReadonlySet<string> = new Set(
  `a i y o e u am an as at be by do go he hi if im in is it me my no of oh ok on or so to up us we ya yo tu el la le lo
  los las les un una al de del en es fue ha he hay mi mis ni no nos os por que se si sin son su sus te ti va ve vi voy
  yes you she his her him its our the and any all are bad but can cut day did die dad end far few for get gun got had
  has hit how hot job kid let lie low mad man may men mom mum new not now off old one out own put ran red rid run sad
  say see set sit six son ten too try two use was way who why win won yet bed car big ask ago also away back been best
  both call came come cant dead does done dont down each easy else even ever feel find fine five four free from gave
  give gone good hard have hell help here hers high hold home hope hour hurt idea into just keep kids kill knew know
  last late left less life like line live long look lose lost love made make many mean meds mine more most much must
  myself name near need next nice none once only open over pain past pill plan real rest ride room safe said same save
  seen self send shot show sick side some soon stay stop such sure take talk tell text than that them then they this
  time told took turn very wait wake walk want well went were what when wife will wish with wont work year your algo
  amor aqui asi aun cada casa como con creo cosa dado dan dar dia dice dios dos era eres esa ese eso esta este esto
  gran hace hago hijo hoy hora ido igual irme mal mas mejor menos mio mira muy nada nadie nunca otra otro para pero
  poco pues puedo quien sabe ser sido solo soy tal tan tanto toda todo tres vas veo ver vez vida vivo todos tengo`.split(
    /\s+/,
  ),
);

const isFragment = (word: string): boolean => !shortWords.has(plainWord(word));

const plainWord = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const isAcross = ({ span: [from, to] }: Match, seam: number): boolean => from < seam && to > seam;

/** Whether anything is heard across a seam: only then it matters what the earlier texts said by themselves. Pure. */
export const crosses = ({ matches }: Screening, seam: number): boolean =>
  matches.some((match) => isAcross(match, seam));

/** What was heard in joined texts, and in those before the last alone. */
export interface HeardJoined {
  readonly seam: number;
  readonly before: Screening;
  readonly screening: Screening;
}

/**
 * What is heard in a text and across its seam with earlier ones. Only what lies in both counts, and only where it says
 * more than the earlier texts said of that category by themselves: what was answered is not answered again. Pure.
 */
export function withHalves(heard: Screening, joined: readonly HeardJoined[]): Screening {
  const across = joined.flatMap(acrossSeam);
  return across.length === 0 ? heard : { ...heard, ...screeningOf([...heard.matches, ...across]) };
}

function acrossSeam({ seam, before, screening }: HeardJoined): readonly Match[] {
  const isNews = (match: Match): boolean =>
    atLeast(match.level, 'check') &&
    !before.matches.some(({ category, level }) => category === match.category && atLeast(level, match.level));
  return screening.matches
    .filter((match) => isAcross(match, seam) && isNews(match))
    .map((match) => ({ ...match, span: [0, match.span[1] - seam] }));
}
