import { type Chance, pick } from './chance.ts';
import type { Person } from './people.ts';

/** What a person was last told: its key and the labels of its options. */
export interface Told {
  readonly key: string | null;
  readonly labels: readonly string[];
}

/** What somebody writes. `private`: a word that nobody else may ever read. */
export interface Saying {
  readonly text: string;
  readonly does: 'ordinary' | 'crisis' | 'stop' | 'start';
  readonly private?: string;
}

const words = {
  en: ['checkin', 'menu', 'help', 'pause', 'resume', 'skip', 'back', '1', '7', 'a quiet day', 'ok', 'my data'],
  es: ['menu', 'ayuda', 'pausa', 'seguir', '2', '5', 'un buen día', 'bien', 'mis datos'],
} as const;
const crises = {
  en: ['I want to die', 'I took all my pills', 'he hit me again and I am scared of him'],
  es: ['quiero morir', 'me tomé todas mis pastillas', 'me volvió a pegar y le tengo miedo'],
} as const;

/** Dialogs whose words may cross once they are approved: nothing private is written there. */
const crosses = /^(share|i-statement|note|gate)\./;

/** What a person writes next. Pure. */
export function sayingOf({ language }: Person, told: Told | null, stopped: boolean, chance: Chance): Saying {
  if (stopped && chance() < 0.3) return { text: 'START', does: 'start' };
  const drawn = chance();
  if (drawn < 0.012) return { text: pick(chance, crises[language]), does: 'crisis' };
  if (drawn < 0.024) return { text: 'STOP', does: 'stop' };
  if (told && told.labels.length > 0 && drawn < 0.75) return { text: answerOf(told.labels, chance), does: 'ordinary' };
  if (drawn < 0.85 || crosses.test(told?.key ?? '')) return { text: pick(chance, words[language]), does: 'ordinary' };
  const word = privateWord(chance);
  return {
    text: `${word} ${language === 'en' ? 'was on my mind today' : 'me ha dado vueltas hoy'}`,
    does: 'ordinary',
    private: word,
  };
}

/** An option by its number or its label. */
function answerOf(labels: readonly string[], chance: Chance): string {
  const index = Math.floor(chance() * labels.length);
  return chance() < 0.5 ? String(index + 1) : (labels[index] ?? '1');
}

/** A word of no language, told from all others. */
const privateWord = (chance: Chance): string =>
  `zq${Math.floor(chance() * 36 ** 7)
    .toString(36)
    .padStart(7, '0')}`;

/** The private words in a text. Pure. */
export const privateWordsIn = (text: string): readonly string[] => text.match(/\bzq[a-z0-9]{7}\b/gi) ?? [];
