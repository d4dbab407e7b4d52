import type { Visibility } from '~/utils/messages/protocol-panel';

/** The shortest that Chromium grants, in milliseconds. */
const DELAY_MS = 100;

/** `IntersectionObserver` that also looks at what covers, fades or distorts (Chromium). */
interface VisibilityInit extends IntersectionObserverInit {
  readonly trackVisibility: true;
  readonly delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

/**
 * Says whether the host can see what they click: `covered` while the browser finds something over
 * the panel, or finds it faded, clipped or transformed. A browser that cannot tell says nothing.
 *
 * @param root what the panel is rendered into; its one child is looked at
 */
export function watchVisibility(
  page: Window & typeof globalThis,
  root: HTMLElement,
  signal: AbortSignal,
  onVisibility: (visibility: Visibility) => void,
): void {
  const { IntersectionObserver, IntersectionObserverEntry: entry, MutationObserver } = page;
  if (entry === undefined || !('isVisible' in entry.prototype)) return;
  const { documentElement } = page.document;
  let reported: Visibility = 'shown';

  const init: VisibilityInit = { trackVisibility: true, delay: DELAY_MS };
  const watcher = new IntersectionObserver((entries: VisibilityEntry[]) => {
    const last = entries.at(-1);
    if (last === undefined || page.document.hidden || !root.contains(last.target)) return;
    const seen = last.isVisible === true || isTinted(page.getComputedStyle(documentElement));
    const visibility = seen ? 'shown' : 'covered';
    if (visibility !== reported) onVisibility(visibility);
    reported = visibility;
  }, init);

  function look(): void {
    watcher.disconnect();
    if (root.firstElementChild) watcher.observe(root.firstElementChild);
  }
  const redrawn = new MutationObserver(look);
  redrawn.observe(root, { childList: true });
  signal.addEventListener('abort', () => {
    redrawn.disconnect();
    watcher.disconnect();
  });
  look();
}

/** Extensions that darken pages put a filter on the whole page. That hides nothing. */
function isTinted({ filter, opacity, clipPath }: CSSStyleDeclaration): boolean {
  return (
    filter !== 'none' && !/opacity|blur/.test(filter) && opacity === '1' && clipPath === 'none'
  );
}

/**
 * Keeps clicks from a panel that the page has faded or clipped as a whole: the host cannot have
 * meant what they could not see. Works in every browser.
 *
 * @param onRefused called for each such click
 */
export function refuseUnseenClicks(
  page: Window & typeof globalThis,
  root: HTMLElement,
  onRefused: () => void,
): void {
  root.addEventListener(
    'click',
    (event) => {
      const { opacity, clipPath } = page.getComputedStyle(page.document.documentElement);
      const clipped = clipPath !== '' && clipPath !== 'none';
      if (!clipped && !(opacity !== '' && Number(opacity) < 0.5)) return;
      event.stopPropagation();
      event.preventDefault();
      onRefused();
    },
    { capture: true },
  );
}
