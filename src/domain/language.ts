/** The languages that the coach speaks and reads. Each has a folder in `content/`. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** Whether a code is a language of ours. Pure. */
export const isLanguage = (code: string): code is Language => (languages as readonly string[]).includes(code);
