import { expect, test } from '@jest/globals';
import { storeContract } from '../ports/store-contract.ts';
import { memoryKeys, memoryStore } from './memory-store.ts';

storeContract('the store in memory', async (real) => {
  const store = memoryStore({ real });
  return { store, close: () => store.close() };
});

test('keys in memory seal and open', async () => {
  const keys = memoryKeys();
  expect(await keys.read('couple', 'c1')).toBeNull();
  const { a } = await keys.create('couple', 'c1', ['a']);
  expect(a?.open('it', a.seal('it', 'words'))).toBe('words');
});
