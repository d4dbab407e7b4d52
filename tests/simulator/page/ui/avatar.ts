import { el, setText } from './dom';

/** jitsi-meet's avatar colours. */
const COLOURS = [
  '#6A50D3',
  '#FF9B42',
  '#DF486F',
  '#73348C',
  '#B23683',
  '#F96E57',
  '#4380E2',
  '#238561',
  '#00A8B3',
] as const;

export function avatar(): HTMLElement {
  return el('div', { class: 'avatar' }, el('span'));
}

/** Initials and a colour by name, so that a renamed person looks renamed. */
export function updateAvatar(element: Element | null, name: string): void {
  if (!(element instanceof HTMLElement)) return;
  const words = (name.split('@')[0] ?? '').split(/\s+|[._;,|/\\"'()#&-]+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? '');
  setText(element.firstElementChild, initials.join('') || '?');
  element.style.backgroundColor = colourOf(name);
}

function colourOf(name: string): string {
  const sum = [...name].reduce((all, character) => all + (character.codePointAt(0) ?? 0), 0);
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}

/** The same number for the same name (FNV-1a). */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
