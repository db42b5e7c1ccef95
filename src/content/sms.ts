import type { Text } from './texts.ts';

const folds: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212\u2022]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00a0\u2000-\u200a\u202f]/g, ' '],
  [/[\u200b-\u200d\u2060\ufeff]/g, ''],
];

/**
 * Curly quotes, dashes and special spaces as GSM-7 has them, so that they alone do not double the segments. Letters stay
 * as they are: dropping an accent can change a Spanish word. Pure.
 */
export const foldGsm = (text: string): string =>
  folds.reduce((folded, [pattern, plainly]) => folded.replace(pattern, plainly), text);

/**
 * A label as a numbered answer by SMS: í alone, in "1 Sí 2 No", would cut a segment from 160 letters to 70. What a label says
 * is read beside its number, so no accent is missed there. Pure.
 */
export const smsLabel = (label: string): string =>
  label.replace(/[áíóúÁÍÓÚ]/gu, (letter) => letter.normalize('NFD').slice(0, 1));

/** What an SMS adds to a question: " 1 Good 2 So-so 3 Hard", or " 0-10" where the text does not name both ends. Pure. */
export function smsTail({ kind, options, source }: Pick<Text, 'kind' | 'options' | 'source'>): string {
  if (kind === 'scale') return /\b0\b/.test(source.sms) && /\b10\b/.test(source.sms) ? '' : ' 0-10';
  return options.map((option, index) => ` ${index + 1} ${smsLabel(option.label)}`).join('');
}
