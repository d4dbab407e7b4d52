import { browser } from 'wxt/browser';
import type { UnlockKeys } from '~/components/popup/confirm/Unlock';
import { allowSignIn, browserAccess } from '~/components/ui/host-access';
import { REQUIRED_HOSTS } from '~/utils/jaas/operation';
import { MAIN_HOST, matchPattern } from '~/utils/jaas/room';
import { ask, MEETINGS_CHANGED, onChanged } from '~/utils/messages/client';

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
    onChanged: (changed) => onChanged(changed, MEETINGS_CHANGED),
    openOptions(hash) {
      void browser.tabs
        .create({ url: browser.runtime.getURL(`/options.html${hash}`) })
        // Firefox leaves the popup open over the new tab.
        .then(() => surface === 'popup' && window.close());
    },
    async unlock(passphrase) {
      // Loaded when it is needed only: the popup must be there at once.
      const [{ keyringProtection }, { browserKeyDeps }, { managedPolicy }] = await Promise.all([
        import('~/utils/keys/protection'),
        import('~/utils/keys/deps'),
        import('~/utils/organisation/managed'),
      ]);
      const deps = browserKeyDeps(managedPolicy().rules);
      const result = await keyringProtection(deps).unlock(passphrase);
      return result.ok ? null : result;
    },
    allowAccess: () => browserAccess.request(REQUIRED_HOSTS.map(({ origin }) => origin)),
    allowSignIn,
    // Nothing is claimed where the browser does not say it.
    seesMeetings: () => browserAccess.has(matchPattern(MAIN_HOST)).catch(() => true),
    reaches8x8: async () => {
      const all = REQUIRED_HOSTS.map(({ origin }) => browserAccess.has(origin).catch(() => true));
      return (await Promise.all(all)).every(Boolean);
    },
    onAccess: browserAccess.watch,
    closeWindow() {
      if (surface === 'window') window.close();
    },
    leave() {
      if (surface !== 'tab') window.close();
    },
    newId: () => crypto.randomUUID(),
  };
}

/** Where the popup runs: as the toolbar's popup, as a small window, as a tab. */
export type Surface = 'popup' | 'window' | 'tab';

/** What the popup needs of the browser. */
export interface PopupPort {
  readonly ask: typeof ask;
  /** The tab it was opened over; null where there is none. */
  readonly tabId: () => Promise<number | null>;
  /** Calls back when the background says that something changed, until the returned function is called. */
  readonly onChanged: (changed: () => void) => () => void;
  readonly openOptions: (hash: '#keys' | '#activity') => void;
  /** Opens the locked keys, in this page: a passphrase goes into no message. */
  readonly unlock: UnlockKeys;
  /** Asks for access to the API's hosts. Works only inside a click. */
  readonly allowAccess: () => Promise<boolean>;
  /** Asks for what opens the login of a token service. Works only inside a click. */
  readonly allowSignIn: () => Promise<boolean>;
  /** Whether the browser lets Gavel see meetings on 8x8.vc. */
  readonly seesMeetings: () => Promise<boolean>;
  /** Whether it lets Gavel reach all hosts that requests go to. */
  readonly reaches8x8: () => Promise<boolean>;
  /** Calls back when something was allowed or withdrawn, until the returned function is called. */
  readonly onAccess: (changed: () => void) => () => void;
  /** Closes the small window; does nothing elsewhere. */
  readonly closeWindow: () => void;
  /** Closes the popup or the small window: the host goes on elsewhere. */
  readonly leave: () => void;
  readonly newId: () => string;
}
