import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

interface Drawn {
  readonly size: number;
  readonly path: string;
}

/** A text as a picture that a phone's camera reads. It is black on white in both themes: light on dark is read badly. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }): JSX.Element | null {
  const drawn = useSignal<Drawn | null>(null);
  useEffect(() => {
    // What draws it is loaded where a second factor is set up, and nowhere else. Without it the text stands there.
    import('uqr').then(
      ({ encode }) => {
        const { data, size } = encode(text, { ecc: 'M', border: 2 });
        const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
        drawn.value = { size, path: dark.join('') };
      },
      () => {},
    );
  }, [text]);
  if (!drawn.value) return null;
  const { size, path } = drawn.value;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
