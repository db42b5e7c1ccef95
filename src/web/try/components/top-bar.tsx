import type { JSX } from 'preact';
import { languages, locales } from '../i18n.ts';
import { t } from '../i18n-live.ts';
import { language, theme, themes } from '../prefs.ts';
import { Mark, ThemeIcon } from './icons.tsx';

/** The product's name, and how the page looks and speaks. */
export const TopBar = (): JSX.Element => (
  <header class="top">
    <h1 class="brand">
      <Mark />
      {t('title')} <span class="brand-tag">{t('rehearsal')}</span>
    </h1>
    <div class="top-tools">
      <fieldset class="segments">
        <legend class="unseen">{t('language')}</legend>
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
        <legend class="unseen">{t('theme')}</legend>
        {themes.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={theme.value === one}
            aria-label={t(`theme.${one}`)}
            title={t(`theme.${one}`)}
            onClick={() => {
              theme.value = one;
            }}
          >
            <ThemeIcon theme={one} />
          </button>
        ))}
      </fieldset>
    </div>
  </header>
);

const names = { en: 'EN: English', es: 'ES: Español' } as const;
