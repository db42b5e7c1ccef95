import type { JSX } from 'preact';
import { t } from '../texts.ts';

const words = ['CHECKIN', 'MENU', 'HELP'] as const;

/** For somebody who has not written yet: words the coach knows in every language. */
export const Try = ({ onPick }: { readonly onPick: (word: string) => void }): JSX.Element => (
  <fieldset class="try-words">
    <legend>{t('chat.try')}</legend>
    {words.map((word) => (
      <button key={word} type="button" class="chip chip-word" onClick={() => onPick(word)}>
        {word}
      </button>
    ))}
  </fieldset>
);
