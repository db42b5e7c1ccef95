import { expect, test } from '@jest/globals';
import { storeContract } from '../ports/store-contract.ts';
import { memoryKeys } from './memory-keys.ts';
import { memoryEngine } from './memory-store.ts';

storeContract('the store in memory', async (real) => {
  const engine = memoryEngine({ real });
  const store = engine.open();
  return { store, second: async () => engine.open(), close: () => store.close() };
});

test('keys in memory seal and open', async () => {
  const keys = memoryKeys();
  expect(await keys.read('couple', 'c1')).toBeNull();
  const { a } = await keys.create('couple', 'c1', ['a']);
  expect(a?.open('it', a.seal('it', 'words'))).toBe('words');
});
