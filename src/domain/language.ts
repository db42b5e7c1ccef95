/** The languages that the coach speaks and reads. Each has a folder in `content/`. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
