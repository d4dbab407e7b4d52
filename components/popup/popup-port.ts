import type { UnlockKeys } from '~/components/popup/confirm/Unlock';
import type { ask } from '~/utils/messages/client';

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
  /** Closes the small window; does nothing elsewhere. */
  readonly closeWindow: () => void;
  readonly newId: () => string;
}
