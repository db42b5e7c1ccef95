import { expect, test } from '@jest/globals';
import * as kit from '../../../src/engine/kit.ts';
import { actions } from '../../../src/engine/machine/actions.ts';
import { guards } from '../../../src/engine/machine/guards.ts';

test('the kit has a word for every action and guard there is', () => {
  for (const name of [...Object.keys(actions), ...Object.keys(guards)]) expect(kit).toHaveProperty(name);
});
