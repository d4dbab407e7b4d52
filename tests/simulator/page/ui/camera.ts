import { hashOf } from './avatar';
import { el } from './dom';

const SKINS = ['#c9a58b', '#8d5a3c', '#e3bf9f', '#5f3b28', '#b98562'] as const;
const HAIR = ['#2b1f1a', '#5b3a22', '#8a6a45', '#16130f', '#77706a'] as const;
const SHIRTS = ['#3f6b8f', '#7a4a58', '#4b6f52', '#6b6280', '#8a6f3d', '#39424f'] as const;
const WALLS = ['#5b6b80', '#7d7468', '#54685f', '#6d5f73', '#8b8d92'] as const;

/** A drawn person before a drawn wall, where somebody's camera is on. */
export function camera(): HTMLElement {
  const parts = ['head', 'hair', 'shoulders'].map((part) => el('div', { class: part }));
  return el('div', { class: 'video' }, ...parts);
}

/** The same look for the same participant id. */
export function updateCamera(element: Element | null, id: string): void {
  if (!(element instanceof HTMLElement) || element.dataset.of === id) return;
  element.dataset.of = id;
  const choose = (from: readonly string[], salt: string) =>
    from[hashOf(`${salt}${id}`) % from.length] ?? '';
  element.style.setProperty('--skin', choose(SKINS, 'skin'));
  element.style.setProperty('--hair', choose(HAIR, 'hair'));
  element.style.setProperty('--shirt', choose(SHIRTS, 'shirt'));
  element.style.setProperty('--wall', choose(WALLS, 'wall'));
}
