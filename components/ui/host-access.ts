import { browser } from 'wxt/browser';

/** What the browser lets Gavel reach. People can withdraw it at any time (Firefox: always). */
export interface AccessPort {
  /** Whether this host is allowed now: its meetings can be seen, and requests go there. */
  has(origin: string): Promise<boolean>;
  /** Asks the person. Works only inside a click. */
  request(origins: string[]): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** The port to the real browser. */
export const browserAccess: AccessPort = {
  has: (origin) => browser.permissions.contains({ origins: [origin] }),
  request: (origins) => browser.permissions.request({ origins }),
  watch: (changed) => {
    browser.permissions.onAdded.addListener(changed);
    browser.permissions.onRemoved.addListener(changed);
    return () => {
      browser.permissions.onAdded.removeListener(changed);
      browser.permissions.onRemoved.removeListener(changed);
    };
  },
};

/**
 * Asks for what opens the login of a token service, `identity`: Chromium grants it without a question, since it
 * shows nobody anything of the person. In Firefox it is there from the start. Works only inside a click; outside of
 * one the browser refuses, and so does this.
 */
export async function allowSignIn(): Promise<boolean> {
  if (import.meta.env.FIREFOX) return true;
  return browser.permissions.request({ permissions: ['identity'] }).catch(() => false);
}
