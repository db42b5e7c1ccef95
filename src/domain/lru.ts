/** The most recently used values, at most `limit`; the one unused for longest goes first. */
export function createLru<Value>(limit: number) {
  const values = new Map<string, Value>();
  const set = (key: string, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    if (values.size <= limit) return;
    for (const oldest of values.keys()) {
      values.delete(oldest);
      return;
    }
  };
  return {
    set,
    forget: (key: string): void => void values.delete(key),
    get: (key: string): Value | undefined => {
      const value = values.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
  };
}
