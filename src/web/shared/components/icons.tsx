import type { ComponentChildren, JSX } from 'preact';
import type { Level } from '../../../domain/screening.ts';
import type { Theme } from '../prefs.ts';

function Icon({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** The mark of the product: two circles that overlap. Decorative. */
export const Mark = (): JSX.Element => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle class="mark-a" cx="12" cy="16" r="9" />
    <circle class="mark-b" cx="20" cy="16" r="9" />
  </svg>
);

/** An arrow up. Decorative. */
export const SendIcon = (): JSX.Element => (
  <Icon>
    <path d="M10 16V4M4.5 9.5 10 4l5.5 5.5" />
  </Icon>
);

/** An arrow down. Decorative. */
export const DownIcon = (): JSX.Element => (
  <Icon>
    <path d="M10 4v12M4.5 10.5 10 16l5.5-5.5" />
  </Icon>
);

/** A person: a human speaks. Decorative. */
export const PersonIcon = (): JSX.Element => (
  <Icon>
    <circle cx="10" cy="6.5" r="3.2" />
    <path d="M3.8 17c.6-3.6 3-5.4 6.2-5.4s5.6 1.8 6.2 5.4" />
  </Icon>
);

/** A bell: a nudge. Decorative. */
export const BellIcon = (): JSX.Element => (
  <Icon>
    <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8zM8.3 17.2h3.4" />
  </Icon>
);

/** A heart: all is quiet. Decorative. */
export const CalmIcon = (): JSX.Element => (
  <Icon>
    <path d="M10 17C5 13.8 2.8 11 2.8 8A3.7 3.7 0 0 1 10 6.7 3.7 3.7 0 0 1 17.2 8c0 3-2.2 5.8-7.2 9z" />
  </Icon>
);

/** A lock: only this partner sees it. Decorative. */
export const LockIcon = (): JSX.Element => (
  <Icon>
    <path d="M4.5 9h11v8h-11zM6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9" />
  </Icon>
);

/** Something to know. Decorative. */
export const InfoIcon = (): JSX.Element => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9.2v4.6M10 6.2v.2" />
  </Icon>
);

/** Something went wrong, or needs care. Decorative. */
export const WarnIcon = (): JSX.Element => (
  <Icon>
    <path d="M10 3 18 17H2zM10 8.2v4M10 14.5v.2" />
  </Icon>
);

const skies: Readonly<Record<Theme, JSX.Element>> = {
  auto: <path d="M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M12.5 4.5v11M15 6v8" />,
  light: (
    <path d="M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  ),
  dark: <path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" />,
};

/** Half and half, sun, moon. Decorative: the button has its name. */
export const ThemeIcon = ({ theme }: { readonly theme: Theme }): JSX.Element => <Icon>{skies[theme]}</Icon>;

const shapes: Readonly<Record<Level, JSX.Element>> = {
  none: <circle cx="10" cy="10" r="7" />,
  watch: <path d="M2 10c2-3.6 4.6-5.2 8-5.2s6 1.6 8 5.2c-2 3.6-4.6 5.2-8 5.2S4 13.6 2 10zM10 8v4" />,
  check: (
    <path d="M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM7.9 8a2.1 2.1 0 1 1 2.9 2c-.6.3-.8.7-.8 1.4M10 14v.2" />
  ),
  'same-day': <path d="M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6v4.3l2.8 1.7" />,
  urgent: <path d="M10 3 18 17H2zM10 8.2v4M10 14.5v.2" />,
  emergency: <path d="M6.7 2.5h6.6l4.2 4.2v6.6l-4.2 4.2H6.7l-4.2-4.2V6.7zM10 6v5M10 13.8v.2" />,
};

/** The level's own shape, so that colour is never alone. Decorative: the word stands beside it. */
export const LevelIcon = ({ level }: { readonly level: Level }): JSX.Element => <Icon>{shapes[level]}</Icon>;
