import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ContactSheet } from '../../../domain/contact-sheet.ts';
import { sharedText as t } from '../words.ts';
import { sheetFields, sheetOfForm, sheetValue } from './sheet-form.ts';
import { kindly } from './trouble.ts';
import type { AlertView } from './views.ts';

interface Props {
  readonly of: Pick<AlertView, 'id' | 'partner'>;
  /** Gives the sheet as it is kept; every look is audited. */
  readonly read: () => Promise<ContactSheet>;
  /** Keeps it in place of the one before, and gives it back. */
  readonly keep: (sheet: object) => Promise<ContactSheet>;
}

/** How this partner may be reached without danger. What is being written stays through every look of the page. It is asked for when it is opened, for every look is audited. */
export function Sheet({ of, read, keep }: Props): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const sheet = useSignal<ContactSheet | null>(null);
  const said = useSignal('');
  const tell = (work: Promise<ContactSheet>, done: string): Promise<void> =>
    work.then(
      (found) => {
        sheet.value = found;
        said.value = done;
      },
      (error: unknown) => {
        said.value = kindly(error, of.partner);
      },
    );
  const onToggle = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open && sheet.value === null) void tell(read(), '');
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (form.current) void tell(keep(sheetOfForm(new FormData(form.current))), t('sheet.kept'));
  };
  const id = (name: string): string => `sheet-${of.id}-${name}`;
  return (
    <details class="sheet" onToggle={onToggle}>
      <summary>{t('sheet', { name: of.partner })}</summary>
      <p role="status" class="hint">
        {said.value}
      </p>
      {sheet.value && (
        <form ref={form} class="close" onSubmit={onSubmit}>
          {sheetFields.map(({ name, text, choices }) => (
            <div key={name}>
              <label class="close-note" for={id(name)}>
                {t(text)}
              </label>
              {choices ? (
                <select id={id(name)} name={name} class="field">
                  {['', ...choices].map((value) => (
                    <option key={value} value={value} selected={value === sheetValue(sheet.value, name)}>
                      {t(value === '' ? 'sheet.unsaid' : `sheet.${value as 'yes' | 'no' | 'unknown'}`)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  id={id(name)}
                  name={name}
                  class="field"
                  type="text"
                  maxLength={200}
                  autocomplete="off"
                  defaultValue={sheetValue(sheet.value, name)}
                />
              )}
            </div>
          ))}
          <button type="submit" class="button">
            {t('sheet.keep')}
          </button>
        </form>
      )}
    </details>
  );
}
