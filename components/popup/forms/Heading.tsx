import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a view. `focus` moves the focus there, so that a change of view is spoken. */
export function Heading({
  focus = false,
  children,
}: {
  readonly focus?: boolean;
  readonly children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <h1 ref={heading} class="heading" tabIndex={-1}>
      {children}
    </h1>
  );
}
