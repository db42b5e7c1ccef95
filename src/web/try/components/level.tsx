import type { JSX } from 'preact';
import { t } from '../i18n-live.ts';
import type { Level as LevelName } from '../wire.ts';
import { LevelIcon } from './icons.tsx';

/** A level as word, shape and colour. */
export const Level = ({ level }: { readonly level: LevelName }): JSX.Element => (
  <span class={`level level-${level}`}>
    <LevelIcon level={level} />
    {t(`level.${level}`)}
  </span>
);
