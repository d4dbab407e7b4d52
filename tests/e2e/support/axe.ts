import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { panelStyles } from '~/scripts/build/panel-styles';
import { HOST_TAG } from '~/utils/meeting/snapshot';

/** WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeNode {
  readonly target: readonly unknown[];
  readonly failureSummary?: string;
}
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly AxeNode[];
  }[];
  readonly passes: readonly unknown[];
}
interface WithAxe {
  readonly axe: { run(root: Document, options: object): Promise<AxeResults> };
}

/** What axe-core finds wrong with a page: one line a rule and element. Empty when all is well. */
export async function violationsOf(page: Page): Promise<string[]> {
  // By the debugger, so that the page's own policy does not matter.
  await page.evaluate(await source);
  const { violations, passes } = await page.evaluate(
    (tags) =>
      (globalThis as unknown as WithAxe).axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      }),
    TAGS,
  );
  if (passes.length === 0) throw new Error('axe looked at nothing');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) => `${id}: ${help} at ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`,
    ),
  );
}

/**
 * The same of the panel as it stands in a meeting page. Its shadow root is closed, also to axe; so
 * its tree is copied, by the debugger, into an open one on a page of its own, under its own styles.
 *
 * @param blank an empty page, as wide as wanted
 */
export async function violationsOfPanel(meeting: Page, blank: Page): Promise<string[]> {
  const html = await panelHtml(meeting);
  await blank.setContent('<!doctype html><html lang="en"><title>Panel</title><main></main></html>');
  await blank.evaluate(
    (tree, styles) => {
      const host = document.querySelector('main');
      const shadow = host?.attachShadow({ mode: 'open' });
      const style = document.createElement('style');
      style.textContent = styles;
      const root = document.createElement('template');
      root.innerHTML = tree;
      shadow?.append(style, root.content);
    },
    html,
    await panelStyles(),
  );
  return violationsOf(blank);
}

interface DomNode {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

async function panelHtml(meeting: Page): Promise<string> {
  const session = await meeting.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const host = find(root as DomNode, ({ nodeName }) => nodeName === HOST_TAG.toUpperCase());
    const inside = host?.shadowRoots?.[0];
    const tree = inside && find(inside, ({ attributes = [] }) => attributes.includes('root'));
    if (!tree) throw new Error('The meeting page has no panel.');
    return (await session.send('DOM.getOuterHTML', { nodeId: tree.nodeId })).outerHTML;
  } finally {
    await session.detach();
  }
}

function find(node: DomNode, wanted: (node: DomNode) => boolean): DomNode | undefined {
  if (wanted(node)) return node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}
