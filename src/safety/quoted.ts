import type { Match } from '../domain/screening.ts';

/** Words in quotation marks that the writer says are somebody else's: places of the words in the text. */
export interface Quote {
  readonly start: number;
  readonly end: number;
}

const quotation =
  /["“„«](?<double>[^"“”„«»]{1,2000})["”“»]|(?<=[\s:,])['‘](?<single>[^\n'‘’]{0,300}(?:['’]\p{L}[^\n'‘’]{0,300}){0,8})['’](?!\p{L})/gu;

const saying =
  'said|says?|saying|wrote|writes?|written|text(?:s|ed)?|messag(?:es|ed)|told|tells?|sent|sends?|posted|posts|typed|yelled|screamed|shouted|whispered|left|put|dmed|dmd|emailed|goes|like';
const sayingSpanish =
  'dijo|dice|escribi[oó]|escribe|mand[oó]|manda|puso|pone|public[oó]|grit[oó]|grita|texte[oó]|susurr[oó]|dej[oó]|envi[oó]|contest[oó]|respondi[oó]';
const note =
  '(?:notes?|messages?|texts?|posts?|letters?|status|story|voicemails?|cartas?|notas?|mensajes?|estados?|textos?)';
const listener =
  "(?:\\s+(?:to\\s+)?(?:me|us|him|her|them|my\\s+[\\p{L}'’]+))?(?:\\s+(?:an?|in|on|by)\\s+(?:\\p{L}+\\s+){0,2}\\p{L}+)?";
const toQuote = '(?:\\s+(?:that|this|que|esto|as[ií]))?[\\s,:;.\\-–—]*$';

/** `she wrote “`, with the words before the verb to tell who it is. */
const english = new RegExp(`(?<before>(?:[\\p{L}'’]+\\s+){1,6})(?:${saying})${listener}${toQuote}`, 'iu');
/** `escribió «`: the verb itself says that it was somebody else. */
const spanish = new RegExp(`(?<!\\p{L})(?:${sayingSpanish})(?:\\s+\\p{L}+){0,3}${toQuote}`, 'iu');
/** `her note says “`. */
const theirNote = new RegExp(
  `(?<!\\p{L})(?:his|her|their|su|sus|[\\p{L}]+['’]s)\\s+(?:[\\p{L}]+\\s+)?${note}(?:\\s+(?:says?|said|reads?|was|is|dice|dec[ií]a))?${toQuote}`,
  'iu',
);
/** `my brother: “`. */
const theirName = /(?<!\p{L})(?:he|she|they|him|her|[eé]l|ella|(?:my|mi|his|her|su)\s+(?:\p{L}+\s+)?\p{L}+)\s*:\s*$/iu;
/** `“…” she wrote`. */
const after = new RegExp(
  `^[\\s,.]*(?:(?:he|she|they|my\\s+[\\p{L}-]+)\\s+(?:just\\s+)?(?:${saying})|(?:said|wrote)\\s+(?:he|she|my)|(?:me\\s+)?(?:${sayingSpanish}))(?!\\p{L})`,
  'iu',
);
const ownNote = new RegExp(`(?<!\\p{L})(?:my|mi)\\s+(?:\\p{L}+\\s+)?${note}$`, 'iu');
const firstPerson = /^(?:i|ive|i['’]ve|im|i['’]m|we|weve|we['’]ve|id|i['’]d)$/i;
const thirdPerson = /^(?:he|hes|she|shes|they|he['’]s|she['’]s|they['’]ve|who|someone|somebody|my|his|her|their)$/i;

/** Characters before and behind a quotation in which its speaker is looked for. */
const near = 80;

/** The quotations in a text whose words somebody else said or wrote. Pure. */
export function quotesOfOthers(text: string): readonly Quote[] {
  const found: Quote[] = [];
  for (const match of text.matchAll(quotation)) {
    const words = match.groups?.['double'] ?? match.groups?.['single'] ?? '';
    const start = match.index + 1;
    const before = text.slice(Math.max(0, match.index - near), match.index);
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + near);
    if (isOthers(before, behind)) found.push({ start, end: start + words.length });
  }
  return found;
}

const isOthers = (before: string, behind: string): boolean =>
  isSaidByOther(before) || spanish.test(before) || theirNote.test(before) || isTheirName(before) || after.test(behind);

const isTheirName = (before: string): boolean =>
  theirName.test(before) && !ownNote.test(before.replace(/\s*:\s*$/, ''));

/** Nearest to the verb stands who spoke; a name is somebody else. */
function isSaidByOther(before: string): boolean {
  const words = english.exec(before)?.groups?.['before']?.trim().split(/\s+/) ?? [];
  if (ownNote.test(words.join(' '))) return false;
  const speaker = words.findLast((word) => firstPerson.test(word) || thirdPerson.test(word));
  return words.length > 0 && (speaker === undefined || !firstPerson.test(speaker));
}

/** What is heard of somebody's own wish, within what another said, is that other's. Pure. */
export const asOthers = (matches: readonly Match[], quotes: readonly Quote[]): readonly Match[] =>
  matches.map((match) =>
    match.about === 'self' && isOwnWish(match) && quotes.some((quote) => lies(match, quote))
      ? { ...match, about: 'other' }
      : match,
  );

const isOwnWish = ({ category }: Match): boolean =>
  category === 'suicide' || category === 'self-harm' || category === 'overdose';

/** A match may take the mark before and the speaker with it. */
const lies = ({ span: [from, to] }: Match, { start, end }: Quote): boolean => to > start && to <= end + 1 && from < end;

const turned: Readonly<Record<string, string>> = {
  i: 'he',
  "i'm": 'he is',
  im: 'he is',
  "i'll": 'he will',
  ill: 'he will',
  "i've": 'he has',
  ive: 'he has',
  "i'd": 'he would',
  my: 'his',
  me: 'him',
  you: 'me',
  u: 'me',
  your: 'my',
  ur: 'my',
  "you're": "I'm",
  youre: "I'm",
  te: 'me',
  tu: 'mi',
  ti: 'mí',
  mi: 'su',
  voy: 'va',
  quiero: 'quiere',
  puedo: 'puede',
  tengo: 'tiene',
  mato: 'mata',
  mataré: 'matará',
  matare: 'matará',
  pego: 'pega',
  pegaré: 'pegará',
  golpeo: 'golpea',
  ahorco: 'ahorca',
  disparo: 'dispara',
};

/** Whether somebody speaks to the writer in one of these quotations. Pure. */
export const isToWriter = (text: string, quotes: readonly Quote[]): boolean =>
  quotes.some(({ start, end }) => addressed.test(text.slice(start, end)));

const addressed = /(?<!\p{L})(?:you|your|youre|you['’](?:re|ll)|u|ur|te|tu|ti|contigo|\p{L}{3,}te)(?!\p{L})/iu;

/**
 * A text with the words of others said from the writer's side: `he wrote “I will kill you”` is `he wrote “he will kill
 * me”`. Pure.
 */
export function fromWritersSide(text: string, quotes: readonly Quote[]): string {
  let told = '';
  let from = 0;
  for (const { start, end } of quotes) {
    const words = text.slice(start, end).replaceAll('’', "'");
    told += text.slice(from, start).replace(/["“„«'‘]$/, ' ');
    told += words.replaceAll(/[\p{L}']+/gu, (word) => turned[word.toLowerCase()] ?? word);
    from = end;
  }
  return told + text.slice(from);
}
