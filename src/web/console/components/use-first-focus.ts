import { useEffect, useRef } from 'preact/hooks';

/** The part of the page that was drawn gets the focus: its first field, or what is to be pressed. */
export function useFirstFocus(): { readonly current: HTMLFormElement | null } {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  return form;
}
