import type { SerializedAXNode } from 'puppeteer-core';

/** A node of the tree that assistive technology sees; closed shadow roots are part of it. */
export interface AxNode extends SerializedAXNode {
  children?: AxNode[];
  /** What else its name may mean in English, where it is in another language. */
  otherNames?: readonly string[];
}

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

/** Gives what a text may mean in English, the likeliest first; see `scripts/build/translated.ts`. */
export type English = (text: string) => readonly [string, ...string[]];

/** Has all that a node and those below it say in English, in place. */
export function translate(root: AxNode | null, english: English): void {
  for (const node of walk(root)) {
    if (node.name !== undefined) [node.name, ...node.otherNames] = english(node.name);
    if (node.description !== undefined) [node.description] = english(node.description);
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
  const own = [node.name ?? '', ...(node.otherNames ?? [])];
  return own.some((one) => (typeof name === 'string' ? one === name : name.test(one)));
}

function* walk(node: AxNode | null): Generator<AxNode> {
  if (!node) return;
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}
