/** What stands for a code that has no code's shape: it could be somebody's words. */
export const codeUnknown = 'CODE_UNKNOWN';

const shape = /^(?:\d{3,6}|[A-Z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*)$/;

/**
 * A provider's code, fit for logs and records: three to six digits, or names joined by `_` or `-` of which the first begins
 * with a capital; `CODE_UNKNOWN` for anything else. An adapter passes on only the names that it knows. Pure.
 */
export const providerCode = (value: unknown): string =>
  typeof value === 'string' && value.length <= 80 && shape.test(value) ? value : codeUnknown;
