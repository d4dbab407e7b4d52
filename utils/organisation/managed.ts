import { browser } from 'wxt/browser';
import { type Policy, type ReadPolicy, readPolicy } from './policy';

/** The organisation's policy, as this browser has it now. */
export interface ManagedPolicy {
  read(): Promise<ReadPolicy>;
  /** Returns what of it counts. */
  rules(): Promise<Policy>;
}

/**
 * The policy of the browser's managed storage, read once and again after each change. Chromium may learn of a
 * policy seconds after the extension was installed, and tells of it; Firefox tells nobody, and there each context
 * keeps to what it read first. Only the background and Gavel's own pages have one.
 */
export function managedPolicy(): ManagedPolicy {
  let known: Promise<ReadPolicy> | null = null;
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') known = null;
  });

  function read(): Promise<ReadPolicy> {
    known ??= managedItems().then(readPolicy);
    return known;
  }

  return { read, rules: async () => (await read()).policy };
}

/** Firefox rejects where there is no policy. */
async function managedItems(): Promise<unknown> {
  return browser.storage.managed.get().catch(() => ({}));
}
