import { browser } from 'wxt/browser';

/**
 * Listens for clicks on notifications. The API is there only while its permission is granted, which
 * can happen at any time; a worker that a click has woken has it from the start.
 */
export function onNoticeClicked(clicked: (id: string) => void): void {
  const listen = () => {
    const { notifications } = browser as { notifications?: typeof browser.notifications };
    // The same listener is added once, however often.
    notifications?.onClicked.addListener(clicked);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
