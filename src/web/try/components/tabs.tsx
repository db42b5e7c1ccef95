import type { ComponentChildren, JSX } from 'preact';
import { narrow, type Place, places, shown, unread } from '../places.ts';
import { nameOf, waiting, waitingWords } from '../store.ts';
import { t } from '../texts.ts';

/** On a small screen: which phone, or the counselor's panel, is shown. */
export function Tabs(): JSX.Element | null {
  if (!narrow.value) return null;
  return (
    <div class="tabs" role="tablist" aria-label={t('places')} onKeyDown={onKey}>
      {places.map((place) => (
        <button
          key={place}
          type="button"
          role="tab"
          id={`tab-${place}`}
          class={`tab tab-${place}`}
          aria-controls={`panel-${place}`}
          aria-selected={shown.value === place}
          tabIndex={shown.value === place ? 0 : -1}
          onClick={() => {
            shown.value = place;
          }}
        >
          {place === 'counselor' ? t('counselor') : nameOf(place)}
          {place === 'counselor' && waiting.value > 0 && <Count />}
          {unread.value.has(place) && <Dot />}
        </button>
      ))}
    </div>
  );
}

const Count = (): JSX.Element => (
  <span class="count">
    <span aria-hidden="true">{waiting.value}</span>
    <span class="unseen">{waitingWords()}</span>
  </span>
);

const Dot = (): JSX.Element => (
  <span class="dot">
    <span class="unseen">{t('chat.newer')}</span>
  </span>
);

const moves: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => (at + 1) % places.length,
  ArrowLeft: (at) => (at + places.length - 1) % places.length,
  Home: () => 0,
  End: () => places.length - 1,
};

function onKey(event: KeyboardEvent): void {
  const place = places[moves[event.key]?.(places.indexOf(shown.value)) ?? -1];
  if (place === undefined) return;
  event.preventDefault();
  shown.value = place;
  document.getElementById(`tab-${place}`)?.focus();
}

interface PanelProps {
  readonly name: Place;
  readonly children: ComponentChildren;
}

/** One of the three places: side by side where there is room, else a tab's panel. */
export function Panel({ name, children }: PanelProps): JSX.Element {
  const tab = narrow.value
    ? { role: 'tabpanel' as const, 'aria-labelledby': `tab-${name}`, hidden: shown.value !== name }
    : { hidden: false };
  return (
    <div class={`panel panel-${name}`} id={`panel-${name}`} {...tab}>
      {children}
    </div>
  );
}
