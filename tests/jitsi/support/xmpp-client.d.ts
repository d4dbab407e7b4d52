/** `@xmpp/client` has no types of its own; these are of what is used here. */
declare module '@xmpp/client' {
  export interface Element {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string | undefined>>;
    is(name: string, xmlns?: string): boolean;
    getChild(name: string, xmlns?: string): Element | undefined;
    getChildren(name: string, xmlns?: string): Element[];
    getChildText(name: string, xmlns?: string): string | null;
    getChildElements(): Element[];
    toString(): string;
  }
  export type Node = Element | string | undefined;
  export function xml(
    name: string,
    attrs?: Readonly<Record<string, string>>,
    ...children: readonly Node[]
  ): Element;

  export interface Client {
    readonly jid: { toString(): string } | null;
    readonly reconnect: { stop(): void };
    readonly iqCaller: { set(element: Element, to?: string, timeout?: number): Promise<Element> };
    readonly iqCallee: {
      get(xmlns: string, name: string, handler: () => Element | Promise<Element>): void;
    };
    start(): Promise<unknown>;
    stop(): Promise<unknown>;
    send(element: Element): Promise<void>;
    on(event: 'stanza', listener: (stanza: Element) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'disconnect', listener: () => void): this;
    off(event: 'stanza', listener: (stanza: Element) => void): this;
  }
  export function client(options: {
    readonly service: string;
    readonly domain: string;
    readonly username?: string;
    readonly password?: string;
    readonly timeout?: number;
  }): Client;
}
