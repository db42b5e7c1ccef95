import { checkContent } from '../../../src/content/check/check.ts';
import type { Finding, FindingCode } from '../../../src/content/check/finding.ts';
import type { Lane } from '../../../src/domain/frame.ts';
import { inFolder } from '../folder.ts';

const quiet = {
  'never-say.yaml': 'nothing: { why: a test, languages: [en], marks: "§", catches: ["§"], passes: ["a"] }',
  'reviewed.yaml': '{}',
};

interface Around {
  readonly today?: string;
  readonly release?: boolean;
  readonly lanes?: Readonly<Record<string, Lane>>;
}

/** What the check finds in the small content with some files changed; `codes` says which findings count. */
export async function found(
  codes: readonly FindingCode[],
  changes: Readonly<Record<string, string | null>>,
  { today = '2026-11-23', release = false, lanes = {} }: Around = {},
): Promise<readonly Finding[]> {
  const byKey = new Map(Object.entries(lanes).map(([key, lane]) => [key, new Set([lane])]));
  return inFolder({ ...quiet, ...changes }, async (dir) => {
    const { findings } = await checkContent(dir, { today, release, lanes: byKey });
    return findings
      .filter(({ code }) => codes.includes(code))
      .map((finding) => ({ ...finding, file: finding.file.replace(`${dir}/`, '') }));
  });
}

/** A text file of one name in both languages. */
export const both = (name: string, en: string, es: string = en): Readonly<Record<string, string>> => ({
  [`en/${name}.yaml`]: en,
  [`es/${name}.yaml`]: es,
});
