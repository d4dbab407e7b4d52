import type { ComponentChildren } from 'preact';

/** A short fact beside a name. */
export function Badge({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'warn' | 'danger';
  children: ComponentChildren;
}) {
  return <span class={tone === 'plain' ? 'badge' : `badge badge--${tone}`}>{children}</span>;
}
