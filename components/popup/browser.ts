import { browser } from 'wxt/browser';
import { hosts } from '~/components/options/settings/access';
import { ask } from '~/utils/messages/client';
import { onChanged } from '~/utils/messages/on-changed';
import type { PopupPort, Surface } from './popup-port';

/** Where this page was opened. The small window says so in its address. */
export function surfaceOf(search: string): Surface {
  if (new URLSearchParams(search).has('window')) return 'window';
  return browser.extension.getViews({ type: 'popup' }).includes(window) ? 'popup' : 'tab';
}

/** The popup's port to the real browser. */
export function browserPort(surface: Surface): PopupPort {
  return {
    ask,
    async tabId() {
      if (surface !== 'popup') return null;
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      return tab?.id ?? null;
    },
    onChanged,
    openOptions(hash) {
      void browser.tabs
        .create({ url: browser.runtime.getURL(`/options.html${hash}`) })
        // Firefox leaves the popup open over the new tab.
        .then(() => surface === 'popup' && window.close());
    },
    async unlock(passphrase) {
      // Loaded when it is needed only: the popup must be there at once.
      const [{ keyringProtection }, { browserKeyDeps }] = await Promise.all([
        import('~/utils/keys/protection'),
        import('~/utils/keys/browser-deps'),
      ]);
      const result = await keyringProtection(browserKeyDeps()).unlock(passphrase);
      return result.ok ? null : result;
    },
    allowAccess: () => browser.permissions.request({ origins: hosts.map(({ origin }) => origin) }),
    closeWindow() {
      if (surface === 'window') window.close();
    },
    newId: () => crypto.randomUUID(),
  };
}
