import { describe, expect, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';

const uri = 'mongodb://user:hush@db.example:27017/clinic?replicaSet=rs0';
const linesOf = (environment: Record<string, string>): readonly string[] =>
  inspectConfig(environment).problems.map(({ name, todo }) => `${name}: ${todo}`);

describe('the keys of a store on MongoDB', () => {
  test('choose it with a connection string, and name where keys are kept', () => {
    const keysUri = 'mongodb+srv://keys.example/wrapped';
    const { config, problems } = inspectConfig({ COACH_STORE: 'mongodb', MONGODB_URI: uri, MONGODB_KEYS_URI: keysUri });
    expect([problems, config.mongo]).toEqual([[], { uri, keysUri }]);
    expect(inspectConfig({ COACH_STORE: 'mongodb', MONGODB_URI: uri }).config.mongo).toEqual({ uri, keysUri: null });
  });

  test.each([
    ['the store without a connection string', { COACH_STORE: 'mongodb' }, /^MONGODB_URI: .*MONGODB_URI_FILE/],
    [
      'a connection string without the store',
      { MONGODB_URI: uri },
      /^COACH_STORE: set|^COACH_STORE: MONGODB_ keys are set/,
    ],
    ['another engine', { COACH_STORE: 'postgres' }, /^COACH_STORE: give libsql or mongodb/],
    [
      'what is no connection string',
      { COACH_STORE: 'mongodb', MONGODB_URI: 'http://hush' },
      /^MONGODB_URI: give a conn/,
    ],
    ['a typing error', { MONGODB_URL: uri }, /^MONGODB_URL: this name is not known.*MONGODB_URI/],
  ])('say what to do about %s, and show no value', (_, environment, told) => {
    const lines = linesOf(environment);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(told);
    expect(lines.join()).not.toContain('hush');
  });
});
