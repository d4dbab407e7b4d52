import { HOST_TAG } from '~/utils/meeting/snapshot';
import { divideKeys } from './keys';
import { keepPresses } from './presses';

/**
 * Tells the library by which Jitsi's dialogs hold the focus (focus-lock, `FOCUS_ALLOW`) to leave it here: it would take
 * it out of a field of Gavel's, and what the host types would mute them.
 */
const LEAVES_FOCUS = 'data-no-focus-lock';

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
 * @param signal takes the host away again, with everything in it
 */
export function addHost(document: Document, css: string, signal: AbortSignal): Host {
  const host = document.createElement(HOST_TAG);
  host.setAttribute(LEAVES_FOCUS, '');
  const shadow = host.attachShadow({ mode: 'closed' });
  const restyle = createStyles(document, shadow, css);
  restyle();
  const root = document.createElement('div');
  root.className = 'root';
  shadow.append(root);
  const page = document.defaultView;
  if (page) {
    keepPresses(page, host, root, signal);
    divideKeys(page, host, root, signal);
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

/** How often the host is put right on one page, and freed of attributes that do nothing to it. */
const MOST = 5;

/**
 * Puts the panel's host back where it belongs when the page removes it, moves it, or takes it out of sight or
 * reach by an attribute. A page can do that faster than anybody can mend it, so the host is put back a few
 * times, and then its loss is reported.
 *
 * Other extensions give each element attributes (dark themes, blockers). The host's own style wins over them, so
 * they do nothing to it: they are taken off a few times, then left, and are never called a loss.
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
  let harmless = MOST;
  const untouched = effectOf(element);
  // Not a timer: timers are numbered, and the page can clear those that are not its own.
  const watcher = new MutationObserver(putRight);
  signal.addEventListener('abort', () => watcher.disconnect());

  function putRight(): void {
    const home = document.documentElement;
    if (signal.aborted || home === null) return;
    const astray = element.parentNode !== home;
    const isHarm = astray || effectOf(element) !== untouched;
    if (!isHarm && (hasOnlyOurs(element) || harmless === 0)) return;
    if (isHarm && left === 0) {
      watcher.disconnect();
      onRemoved();
      return;
    }
    if (isHarm) left -= 1;
    else harmless -= 1;
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    element.setAttribute(LEAVES_FOCUS, '');
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

function hasOnlyOurs(element: HTMLElement): boolean {
  return element.attributes.length === 1 && element.hasAttribute(LEAVES_FOCUS);
}

/** Where the host is and whether it can be seen and used. Not its size: it has none. */
const SEEN_BY = [
  'display',
  'visibility',
  'content-visibility',
  'opacity',
  'position',
  'left',
  'top',
  'transform',
  'translate',
  'pointer-events',
];
/** What takes the panel from the keyboard or from assistive technology has no style. */
const MEANT_BY = ['inert', 'aria-hidden', 'role'];

/** What can be told of the host's place and sight, as one text to compare. */
function effectOf(element: HTMLElement): string {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  const seen = SEEN_BY.map((name) => style?.getPropertyValue(name));
  return [...seen, ...MEANT_BY.map((name) => String(element.getAttribute(name)))].join();
}
