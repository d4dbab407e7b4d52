import type { ComponentProps } from 'preact';

type Look = 'plain' | 'primary' | 'danger' | 'danger-quiet' | 'icon';

/** A native button. `look` says how much it asks for attention; `large` is for the one main act. */
export function Button({
  look = 'plain',
  large = false,
  class: extra,
  ...rest
}: ComponentProps<'button'> & { look?: Look; large?: boolean }) {
  const classes = ['button'];
  if (look !== 'plain') classes.push(`button--${look}`);
  if (large) classes.push('button--large');
  if (typeof extra === 'string') classes.push(extra);
  return <button type="button" {...rest} class={classes.join(' ')} />;
}
