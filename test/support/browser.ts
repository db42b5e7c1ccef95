import { existsSync } from 'node:fs';
import { describe, test } from '@jest/globals';

export const chromiumPath = '/usr/bin/chromium';
const there = existsSync(chromiumPath);

/** A suite that needs a browser. Without one it is skipped, loudly; with REQUIRE_BROWSER=1 it fails instead. */
export function describeWithBrowser(name: string, suite: () => void): void {
  if (there) describe(name, suite);
  else if (process.env['REQUIRE_BROWSER'] === '1') {
    test(`${name} needs ${chromiumPath}`, () => {
      throw new Error(`REQUIRE_BROWSER=1, but ${chromiumPath} is not there: install chromium.`);
    });
  } else {
    process.stderr.write(`\n*** SKIP: ${name}: there is no ${chromiumPath}. Install chromium to run it. ***\n\n`);
    describe.skip(name, suite);
  }
}
