import type { SerializedAXNode } from 'puppeteer-core';

/** A node of the tree that assistive technology sees; closed shadow roots are part of it. */
export type AxNode = SerializedAXNode;

export type Role =
  | 'DisclosureTriangle'
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'complementary'
  | 'group'
  | 'heading'
  | 'image'
  | 'link'
  | 'list'
  | 'listitem'
  | 'region'
  | 'row'
  | 'rowheader'
  | 'searchbox'
  | 'status'
  | 'tab'
  | 'table'
  | 'textbox';

/** A whole accessible name, or a pattern it matches. Without one, any name will do. */
export type Name = string | RegExp;

/** Every node of this role and name, in the order they are read. */
export function nodesOf(root: AxNode | null, role: Role, name?: Name): AxNode[] {
  return [...walk(root)].filter((node) => node.role === role && hasName(node, name));
}

/** What is read out of a node and all below it, with single spaces. */
export function textOf(root: AxNode | null): string {
  const words = [...walk(root)].filter(({ role }) => role === 'StaticText');
  return words
    .map(({ name }) => name ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The tree for a person who reads why a test failed: one line a node that says something. */
export function drawTree(root: AxNode | null, depth = 0): string {
  if (!root) return '';
  const says = root.role !== 'none' && root.role !== 'generic' && root.role !== 'InlineTextBox';
  const own = says ? [`${'  '.repeat(depth)}${describe(root)}`] : [];
  const below = (root.children ?? []).map((child) => drawTree(child, depth + (says ? 1 : 0)));
  return [...own, ...below].filter(Boolean).join('\n');
}

/** Has all that a node and those below it say in other words, in place. */
export function translate(root: AxNode | null, words: (text: string) => string): void {
  for (const node of walk(root)) {
    if (node.name !== undefined) node.name = words(node.name);
    if (node.description !== undefined) node.description = words(node.description);
  }
}

function describe({ role, name, value, disabled, checked }: AxNode): string {
  const parts = [
    role,
    name === undefined || name === '' ? '' : JSON.stringify(name),
    value === undefined || value === '' ? '' : `= ${JSON.stringify(value)}`,
    disabled ? '(disabled)' : '',
    checked ? '(checked)' : '',
  ];
  return parts.filter(Boolean).join(' ');
}

function hasName(node: AxNode, name: Name | undefined): boolean {
  if (name === undefined) return true;
  const own = node.name ?? '';
  return typeof name === 'string' ? own === name : name.test(own);
}

function* walk(node: AxNode | null): Generator<AxNode> {
  if (!node) return;
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}
