import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Attributes {
  readonly name: string;
  readonly required?: boolean;
}

interface Props extends Attributes {
  readonly label: string;
  readonly type?: 'text' | 'password' | 'time' | 'number' | 'datetime-local';
  readonly autocomplete?: 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'off';
  readonly autocapitalize?: 'none';
  readonly spellcheck?: boolean;
  readonly inputMode?: 'numeric';
  readonly pattern?: string;
  readonly placeholder?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly defaultValue?: string;
  readonly hint?: string;
}

/** A line to write in, with its label above it. */
export function Field({ label, hint, type = 'text', autocomplete = 'off', ...rest }: Props): JSX.Element {
  const id = useId();
  const attributes = { ...rest, type, autocomplete, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) };
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      <input id={id} class="field" {...(attributes as object)} />
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps extends Attributes {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** One of several, with its label above it. */
export function Choice({ label, children, ...rest }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      <select id={id} class="field" {...rest}>
        {children}
      </select>
    </div>
  );
}

/** What a form says, without spaces around it. Pure. */
export const said = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

/** What a form that was sent says. Touches the event. */
export function formOf(event: Event): FormData {
  event.preventDefault();
  return new FormData(event.currentTarget as HTMLFormElement);
}
