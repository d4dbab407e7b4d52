import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ElementHandle, Page } from 'puppeteer-core';
import { panelStyles } from '~/scripts/build/panel-styles';

/** WCAG 2.2, levels A and AA, and what axe's makers think good besides. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const styles = panelStyles();

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
export const violationsOf = (page: Page) => violations(page, { type: 'tag', values: TAGS });

/** The same by some of its rules only. */
export const violationsIn = (rules: readonly string[]) => (page: Page) =>
  violations(page, { type: 'rule', values: rules });

async function violations(page: Page, runOnly: object): Promise<string[]> {
  // By the debugger, so that the page's own policy does not matter.
  await page.evaluate(await source);
  const { violations, passes } = await page.evaluate(
    (only) =>
      (globalThis as unknown as WithAxe).axe.run(document, {
        runOnly: only,
        resultTypes: ['violations'],
      }),
    runOnly,
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
 * its tree is copied into an open one on a page of its own, under its own styles.
 *
 * @param root the panel's, in which all of it is
 * @param blank an empty page, as wide as wanted
 */
export async function violationsOfPanel(
  root: ElementHandle<Element>,
  blank: Page,
): Promise<string[]> {
  // Browsers call a button by what the style sheet writes into it; axe does not read that.
  const html = await root.evaluate((it) => {
    const copy = it.cloneNode(true) as Element;
    for (const one of copy.querySelectorAll('[data-text]:not(button[aria-label] *)')) {
      one.textContent = one.getAttribute('data-text');
    }
    return copy.outerHTML;
  });
  await blank.setContent(
    '<!doctype html><html lang="en"><title>Panel</title><main><h1>Meeting</h1></main><div></div></html>',
  );
  await blank.evaluate(
    (tree, css) => {
      const shadow = document.querySelector('div')?.attachShadow({ mode: 'open' });
      const style = document.createElement('style');
      style.textContent = css;
      const inside = document.createElement('template');
      inside.innerHTML = tree;
      shadow?.append(style, inside.content);
    },
    html,
    await styles,
  );
  return violationsOf(blank);
}
