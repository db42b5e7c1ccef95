import type { Lane } from '../../domain/frame.ts';
import type { Language } from '../../domain/language.ts';
import type { TextFile, WrittenText } from '../texts.ts';
import type { YamlFile } from '../yaml-file.ts';

/** The lanes each text is said on, by full key. A text that no dialog says is not in it. */
export type TextLanes = ReadonlyMap<string, ReadonlySet<Lane>>;

/** One text in one language, as the checks look at it. */
export interface Entry {
  readonly key: string;
  readonly id: string;
  readonly language: Language;
  readonly yaml: YamlFile;
  readonly text: WrittenText;
  /** Said to somebody who may be in danger: its own, stricter limits. */
  readonly crisis: boolean;
  /** Said unasked, so it may stand on a lock screen. */
  readonly nudge: boolean;
}

/** Every text of the files that could be read. Pure. */
export const entriesOf = (files: readonly TextFile[], lanes: TextLanes): readonly Entry[] =>
  files.flatMap(({ name, language, yaml, texts }) =>
    [...texts].flatMap(([id, text]) => {
      const key = `${name}.${id}`;
      const on = lanes.get(key);
      const crisis = isCrisisFile(name) || (on?.has('crisis') ?? false);
      return text ? [{ key, id, language, yaml, text, crisis, nudge: on?.has('nudge') ?? false }] : [];
    }),
  );

/** Whether all texts of a file count as crisis texts. Pure. */
export const isCrisisFile = (name: string): boolean =>
  name.startsWith('crisis-') || name === 'safety-check' || name === 'topics';
