import { expect, test } from '@jest/globals';
import { checkCatalog } from '../../../src/app/catalog/check.ts';
import { contentDir, dialogsDir } from '../../support/places.ts';

test('the shipped texts have no error', async () => {
  // A fixed day: old crisis lines are the command's to tell, and never break the build of a day.
  const { findings, texts } = await checkCatalog({ contentDir, dialogsDir, today: '2026-11-23' });
  expect(texts).toBeGreaterThan(100);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
}, 60_000);
