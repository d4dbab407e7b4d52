/**
 * What begins, makes or scrolls something where the pointer is. Not its moves, by which Jitsi shows its toolbar,
 * nor its release, which ends what was dragged in the page and let go over Gavel.
 */
const TYPES = [
  'pointerdown',
  'mousedown',
  'touchstart',
  'touchmove',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'wheel',
] as const;

/**
 * Keeps from the page what the host does in Gavel with a pointer: Jitsi closes an open dialog, drawer or menu
 * at a press anywhere outside of it, and lets nothing outside of a dialog scroll (react-focus-on with
 * react-remove-scroll, jitsi-meet `Popover`).
 *
 * @param host the element of Gavel's that the page sees
 * @param root what all of Gavel's elements are in
 */
export function keepPresses(
  page: Window,
  host: Element,
  root: HTMLElement,
  signal: AbortSignal,
): void {
  for (const type of TYPES) {
    root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  // A press that is let go in the page makes a click on what both are in, which is the page's own root.
  let isOurs = false;
  const isInGavel = (event: Event) => event.composedPath().includes(host);
  page.addEventListener(
    'pointerdown',
    (event) => {
      isOurs = isInGavel(event);
    },
    { capture: true, signal },
  );
  for (const type of ['click', 'auxclick'] as const) {
    page.addEventListener(
      type,
      (event) => {
        // Not what a key or a script clicks.
        if (isOurs && event.isTrusted && event.detail > 0 && !isInGavel(event)) {
          event.stopImmediatePropagation();
        }
      },
      { capture: true, signal },
    );
  }
}
