/**
 * Hosts that refuse every connection. TLS names the host before any HTTP is spoken, so a refused
 * client sees a broken connection and no request, as when a host cannot be reached.
 */
export class Reachability {
  /** Connections refused so far, by host. */
  readonly refused = new Map<string, number>();
  readonly #down = new Set<string>();

  set(host: string, reachable: boolean): void {
    if (reachable) this.#down.delete(host);
    else this.#down.add(host);
  }

  isUp(host: string): boolean {
    return !this.#down.has(host);
  }

  /** As {@link isUp}; counts a connection that is refused. */
  admits(host: string): boolean {
    if (this.isUp(host)) return true;
    this.refused.set(host, (this.refused.get(host) ?? 0) + 1);
    return false;
  }
}
