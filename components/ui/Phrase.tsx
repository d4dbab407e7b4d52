import type { ComponentChildren } from 'preact';

/** Stands in a text for what is drawn in its place; no text of Gavel holds it. */
const SLOT = '\uE000';

/**
 * A text with one marked-up part in it, such as an isolated name: translations put the part where
 * their language wants it.
 *
 * @param props.text makes the text around the given slot
 */
export function Phrase({
  text,
  children,
}: {
  readonly text: (slot: string) => string;
  readonly children: ComponentChildren;
}) {
  const [before = '', after = ''] = text(SLOT).split(SLOT);
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}
