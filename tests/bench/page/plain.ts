import type { Drawing } from './drawing';

/** The same elements, made one by one. */
export function plainOf({ tag, svg, attributes, children }: Drawing): Element {
  const element = svg
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  for (const child of children) {
    element.append(typeof child === 'string' ? child : plainOf(child));
  }
  return element;
}
