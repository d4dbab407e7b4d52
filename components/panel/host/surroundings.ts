import { haveSameText, keepEqual } from '~/utils/keep-equal';
import type { Box, Surroundings } from './position';

/** Chat (at the left), participants pane and custom panel (at the right): jitsi-meet `Chat`, `ParticipantsPane`, `CustomPanel`. */
const COLUMNS = ['sideToolbarContainer', 'participants-pane', 'custom-panel'];
const COLUMN_CLASS = 'participants_pane';
const TOOLBAR = '#new-toolbox .toolbox-content-items';
const NOTIFICATIONS = 'notifications-container';

/** How often Jitsi's interface is looked at while the card is open, in milliseconds. */
const LOOK_EVERY_MS = 1000;
/** After a click or key, Jitsi needs this long to show or hide something, in milliseconds. */
const RESTS_AFTER_MS = 150;

/**
 * Watches where Jitsi's own interface is. Looks once a second while `active()` and the page is in
 * sight, and a moment after a click or a released key (which is what opens the chat).
 *
 * @param changed called with each new state of things, at once with the first
 */
export function watchSurroundings(
  page: Window & typeof globalThis,
  active: () => boolean,
  changed: (around: Surroundings) => void,
  signal: AbortSignal,
): void {
  const { document } = page;
  // Not a list of selectors, for which the browser would look through the whole page each time.
  const panes = document.getElementsByClassName(COLUMN_CLASS);
  let seen: Surroundings | undefined;
  let toolbar: Box | null = null;

  /** Jitsi's toolbar slides away when idle; its place stays kept, so that the card keeps still. */
  function keptToolbar(): Box | null {
    const now = boxOf(document.querySelector(TOOLBAR));
    if (now === null || now.bottom <= page.innerHeight) toolbar = now;
    return toolbar !== null && toolbar.bottom <= page.innerHeight ? toolbar : null;
  }

  function look(): void {
    if (signal.aborted) return;
    const now = keepEqual(
      seen,
      {
        width: page.innerWidth,
        height: page.innerHeight,
        columns: boxesOf([...COLUMNS.map((id) => document.getElementById(id)), ...panes]),
        floor: [keptToolbar(), ...notices(document)].filter((box) => box !== null),
      },
      haveSameText,
    );
    if (now === seen) return;
    seen = now;
    changed(now);
  }

  let soon: ReturnType<typeof setTimeout> | undefined;
  function lookSoon(): void {
    clearTimeout(soon);
    soon = setTimeout(look, RESTS_AFTER_MS);
  }

  const timer = setInterval(() => {
    if (active() && !document.hidden) look();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    clearTimeout(soon);
  });
  page.addEventListener('resize', look, { signal });
  for (const type of ['click', 'keyup']) {
    page.addEventListener(type, lookSoon, { signal, capture: true, passive: true });
  }
  look();
}

/** The container spans its column even when empty; what counts is the notifications in it. */
function notices(document: Document): (Box | null)[] {
  const container = document.getElementById(NOTIFICATIONS);
  return container?.textContent ? [boxOf(container)] : [];
}

function boxesOf(elements: Iterable<Element | null>): Box[] {
  return Array.from(elements, boxOf).filter((box) => box !== null);
}

function boxOf(element: Element | null): Box | null {
  const rect = element?.getBoundingClientRect();
  if (!rect || rect.width === 0 || rect.height === 0) return null;
  const { left, top, right, bottom } = rect;
  return { left, top, right, bottom };
}
