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
