import type { Browser } from 'puppeteer-core';
import { waitFor } from '~/tests/e2e/support/wait';

/** A node of a page, by the id that WebDriver BiDi gave it. */
export interface NodeRef {
  readonly sharedId: string;
  readonly shadowRoot?: NodeRef | null;
}

interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
  emit(event: string, params: object): void;
}

/** Where code runs: in a page, or in a world of its own beside it. */
interface Target {
  readonly context: string;
  readonly sandbox?: string;
}

/** What a call gave back; a node comes with the id by which it can be handed on. */
interface Said {
  readonly type: string;
  readonly value?: unknown;
  readonly sharedId?: string;
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
    return (await this.callIn({ context }, functionDeclaration, args, userActivation)).value;
  }

  /** The same in any world; returns what it gives back as BiDi has it. */
  async callIn(
    target: Target,
    functionDeclaration: string,
    args: object[] = [],
    userActivation = true,
  ): Promise<Said> {
    return saidBy(
      await this.send('script.callFunction', {
        functionDeclaration,
        arguments: args,
        target,
        awaitPromise: true,
        userActivation,
      }),
    );
  }

  /** Runs a script. */
  async run(target: Target, expression: string): Promise<void> {
    saidBy(await this.send('script.evaluate', { expression, target, awaitPromise: true }));
  }

  /** Tells Puppeteer where a page is now, where Firefox does not. */
  tellWhere(context: string, url: string): void {
    this.#connection.emit('browsingContext.domContentLoaded', {
      context,
      url,
      navigation: null,
      timestamp: Date.now(),
    });
  }

  /** Tells Puppeteer of a page that Firefox has, and tells of none: its toolbar's popups. */
  tellOpened(context: string, url: string): void {
    this.#connection.emit('browsingContext.contextCreated', aloneAt(context, url));
  }

  tellClosed(context: string, url: string): void {
    this.#connection.emit('browsingContext.contextDestroyed', aloneAt(context, url));
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

  /** Goes there, and is back before it is loaded. Firefox breaks that off where a new tab is still busy with its empty page. */
  async navigate(context: string, url: string): Promise<void> {
    await waitFor(async () => {
      await this.send('browsingContext.navigate', { context, url, wait: 'none' });
      return true;
    });
  }

  /** Opens a tab in front, or behind the one that is there. */
  async open(url: string, background = false): Promise<string> {
    const { context } = (await this.send('browsingContext.create', {
      type: 'tab',
      background,
    })) as {
      context: string;
    };
    await this.navigate(context, url);
    return context;
  }

  /** Brings a tab and its window to the front, as a click on them does. */
  async activate(context: string): Promise<void> {
    await this.send('browsingContext.activate', { context });
  }

  async close(context: string): Promise<void> {
    await this.send('browsingContext.close', { context });
  }
}

/** What a script or a call came to. */
function saidBy(answer: unknown): Said {
  const said = answer as {
    type: string;
    result?: Said;
    exceptionDetails?: { text: string };
  };
  if (said.type !== 'success' || !said.result) {
    throw new Error(said.exceptionDetails?.text ?? 'the call failed');
  }
  return said.result;
}

/** A page that no other holds, as BiDi tells of one. */
function aloneAt(context: string, url: string) {
  return {
    context,
    url,
    parent: null,
    userContext: 'default',
    children: null,
    originalOpener: null,
    clientWindow: '',
  };
}
