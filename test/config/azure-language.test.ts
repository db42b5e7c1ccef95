import { describe, expect, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';

const endpoint = 'https://my-coach.cognitiveservices.azure.com';
const key = '0123456789abcdef0123456789abcdef';
const problemsOf = (environment: Record<string, string>) => inspectConfig(environment).problems.map(({ name }) => name);

describe('the settings of a second opinion', () => {
  test('are off without an endpoint, and good with a key or an identity', () => {
    expect(inspectConfig({}).config.azureLanguage).toBeNull();
    expect(problemsOf({ AZURE_LANGUAGE_ENDPOINT: endpoint, AZURE_LANGUAGE_KEY: key })).toEqual([]);
    expect(problemsOf({ AZURE_LANGUAGE_ENDPOINT: `${endpoint}/`, AZURE_LANGUAGE_IDENTITY: 'system' })).toEqual([]);
    expect(problemsOf({ AZURE_LANGUAGE_ENDPOINT: 'http://127.0.0.1:9999', AZURE_LANGUAGE_KEY: key })).toEqual([]);
  });
  test.each([
    ['no key', { AZURE_LANGUAGE_ENDPOINT: endpoint }, 'AZURE_LANGUAGE_KEY'],
    [
      'both',
      { AZURE_LANGUAGE_ENDPOINT: endpoint, AZURE_LANGUAGE_KEY: key, AZURE_LANGUAGE_IDENTITY: 'system' },
      'AZURE_LANGUAGE_KEY',
    ],
    ['a key alone', { AZURE_LANGUAGE_KEY: key }, 'AZURE_LANGUAGE_ENDPOINT'],
    [
      'plain http elsewhere',
      { AZURE_LANGUAGE_ENDPOINT: 'http://example.org', AZURE_LANGUAGE_KEY: key },
      'AZURE_LANGUAGE_ENDPOINT',
    ],
    ['a path', { AZURE_LANGUAGE_ENDPOINT: `${endpoint}/language`, AZURE_LANGUAGE_KEY: key }, 'AZURE_LANGUAGE_ENDPOINT'],
    ['no URL', { AZURE_LANGUAGE_ENDPOINT: 'my-coach', AZURE_LANGUAGE_KEY: key }, 'AZURE_LANGUAGE_ENDPOINT'],
    [
      'a key with a space',
      { AZURE_LANGUAGE_ENDPOINT: endpoint, AZURE_LANGUAGE_KEY: 'two words here' },
      'AZURE_LANGUAGE_KEY',
    ],
    ['a name that is none', { AZURE_LANGUAGE_ENDPOIN: endpoint }, 'AZURE_LANGUAGE_ENDPOIN'],
  ])('say what to do about %s', (_, environment, name) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([name]);
  });
});
