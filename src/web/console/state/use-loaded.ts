import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { kindly } from '../trouble.ts';
import { call } from './call.ts';

/** Something that a page shows, as soon as it is here. */
export interface Loaded<T> {
  readonly value: Signal<T | null>;
  readonly trouble: Signal<string>;
  /** Reads it anew. */
  again(): Promise<void>;
}

/** Reads what a page shows. Touches the network; what fails is told in `trouble`. */
export function useLoaded<T>(path: string): Loaded<T> {
  const value = useSignal<T | null>(null);
  const trouble = useSignal('');
  const again = async (): Promise<void> => {
    try {
      value.value = await call<T>(path);
      trouble.value = '';
    } catch (error) {
      trouble.value = kindly(error);
    }
  };
  useEffect(() => void again(), [path]);
  return { value, trouble, again };
}
