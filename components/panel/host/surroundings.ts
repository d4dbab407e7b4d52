import { haveSameText, keepEqual } from '~/utils/keep-equal';
import type { Box, Surroundings } from './position';

/** Chat (at the left), participants pane and custom panel (at the right): jitsi-meet `Chat`, `ParticipantsPane`, `CustomPanel`. */
const COLUMNS = ['sideToolbarContainer', 'participants-pane', 'custom-panel'];
const COLUMN_CLASS = 'participants_pane';
/** The first child holds the form: a column at the left, under 720 px the lower end of the page (`PreMeetingScreen`). */
const PREMEETING_CLASS = 'premeeting-screen';
const TOOLBAR = '#new-toolbox .toolbox-content-items';
const NOTIFICATIONS = 'notifications-container';
/**
 * Dialogs, drawers, popups and the menus in them (`BaseDialog`, `Drawer`, `Popover`). They are anywhere in the page, so the
 * browser looks through all of it: for a hundredth of a millisecond among 500 elements.
 */
const POPUPS = '[role="dialog"]';

/** How often Jitsi's interface is looked at, in milliseconds: what it opens by itself makes no event. */
const LOOK_EVERY_MS = 1000;
/** So long after a click or key Jitsi has most often shown or hidden what it does by it, and sometimes, in milliseconds. */
const RESTS_AFTER_MS = [150, 500];

/**
 * Watches where Jitsi's own interface is. Looks once a second while the page is in sight, and a moment
 * after a click or a released key (which is what opens the chat).
 *
 * @param changed called with each new state of things, at once with the first
 */
export function watchSurroundings(
  page: Window & typeof globalThis,
  changed: (around: Surroundings) => void,
  signal: AbortSignal,
): void {
  const { document } = page;
  // The browser keeps these itself, and need not look for them each time.
  const panes = document.getElementsByClassName(COLUMN_CLASS);
  const premeeting = document.getElementsByClassName(PREMEETING_CLASS);
  let seen: Surroundings | undefined;
  let toolbar: Box | null = null;

  /** Jitsi's toolbar slides away when idle; its place stays kept, so that the card keeps still. */
  function keptToolbar(): Box[] {
    const now = boxOf(document.querySelector(TOOLBAR));
    const { innerWidth: width, innerHeight: height } = page;
    const isSameSize = seen?.width === width && seen.height === height;
    if (now === null || now.bottom <= height) toolbar = now;
    // It comes back to the lower edge or just above.
    else if (toolbar === null || !isSameSize) toolbar = raised(now, now.bottom - height);
    return toolbar === null ? [] : [toolbar];
  }

  function look(): void {
    if (signal.aborted) return;
    const { innerWidth: width, innerHeight: height } = page;
    const forms = boxesOf([premeeting[0]?.firstElementChild ?? null]);
    const isColumn = ({ top, bottom }: Box) => top <= 1 && bottom >= height - 1;
    const columns = boxesOf([...COLUMNS.map((id) => document.getElementById(id)), ...panes]);
    const now = keepEqual(
      seen,
      {
        width,
        height,
        columns: [...columns, ...forms.filter(isColumn)],
        controls: [...keptToolbar(), ...forms.filter((form) => !isColumn(form))],
        notices: notices(document),
        popups: boxesOf(document.querySelectorAll(POPUPS)),
      },
      haveSameText,
    );
    if (now === seen) return;
    seen = now;
    changed(now);
  }

  let soon: ReturnType<typeof setTimeout>[] = [];
  function lookSoon(): void {
    soon.forEach(clearTimeout);
    soon = RESTS_AFTER_MS.map((ms) => setTimeout(look, ms));
  }

  const timer = setInterval(() => {
    if (!document.hidden) look();
  }, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    soon.forEach(clearTimeout);
  });
  const onResize = () => {
    look();
    // Jitsi lays itself out anew a moment later.
    lookSoon();
  };
  page.addEventListener('resize', onResize, { signal });
  for (const type of ['click', 'keyup']) {
    page.addEventListener(type, lookSoon, { signal, capture: true, passive: true });
  }
  look();
}

/** The container spans its column even when empty; what counts is the notifications in it. */
function notices(document: Document): Box[] {
  const container = document.getElementById(NOTIFICATIONS);
  return container?.textContent ? boxesOf([container]) : [];
}

function raised({ left, top, right, bottom }: Box, by: number): Box {
  return { left, top: top - by, right, bottom: bottom - by };
}

function boxesOf(elements: Iterable<Element | null>): Box[] {
  return Array.from(elements, boxOf).filter((box) => box !== null);
}

/** Null where there is nothing to be seen. Jitsi lays out a popup before it shows it. */
function boxOf(element: Element | null): Box | null {
  const rect = element?.getBoundingClientRect();
  if (!element || !rect || rect.width === 0 || rect.height === 0) return null;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style?.visibility === 'hidden') return null;
  const { left, top, right, bottom } = rect;
  return { left, top, right, bottom };
}
