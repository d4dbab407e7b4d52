import {
  computeAccessibleDescription,
  computeAccessibleName,
  getRole,
} from 'dom-accessibility-api';

/*
 * Runs in a page of Firefox, for which WebDriver BiDi tells no tree of accessibility: reads one out of the
 * document, in the words in which Chromium tells its own (see `AxNode`).
 */

interface Node {
  role: string;
  name?: string;
  description?: string;
  value?: string;
  disabled?: true;
  expanded?: boolean;
  checked?: boolean | 'mixed';
  pressed?: boolean;
  selected?: true;
  level?: number;
  /** By which {@link elementOf} gives the element back. */
  element?: number;
  children?: Node[];
}

const elements: Element[] = [];
const numbers = new WeakMap<Element, number>();

/** The element of a node of any tree that was read in this document. */
export function elementOf(at: number): Element | undefined {
  return elements[at];
}

/**
 * What is in the document, as JSON.
 *
 * @param hosts elements with a closed shadow root, each with that root behind it
 */
export function readTree(...hosts: (Element | ShadowRoot)[]): string {
  const roots = new Map<Element, ShadowRoot>();
  for (let at = 0; at < hosts.length; at += 2) {
    roots.set(hosts[at] as Element, hosts[at + 1] as ShadowRoot);
  }
  const [root = null] = read(document.documentElement, roots);
  return JSON.stringify(root);
}

function read(element: Element, roots: ReadonlyMap<Element, ShadowRoot>): Node[] {
  const style = getComputedStyle(element);
  if (style.display === 'none' || element.ariaHidden === 'true' || isFolded(element)) return [];
  if (element.localName === 'script' || element.localName === 'style') return [];
  if ((element as HTMLElement).inert) return [];
  const inside = roots.get(element) ?? element;
  const isSeen = style.visibility === 'visible';
  const children = [...inside.childNodes].flatMap((child) => {
    if (child instanceof Element) return read(child, roots);
    return isSeen && child.nodeType === 3 ? textOf(child.textContent ?? '') : [];
  });
  return isSeen ? [describe(element, children)] : children;
}

/** Whether it is in a fold that is closed. */
function isFolded(element: Element): boolean {
  const { parentElement: around } = element;
  return (
    around?.localName === 'details' &&
    !(around as HTMLDetailsElement).open &&
    element.localName !== 'summary'
  );
}

function textOf(text: string): Node[] {
  const name = text.replaceAll(/\s+/g, ' ');
  return name.trim() === '' ? [] : [{ role: 'StaticText', name }];
}

function describe(element: Element, children: Node[]): Node {
  const role = roleOf(element);
  const node: Node = { role, element: numberOf(element), children };
  if (role === 'generic') return node;
  const name = computeAccessibleName(element);
  if (name !== '') node.name = name;
  const description = computeAccessibleDescription(element);
  if (description !== '') node.description = description;
  if (element.ariaDisabled === 'true' || element.matches(':disabled')) node.disabled = true;
  if (element.ariaExpanded !== null) node.expanded = element.ariaExpanded === 'true';
  if (element.ariaPressed !== null) node.pressed = element.ariaPressed === 'true';
  if (element.ariaSelected === 'true') node.selected = true;
  if (role === 'heading') node.level = Number(element.ariaLevel ?? element.localName.slice(1));
  return Object.assign(node, fieldOf(element));
}

/** What stands in a field. */
function fieldOf(element: Element): Partial<Node> {
  if (element.ariaChecked !== null) {
    return { checked: element.ariaChecked === 'mixed' ? 'mixed' : element.ariaChecked === 'true' };
  }
  if (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)) {
    return { checked: element.indeterminate ? 'mixed' : element.checked };
  }
  if (element instanceof HTMLSelectElement) {
    return { value: element.selectedOptions[0]?.text ?? '', children: [] };
  }
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    const shown = element.type === 'password' ? '•'.repeat(element.value.length) : element.value;
    return shown === '' ? {} : { value: shown, children: textOf(shown) };
  }
  return {};
}

/** Where Chromium has a role of its own, or the library none. */
const OWN_ROLES: Readonly<Record<string, string>> = {
  html: 'RootWebArea',
  summary: 'DisclosureTriangle',
};

function roleOf(element: Element): string {
  if (!element.hasAttribute('role')) {
    const own = OWN_ROLES[element.localName];
    if (own !== undefined) return own;
    if (element instanceof HTMLInputElement) {
      if (element.type === 'password') return 'textbox';
      if (element.type === 'file') return 'button';
    }
    if (element.localName === 'th' && (element as HTMLTableCellElement).scope === 'row') {
      return 'rowheader';
    }
    // Only with a name are they what the library calls them.
    const isNamed = element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby');
    if (/^(section|form)$/.test(element.localName) && !isNamed) return 'generic';
  }
  const role = getRole(element) ?? 'generic';
  return role === 'img' ? 'image' : role;
}

function numberOf(element: Element): number {
  const known = numbers.get(element);
  if (known !== undefined) return known;
  numbers.set(element, elements.length);
  return elements.push(element) - 1;
}
