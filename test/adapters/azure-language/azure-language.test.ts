import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AzureLanguage, createAzureLanguage } from '../../../src/adapters/azure-language/azure-language.ts';
import { openClient } from '../../../src/adapters/azure-language/client.ts';
import type { Answers } from '../../../src/ports/language.ts';
import {
  answer,
  answerWell,
  type LanguageStub,
  late,
  refusal,
  startLanguageStub,
  stubAuthority,
  stubKey,
} from '../../support/language-stub.ts';

let stub: LanguageStub;
let service: AzureLanguage;
const one = (text: string) => [{ id: 'ours', text, language: 'en' as const }];
const calm = new AbortController().signal;
const only = <Value>(answers: Answers<Value>) => answers.get('ours');

beforeAll(async () => {
  stub = await startLanguageStub();
  const client = await openClient({ endpoint: stub.endpoint, key: stubKey, identity: null, ca: stubAuthority });
  service = createAzureLanguage(client, () => 0);
});
beforeEach(() => {
  stub.asked.length = 0;
  stub.plays(answerWell);
});
afterAll(() => stub.close());

describe('a question to Azure AI Language', () => {
  test('brings its key, asks that nothing is kept, and names the text by a random id alone', async () => {
    await service.sentiments(one('all heavy'), calm);
    await service.languages(one('all heavy'), calm);
    await service.redact(one('all heavy'), [], calm);
    expect(stub.asked.map(({ body }) => body.kind)).toEqual([
      'SentimentAnalysis',
      'LanguageDetection',
      'PiiEntityRecognition',
    ]);
    for (const { headers, body, raw } of stub.asked) {
      expect(headers['ocp-apim-subscription-key']).toBe(stubKey);
      expect(body.parameters).toEqual({ loggingOptOut: true });
      expect(body.analysisInput.documents[0]?.id).toMatch(/^[\da-f-]{36}$/);
      expect(raw).not.toContain('ours');
    }
    expect(new Set(stub.asked.map(({ body }) => body.analysisInput.documents[0]?.id)).size).toBe(3);
  });
  test('gives the share of negative, the language, the text without what tells who is meant, and the region', async () => {
    expect(only(await service.sentiments(one('all heavy'), calm))).toEqual({ ok: true, value: 0.96 });
    expect(only(await service.languages(one('no sé qué hacer'), calm))).toEqual({
      ok: true,
      value: { language: 'es', sure: true },
    });
    expect(only(await service.redact(one('to Berlin'), [], calm))).toEqual({ ok: true, value: 'to ******' });
    expect(service.region()).toBe('West US 2');
  });
  test('is unsure of a language that the service does not know', async () => {
    expect(only(await service.languages(one('1234 !!'), calm))).toEqual({
      ok: true,
      value: { language: null, sure: false },
    });
  });
  test('answers each of several texts, with a broken one among them and warnings', async () => {
    stub.plays(({ body }, response) => {
      const [first, second, third] = body.analysisInput.documents;
      const sentence = (id: string | undefined, negative: number) => ({
        ...{ id, sentiment: 'negative', sentences: [], warnings: [{ code: 'LongWordsInDocument', message: 'x' }] },
        confidenceScores: { positive: 0, neutral: 1 - negative, negative },
      });
      const error = { code: 'InvalidArgument', message: 'x', innererror: { code: 'InvalidDocument', message: 'x' } };
      answer(response, 200, {
        kind: 'SentimentAnalysisResults',
        results: {
          documents: [sentence(third?.id, 0.3), sentence(first?.id, 0.1)],
          errors: [{ id: second?.id, error }],
          modelVersion: 'x',
        },
      });
    });
    const answers = await service.sentiments(
      ['a', 'b', 'c'].map((id) => ({ id, text: `text ${id}` })),
      calm,
    );
    expect(Object.fromEntries(answers)).toEqual({
      a: { ok: true, value: 0.1 },
      b: { ok: false, code: 'DOCUMENT_InvalidDocument' },
      c: { ok: true, value: 0.3 },
    });
  });
  test('parts 5,121 characters, and takes the heaviest part for all of it', async () => {
    const text = `${'word '.repeat(1_024)}dread`.slice(0, 5_121).padEnd(5_121, '.');
    stub.plays((asked, response) => answerWell(asked, response));
    expect(text).toHaveLength(5_121);
    expect(only(await service.sentiments(one(text), calm))).toMatchObject({ ok: true });
    const texts = stub.asked[0]?.body.analysisInput.documents.map((each) => each.text) ?? [];
    expect(texts.map(({ length }) => length <= 5_120)).toEqual([true, true]);
    expect(texts.join('')).toBe(text);
  });
});

