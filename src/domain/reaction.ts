/** What phones write when somebody taps a heart on a message, English and Spanish, up to the quoted words. */
const picture = '(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator}|\\p{Emoji_Modifier}|[\\u200D\\uFE0F\\u20E3])+';

const sign = `(?:heart|like|thumbs[- ]up|thumbs[- ]down|dislike|laugh|exclamation(?: mark| point)?|question mark|emphasis|reaction|${picture})`;
const english = [
  '(?:dis)?liked|loved|hearted|laughed at|emphasi[sz]ed|exclaimed(?: at)?|questioned',
  `(?:gave|added|sent) (?:an? )?${sign} to|thumbs[- ]?up(?: to)?`,
  `reacted(?: with)?(?: an?)? ${picture} to|reacted to`,
  `removed (?:an? |the )?${sign}(?: reaction)? from`,
  `${picture}(?:(?: removed)? (?:to|from))?`,
];

const signo = `(?:coraz[oó]n|(?:no )?me (?:gusta|encanta)|risas?|jaja|(?:signos? de )?(?:exclamaci[oó]n|interrogaci[oó]n)|[eé]nfasis|reacci[oó]n(?: ${picture})?|${picture})`;
const spanish = [
  '(?:no )?[lm]e (?:ha )?(?:gust[oó]|gusta|gustado)|[lm]e (?:encant[oó]|encanta)',
  'le (?:dio|da|hizo|hace) (?:risa|gracia)|se (?:ri[oó]|r[ií]e) (?:de|con)',
  '(?:enfatiz|resalt|destac|remarc|subray|cuestion)[oó]|pregunt[oó] por|exclam[oó](?: por| con| ante)?',
  `reaccion[oó](?: con)?(?: una?)? ${picture} (?:al?|en)|reaccion[oó] al?`,
  `(?:quit|elimin|retir|borr)[oó] (?:una? |el |la |los |su )?["“«]?${signo}["”»]? (?:del?|al?|en)`,
  'puso en duda|(?:puso|hizo) (?:un )?[eé]nfasis en',
  `(?:(?:le )?dio|puso) (?:una? )?["“«]?${signo}["”»]? (?:al?|en)`,
  `${picture} (?:al?|en)`,
];
const beginning = new RegExp(
  `^\\s*(?:${[...english, ...spanish].join('|')})(?: (?:(?:a|the|your|el|un|tu|este) )?(?:message|mensaje))?\\s*:?\\s*["“”„«‹‘']`,
  'iu',
);

/** A text that was cut off on its way ends in an ellipsis instead of its closing sign. */
const ending = /(?:["“”»›’']\.?|…|\.\.\.)$/;

/**
 * The words that a reaction quotes, such as those of `Liked “…”`; null where a text is no reaction from its first to its
 * last sign. Whether somebody wrote it by hand is only told by whose words it quotes. Pure.
 */
export function readReaction(text: string): string | null {
  const [opening] = beginning.exec(text) ?? [];
  if (opening === undefined) return null;
  const rest = text.slice(opening.length).trimEnd();
  return ending.test(rest) ? rest.replace(ending, '').trim() : null;
}
