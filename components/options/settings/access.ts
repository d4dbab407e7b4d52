/** The two hosts of the JaaS contract, as match patterns of `host_permissions`. */
export const hosts = [
  { origin: 'https://8x8.vc/*', name: '8x8.vc' },
  { origin: 'https://api-vo.jitsi.net/*', name: 'api-vo.jitsi.net' },
] as const;
export type Host = (typeof hosts)[number];

/** What the browser lets Gavel reach. People can withdraw it at any time (Firefox: always). */
export interface AccessPort {
  /** Whether requests to this host are allowed now. */
  has(origin: string): Promise<boolean>;
  /** Asks the person. Works only inside a click. */
  request(origins: string[]): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** The hosts that the browser does not allow at this moment. */
export async function missingHosts(access: AccessPort): Promise<Host[]> {
  const allowed = await Promise.all(hosts.map(({ origin }) => access.has(origin)));
  return hosts.filter((_, index) => !allowed[index]);
}
