import type { Visibility } from '~/utils/messages/protocol-panel';
import { appearanceOf, type Style, visibilityOf } from './appearance';
import { isCoveredAt } from './covers';
import type { Host } from './host';

/** The shortest that Chromium grants, in milliseconds. */
const DELAY_MS = 100;

/** Styles change without any event; the click looks at them in any case. In milliseconds. */
const LOOK_EVERY_MS = 1000;

/** A click so soon after the panel was covered was meant for what covered it, in milliseconds. */
const COVERED_BEFORE_MS = 500;

/** `IntersectionObserver` that also looks at what covers, fades or distorts (Chromium). */
interface VisibilityInit extends IntersectionObserverInit {
  readonly trackVisibility: true;
  readonly delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

type Page = Window & typeof globalThis;

/**
 * Watches whether the host can see what they click: `covered` while the browser finds something over
 * the panel, or while it is faded, masked, clipped, filtered, zoomed or transformed; `unclear` while a
 * tint of the whole page keeps the browser from finding that out. A browser without the observer
 * (Firefox) says only what styles tell.
 *
 * @param now milliseconds, monotonic
 * @returns whether the host saw what they clicked, by a click that is under way
 */
export function watchVisibility(
  page: Page,
  host: Pick<Host, 'element' | 'root'>,
  signal: AbortSignal,
  now: () => number,
  onVisibility: (visibility: Visibility) => void,
): (click: MouseEvent) => boolean {
  let observed: boolean | null = null;
  let visibility: Visibility = 'shown';
  let coveredAt = Number.NEGATIVE_INFINITY;
  /** Something lay where the last click was, as the browser does not say. */
  let found = false;
  let told: Visibility = 'shown';

  function look(): void {
    const next = visibilityOf(observed, appearanceOf(stylesOf(page, host.element)));
    // Also in the moment in which it ends.
    if (visibility === 'covered' || next === 'covered') coveredAt = now();
    visibility = next;
    found &&= observed !== true;
    const said = found ? 'covered' : visibility;
    if (said !== told) onVisibility(said);
    told = said;
  }

  observe(page, host.root, signal, (seen) => {
    observed = seen;
    look();
  });
  everySecond(page, signal, look);

  return ({ detail, clientX, clientY }) => {
    // A key's click has no point.
    const atPoint = detail > 0 && observed !== true;
    found = atPoint && isCoveredAt(page, host.element, clientX, clientY);
    look();
    return !found && visibility !== 'covered' && now() - coveredAt >= COVERED_BEFORE_MS;
  };
}

/**
 * Looks once a second, just after the page was drawn: then its styles are known, and asking for them does
 * not have the browser work them out once more. Of a page that is not drawn nothing can be seen.
 */
function everySecond(page: Page, signal: AbortSignal, look: () => void): void {
  let frame = 0;
  const timer = page.setInterval(() => {
    page.cancelAnimationFrame(frame);
    frame = page.requestAnimationFrame(() =>
      page.setTimeout(() => {
        if (!signal.aborted) look();
      }),
    );
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => page.clearInterval(timer));
}

/** The computed styles of an element and of everything that it is in. */
function stylesOf(page: Page, element: Element): Style[] {
  const styles: Style[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    styles.push(page.getComputedStyle(at));
  }
  return styles;
}

/** Tells what the browser finds, where it looks for that. */
function observe(
  page: Page,
  root: HTMLElement,
  signal: AbortSignal,
  onSeen: (seen: boolean) => void,
): void {
  const { IntersectionObserver, IntersectionObserverEntry: entry, MutationObserver } = page;
  if (entry === undefined || !('isVisible' in entry.prototype)) return;
  const init: VisibilityInit = { trackVisibility: true, delay: DELAY_MS };
  const watcher = new IntersectionObserver((entries: VisibilityEntry[]) => {
    for (const { target, isVisible } of entries) {
      if (!page.document.hidden && root.contains(target)) onSeen(isVisible === true);
    }
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