describe('a service in trouble', () => {
  const failing = async (status: number, headers: Record<string, string> = {}) => {
    stub.plays((_, response) => answer(response, status, refusal(String(status), 'words that nobody reads'), headers));
    return only(await service.sentiments(one('heavy'), calm));
  };
  test.each([400, 401, 403, 404])('is asked once where it answers %i', async (status) => {
    expect(await failing(status)).toEqual({ ok: false, code: `HTTP_${status}` });
    expect(stub.asked).toHaveLength(1);
  });
  test.each([429, 500, 503])('is asked twice where it answers %i', async (status) => {
    expect(await failing(status)).toEqual({ ok: false, code: `HTTP_${status}` });
    expect(stub.asked).toHaveLength(2);
  });
  test('is left alone for as long as it says', async () => {
    expect(await failing(429, { 'retry-after': '7' })).toEqual({ ok: false, code: 'HTTP_429', retryAfterMs: 7_000 });
    expect(stub.asked).toHaveLength(1);
  });
  test('is heard at the second try, within half a second of the first', async () => {
    const at: number[] = [];
    stub.plays((asked, response) => {
      at.push(performance.now());
      if (at.length === 1) response.destroy();
      else answerWell(asked, response);
    });
    expect(only(await service.sentiments(one('heavy'), calm))).toEqual({ ok: true, value: 0.96 });
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeLessThan(600);
  });
  test('is given up where it resets every connection', async () => {
    stub.plays((_, response) => void response.socket?.destroy());
    expect(only(await service.sentiments(one('heavy'), calm))).toEqual({ ok: false, code: 'UNREACHABLE' });
  });
  test('is given up where it hangs, and an answer after the time-out is not taken', async () => {
    stub.plays(late(1_200));
    const started = performance.now();
    expect(only(await service.sentiments(one('heavy'), calm))).toEqual({ ok: false, code: 'TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(2_450);
    expect(stub.asked).toHaveLength(2);
  });
  test('is not waited for once the question is over', async () => {
    stub.plays(late(5_000));
    expect(only(await service.sentiments(one('heavy'), AbortSignal.timeout(50)))).toEqual({
      ok: false,
      code: 'TIMEOUT',
    });
    expect(stub.asked).toHaveLength(1);
  });
  test.each([
    ['no JSON', (response: { end(text: string): void }) => response.end('<html>')],
    ['no documents', (response: { end(text: string): void }) => response.end('{"kind":"SentimentAnalysisResults"}')],
  ])('says so where it answers with %s', async (_, end) => {
    stub.plays((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      end(response);
    });
    expect(only(await service.sentiments(one('heavy'), calm))).toEqual({ ok: false, code: 'UNREADABLE' });
  });
  test('is not followed elsewhere', async () => {
    stub.plays((_, response) => answer(response, 307, {}, { location: `${stub.endpoint}/elsewhere` }));
    expect(only(await service.sentiments(one('heavy'), calm))).toMatchObject({ ok: false });
    expect(stub.asked.every(({ path }) => !path.startsWith('/elsewhere'))).toBe(true);
  });
  test('is not believed where nobody vouches for it', async () => {
    const client = await openClient({ endpoint: stub.endpoint, key: stubKey, identity: null });
    const doubted = createAzureLanguage(client, () => 0);
    expect(only(await doubted.sentiments(one('heavy'), calm))).toEqual({ ok: false, code: 'UNREACHABLE' });
    expect(stub.asked).toEqual([]);
  });
});
