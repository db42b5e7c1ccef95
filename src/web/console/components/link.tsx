import type { ComponentChildren, JSX } from 'preact';
import { go, hrefOf } from '../router.ts';

interface Props {
  /** A path of the console's own. */
  readonly to: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly current?: boolean;
}

/** A link within the console. With a key held it opens as every link does. */
export function Link({ to, children, current, ...rest }: Props): JSX.Element {
  const onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={hrefOf(to)} onClick={onClick} aria-current={current ? 'page' : undefined} {...rest}>
      {children}
    </a>
  );
}
