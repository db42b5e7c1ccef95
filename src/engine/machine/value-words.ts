/** A value as a reader of a dialog's picture sees it. Pure. */
export const valueWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
