import type { JSX } from 'preact';
import type { Level as LevelName } from '../../../domain/screening.ts';
import { sharedText } from '../words.ts';
import { LevelIcon } from './icons.tsx';

/** A level as word, shape and colour. */
export const Level = ({ level }: { readonly level: LevelName }): JSX.Element => (
  <span class={`level level-${level}`}>
    <LevelIcon level={level} />
    {sharedText(`level.${level}`)}
  </span>
);
