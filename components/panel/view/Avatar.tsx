import { hueOf, initials } from './avatar';

/**
 * Initials on a colour of the person's own: no remote picture is loaded. The letters are drawn by
 * the style sheet, so that a row's text begins with the name.
 */
export function Avatar({ id, name, faded = false }: { id: string; name: string; faded?: boolean }) {
  return (
    <span
      class={faded ? 'avatar avatar--faded' : 'avatar'}
      aria-hidden="true"
      data-initials={initials(name)}
      style={{ '--hue': String(hueOf(id)) }}
    />
  );
}
