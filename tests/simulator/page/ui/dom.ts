type Child = Node | string | undefined;

/** An element with attributes and children; `class` and `aria-*` as in HTML. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | ((event: Event) => void)>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(key, value);
    else element.addEventListener(key, value);
  }
  element.append(...children.filter((each) => each !== undefined));
  return element;
}

/**
 * Makes the children of `parent` the elements of `keys`, in this order, keeping those that are there:
 * one join among 500 touches one element.
 */
export function reconcile(
  parent: HTMLElement,
  known: Map<string, HTMLElement>,
  keys: readonly string[],
  create: (key: string) => HTMLElement,
): void {
  const wanted = new Set(keys);
  for (const [key, element] of known) {
    if (wanted.has(key)) continue;
    element.remove();
    known.delete(key);
  }
  let at = parent.firstElementChild;
  for (const key of keys) {
    const element = known.get(key) ?? create(key);
    known.set(key, element);
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
}

/** Sets text only when it differs. */
export function setText(element: Element | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}
