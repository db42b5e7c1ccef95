import type { JSX } from 'preact';
import { t } from '../texts.ts';
import type { Language } from '../wire.ts';

const words = ['CHECKIN', 'MENU', 'HELP'] as const;
/** In the partner's own language. */
const crisis = { en: 'I want to die', es: 'Quiero morirme' } as const;

interface Props {
  readonly language: Language;
  readonly onPick: (words: string) => void;
}

/** For somebody who has not written yet: words the coach knows in every language, and an example of a crisis. */
export const Try = ({ language, onPick }: Props): JSX.Element => (
  <fieldset class="try-words">
    <legend>{t('chat.try')}</legend>
    {[...words, crisis[language]].map((word) => (
      <button key={word} type="button" class="chip chip-word" onClick={() => onPick(word)}>
        {word}
      </button>
    ))}
  </fieldset>
);
