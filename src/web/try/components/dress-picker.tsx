import type { JSX } from 'preact';
import { dresses, dressOf } from '../dresses.ts';
import { nameOf } from '../store.ts';
import { t } from '../texts.ts';

/** As which channel a phone looks. */
export function DressPicker({ user }: { readonly user: string }): JSX.Element {
  const dress = dressOf(user);
  return (
    <select
      class="dress"
      aria-label={t('dress', { name: nameOf(user) })}
      onChange={({ currentTarget }) => {
        dress.value = dresses.find((one) => one === currentTarget.value) ?? dress.value;
      }}
    >
      {dresses.map((one) => (
        <option key={one} value={one} selected={dress.value === one}>
          {t(`dress.${one}`)}
        </option>
      ))}
    </select>
  );
}
