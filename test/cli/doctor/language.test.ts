import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLanguage } from '../../../src/cli/doctor/language.ts';
import {
  answer,
  answerWell,
  type LanguageStub,
  refusal,
  startLanguageStub,
  stubAuthority,
  stubKey,
} from '../../support/language-stub.ts';

let stub: LanguageStub;
beforeAll(async () => {
  stub = await startLanguageStub();
});
afterAll(() => stub.close());

const check = () => checkLanguage({ endpoint: stub.endpoint, key: stubKey, identity: null }, stubAuthority);

test('the doctor names the region that answers, else unknown', async () => {
  expect(await check()).toMatchObject({ result: 'ok', say: 'Azure AI Language answers; region West US 2.' });
  stub.plays((asked, response) => {
    const end = response.writeHead.bind(response);
    response.writeHead = ((status: number, { 'x-ms-region': _, ...headers }: Record<string, string>) =>
      end(status, headers)) as never;
    answerWell(asked, response);
  });
  expect(await check()).toMatchObject({ result: 'ok', say: 'Azure AI Language answers; region unknown.' });
});

test.each([
  [401, /AZURE_LANGUAGE_KEY/],
  [403, /network rules/],
  [404, /Check the address/],
  [500, /HTTP_500/],
])('the doctor says what to do about %i', async (status, say) => {
  stub.plays((_, response) => answer(response, status, refusal(String(status), 'x')));
  expect(await check()).toMatchObject({ result: 'fail', say: expect.stringMatching(say) });
});
