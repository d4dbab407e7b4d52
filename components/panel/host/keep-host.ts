import type { Host } from './host';

/** So often the host is put right on one page. No page of Jitsi's touches it at all. */
const MOST = 5;

/**
 * Puts the panel's host back where it belongs when the page removes it, moves it or gives it
 * attributes (`hidden`, `inert`, `style`). A page can do that faster than anybody can mend it, so it
 * is done a few times and then said instead.
 *
 * @param onRemoved called once, when the page has done it too often
 */
export function keepHost(
  document: Document,
  { element, restyle }: Host,
  signal: AbortSignal,
  onRemoved: () => void,
): void {
  let left = MOST;
  // Not a timer: timers are numbered, and the page can clear those that are not its own.
  const watcher = new MutationObserver(putRight);
  signal.addEventListener('abort', () => watcher.disconnect());

  function putRight(): void {
    const home = document.documentElement;
    const astray = element.parentNode !== home;
    if (signal.aborted || home === null) return;
    if (!astray && element.attributes.length === 0) return;
    if (left === 0) {
      watcher.disconnect();
      onRemoved();
      return;
    }
    left -= 1;
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    if (astray) {
      home.append(element);
      restyle();
    }
    watch();
  }

  function watch(): void {
    watcher.observe(document, { childList: true });
    watcher.observe(document.documentElement, { childList: true });
    watcher.observe(element, { attributes: true });
  }
  watch();
}
