/** The element in Jitsi's page that holds the panel; a tag of its own, so that no page rule fits. */
export const HOST_TAG = 'gavel-panel';

/** A place in the page for the panel. */
export interface Host {
  /** The one element of Gavel's that the page can see. */
  readonly element: HTMLElement;
  /** What the panel is rendered into, inside a closed shadow root. */
  readonly root: HTMLElement;
  /** Gives the shadow root its styles again: it loses them in another document. */
  readonly restyle: () => void;
}

/**
 * Puts an empty host element into the page, on `<html>`: Jitsi's own root has a `transform`, which
 * would catch fixed children, and full screen is asked for on `<html>`.
 *
 * Keys typed in the panel end at the host. Jitsi's shortcuts listen on `window` and see only the
 * host as the focused element, so a typed "m" would mute (jitsi-meet `keyboard-shortcuts`).
 *
 * @param signal takes the host away again, with everything in it
 */
export function addHost(document: Document, css: string, signal: AbortSignal): Host {
  const host = document.createElement(HOST_TAG);
  const shadow = host.attachShadow({ mode: 'closed' });
  const restyle = createStyles(document, shadow, css);
  restyle();
  const root = document.createElement('div');
  root.className = 'root';
  shadow.append(root);
  for (const type of ['keydown', 'keyup', 'keypress']) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  // Firefox starts an updated Gavel in pages that are open, and leaves there what the old one had put in.
  for (const left of document.querySelectorAll(HOST_TAG)) left.remove();
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  return { element: host, root, restyle };
}

/**
 * A constructable sheet obeys no page policy. Firefox does not let a content script give one to a
 * shadow root (bug 1770592), so there it is a `style` element.
 */
function createStyles(document: Document, shadow: ShadowRoot, css: string): () => void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return () => {
      shadow.adoptedStyleSheets = [sheet];
    };
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    return () => shadow.append(style);
  }
}

/** How often the host is put right on one page. No page of Jitsi's touches it at all. */
const MOST = 5;

/**
 * Puts the panel's host back where it belongs when the page removes it, moves it or gives it
 * attributes (`hidden`, `inert`, `style`). A page can do that faster than anybody can mend it, so the
 * host is put back a few times, and then its loss is reported.
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
