import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../texts.ts';
import { NotHere } from './page-head.tsx';

/** A component whose script is loaded when it is first shown. Touches the network; what fails is told, and can be tried again. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // A component is a function: a signal holds it in a box.
  const loaded = signal<{ readonly Part: ComponentType<Props> } | null>(null);
  const trouble = signal('');
  const again = async (): Promise<void> => {
    trouble.value = '';
    try {
      loaded.value ??= { Part: await load() };
    } catch {
      trouble.value = t('trouble.unreachable');
    }
  };
  return function Lazily(props: Props): JSX.Element {
    useEffect(() => void again(), []);
    const Part = loaded.value?.Part;
    return Part ? <Part {...props} /> : <NotHere of={{ trouble, again }} />;
  };
}
