import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAzureLanguage } from '../../../src/adapters/azure-language/azure-language.ts';
import { openClient } from '../../../src/adapters/azure-language/client.ts';
import { type LanguageStub, startLanguageStub, stubAuthority } from '../../support/language-stub.ts';

/** What Azure gives to a program on App Service: a place to get tokens from. */
const identity = createServer((_, response) => {
  const expires = String(Math.floor(Date.now() / 1_000) + 86_400);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: 'a-token', expires_on: expires, resource: 'x', token_type: 'Bearer' }));
});
let stub: LanguageStub;
beforeAll(async () => {
  stub = await startLanguageStub();
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/token`;
  process.env['IDENTITY_HEADER'] = 'x';
});
afterAll(async () => {
  await stub.close();
  identity.closeAllConnections();
  identity.close();
});

test('the identity of the machine signs in where there is no key', async () => {
  const client = await openClient({ endpoint: stub.endpoint, key: null, identity: 'system', ca: stubAuthority });
  const answers = await createAzureLanguage(client, () => 0).sentiments(
    [{ id: 'x', text: 'heavy' }],
    new AbortController().signal,
  );
  expect(answers.get('x')).toMatchObject({ ok: true });
  expect(stub.asked[0]?.headers.authorization).toBe('Bearer a-token');
  expect(stub.asked[0]?.headers['ocp-apim-subscription-key']).toBeUndefined();
});
