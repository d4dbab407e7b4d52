import type { CDPSession, Page } from 'puppeteer-core';
import { waitFor } from '~/tests/e2e/support/wait';
import { HOST_TAG } from '~/utils/meeting/snapshot';
import { bundled } from './bundle';
import type { Drawing, Opened } from './page/drawing';

interface DomNode {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

/**
 * The panel from within its closed shadow root, which only the debugger can hand out. Not through the
 * tree of assistive technology, as the end-to-end tests do it: the browser then keeps that tree up to
 * date, which costs more than what is measured here.
 */
export class PanelInside {
  private constructor(
    private readonly session: CDPSession,
    private readonly root: string,
  ) {}

  /** Waits until the page has a panel. */
  static async of(page: Page): Promise<PanelInside> {
    const session = await page.createCDPSession();
    const root = await waitFor(() => shadowRootOf(session));
    if (root === null) throw new Error('The page has no panel.');
    await page.evaluate(await bundled('page/panel.ts'));
    return new PanelInside(session, root);
  }

  /** Presses the button and waits until so many rows are drawn. */
  open(rows: number): Promise<Opened> {
    return this.#call('open', rows);
  }

  close(): Promise<void> {
    return this.#call('close');
  }

  /** The open card as it stands. */
  drawing(): Promise<Drawing> {
    return this.#call('drawing');
  }

  async #call<T>(method: 'open' | 'close' | 'drawing', ...args: number[]): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.callFunctionOn', {
      objectId: this.root,
      functionDeclaration: `function (...args) { return benchPanel.${method}(this, ...args); }`,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }
}

async function shadowRootOf(session: CDPSession): Promise<string | null> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const shadow = find(root as DomNode)?.shadowRoots?.[0];
  if (!shadow) return null;
  const { object } = await session.send('DOM.resolveNode', { nodeId: shadow.nodeId });
  // Else the browser goes on telling of every change of the page.
  await session.send('DOM.disable');
  return object.objectId ?? null;
}

function find(node: DomNode): DomNode | undefined {
  if (node.nodeName === HOST_TAG.toUpperCase()) return node;
  for (const child of node.children ?? []) {
    const found = find(child);
    if (found) return found;
  }
  return undefined;
}
