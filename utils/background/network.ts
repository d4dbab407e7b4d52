import { browser } from 'wxt/browser';
import type { ClientDeps } from '~/utils/jaas/attempt';

/** The network as the background has it. */
export const network: Pick<ClientDeps, 'fetch' | 'wait' | 'online' | 'hasPermission'> = {
  fetch: (url, init) => fetch(url, init),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    }),
  online: () => navigator.onLine,
  hasPermission: (host) => browser.permissions.contains({ origins: [`https://${host}/*`] }),
};
