import type { JSX } from 'preact';
import { languages, locales } from '../language.ts';
import { language, theme, themes } from '../prefs.ts';
import { sharedText } from '../words.ts';
import { ThemeIcon } from './icons.tsx';

/** How the page looks and speaks. */
export const Preferences = (): JSX.Element => (
  <div class="top-tools">
    <fieldset class="segments">
      <legend class="unseen">{sharedText('language')}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={locales[one]}
          aria-pressed={language.value === one}
          aria-label={names[one]}
          onClick={() => {
            language.value = one;
          }}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
    <fieldset class="segments">
      <legend class="unseen">{sharedText('theme')}</legend>
      {themes.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={theme.value === one}
          aria-label={sharedText(`theme.${one}`)}
          title={sharedText(`theme.${one}`)}
          onClick={() => {
            theme.value = one;
          }}
        >
          <ThemeIcon theme={one} />
        </button>
      ))}
    </fieldset>
  </div>
);

const names = { en: 'EN: English', es: 'ES: Español' } as const;
