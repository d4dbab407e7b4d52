// biome-ignore lint/suspicious/noConfusingVoidType: a listener's result is nobody's concern
type Listener = (...values: never[]) => void | unknown;

/**
 * lib-jitsi-meet's `Listenable`: synchronous, and unguarded on purpose. A listener that throws keeps
 * the ones after it, and whatever was to follow, from happening.
 */
export class Listenable {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): () => void {
    if (typeof listener !== 'function') throw new TypeError('The "listener" must be a function');
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return () => this.off(event, listener);
  }

  off(event: string, listener: Listener): void {
    if (typeof listener !== 'function') throw new TypeError('The "listener" must be a function');
    const rest = (this.#listeners.get(event) ?? []).filter((each) => each !== listener);
    this.#listeners.set(event, rest);
  }

  once(event: string, listener: Listener): () => void {
    const wrapped: Listener = (...values) => {
      this.off(event, wrapped);
      listener(...values);
    };
    return this.on(event, wrapped);
  }

  addEventListener(event: string, listener: Listener): () => void {
    return this.on(event, listener);
  }

  removeEventListener(event: string, listener: Listener): void {
    this.off(event, listener);
  }

  listenerCount(event: string): number {
    return this.#listeners.get(event)?.length ?? 0;
  }

  emit(event: string, ...values: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(values as never[]));
  }
}
