import type { Browser } from 'puppeteer-core';

/** A node of a page, by the id that WebDriver BiDi gave it. */
export interface NodeRef {
  readonly sharedId: string;
  readonly shadowRoot?: NodeRef | null;
}

interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

interface RawNode {
  readonly sharedId: string;
  readonly value?: { readonly shadowRoot?: { readonly sharedId: string } | null };
}

/**
 * WebDriver BiDi, spoken over the connection that Puppeteer has open: Puppeteer itself offers no way
 * into closed shadow roots in Firefox, and BiDi's own node references do.
 */
export class BiDi {
  readonly #connection: Connection;

  constructor(browser: Browser) {
    // Not in Puppeteer's types; its version is pinned.
    this.#connection = (browser as unknown as { connection: Connection }).connection;
  }

  async send(method: string, params: object): Promise<unknown> {
    return (await this.#connection.send(method, params)).result;
  }

  /** Nodes of a page, in it or in one shadow root; empty where the page is just changing. */
  async locate(context: string, locator: object, root: NodeRef | null = null): Promise<NodeRef[]> {
    const found = (await this.send('browsingContext.locateNodes', {
      context,
      locator,
      serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
      ...(root ? { startNodes: [{ sharedId: root.sharedId }] } : {}),
    })) as { nodes: RawNode[] };
    return found.nodes.map(({ sharedId, value }) => ({
      sharedId,
      shadowRoot: value?.shadowRoot ? { sharedId: value.shadowRoot.sharedId } : null,
    }));
  }

  /**
   * Calls a function in the page; returns a string, number or boolean that it gives back.
   *
   * @param userActivation as if the person had just clicked
   */
  async call(
    context: string,
    functionDeclaration: string,
    args: object[] = [],
    userActivation = true,
  ): Promise<unknown> {
    const said = (await this.send('script.callFunction', {
      functionDeclaration,
      arguments: args,
      target: { context },
      awaitPromise: true,
      userActivation,
    })) as { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
    if (said.type !== 'success') throw new Error(said.exceptionDetails?.text ?? 'the call failed');
    return said.result?.value;
  }

  /** The tabs and small windows that there are, by their addresses. */
  async opened(): Promise<{ context: string; url: string }[]> {
    const { contexts } = (await this.send('browsingContext.getTree', { maxDepth: 0 })) as {
      contexts: { context: string; url: string }[];
    };
    return contexts;
  }

  /** The addresses of the frames right in a page. */
  async frames(root: string): Promise<string[]> {
    const { contexts } = (await this.send('browsingContext.getTree', { root, maxDepth: 1 })) as {
      contexts: { children: { url: string }[] }[];
    };
    return contexts.flatMap(({ children }) => children.map(({ url }) => url));
  }

  async open(url: string): Promise<string> {
    const made = (await this.send('browsingContext.create', { type: 'tab' })) as {
      context: string;
    };
    await this.send('browsingContext.navigate', { context: made.context, url, wait: 'none' });
    return made.context;
  }

  /** Brings a tab and its window to the front, as a click on them does. */
  async activate(context: string): Promise<void> {
    await this.send('browsingContext.activate', { context });
  }

  async close(context: string): Promise<void> {
    await this.send('browsingContext.close', { context });
  }
}
