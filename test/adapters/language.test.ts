import { afterAll, beforeAll } from '@jest/globals';
import { createLocalLanguage } from '../../src/adapters/local-language/local-language.ts';
import { languageContract } from '../ports/language-contract.ts';
import { type LanguageStub, startLanguageStub } from '../support/language-stub.ts';
import { azureAt } from '../support/second-opinion.ts';

let stub: LanguageStub;
beforeAll(async () => {
  stub = await startLanguageStub();
});
afterAll(() => stub.close());

languageContract('our own', async () => createLocalLanguage());
languageContract('Azure AI Language', () => azureAt(stub.endpoint));
