import type { Host } from './host';
import { FIELDS } from './keys';

/** What a pointer presses without writing or choosing from a list in it. */
const PRESSED = 'button, label, input:is([type="checkbox"], [type="radio"])';

/** Where the keyboard's focus goes after what the host does. */
export interface Focus {
  /** Whether it goes along: with keys and screen readers it does, with a pointer it stays. */
  follows(): boolean;
  /**
   * Takes it out of Gavel, to where a pointer took it from.
   *
   * @returns false, and nothing is done, if no pointer brought it here
   */
  giveBack(): boolean;
}

/**
 * Leaves the focus in the page when the host presses something of Gavel's with a pointer, as Jitsi's own
 * toolbar does: its shortcuts, push-to-talk and its chat go on where they were. Only fields take it.
 *
 * @param root what all of Gavel's elements are in
 */
export function keepFocus(
  page: Window,
  { element, root }: Pick<Host, 'element' | 'root'>,
  signal: AbortSignal,
): Focus {
  const { document } = page;
  let byPointer = false;
  /** What of the page's had it before a pointer brought it here; null for nothing. */
  let before: Element | null = null;
  let cameByPointer = false;
  /** What of Gavel's has it. */
  let at: EventTarget | null = null;

  function leave(): void {
    const { activeElement } = root.getRootNode() as Document | ShadowRoot;
    if (!(activeElement instanceof HTMLElement) || !root.contains(activeElement)) return;
    activeElement.blur();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  function onPointer({ pointerType }: PointerEvent): void {
    // A screen reader's press has no pointer.
    byPointer = pointerType !== '';
    const { activeElement } = document;
    if (element.contains(activeElement)) return;
    before = activeElement === document.body ? null : activeElement;
  }

  function onMouseDown(event: MouseEvent): void {
    if (!byPointer || !(event.target instanceof Element)) return;
    if (!event.defaultPrevented && event.target.closest(PRESSED) === null) return;
    event.preventDefault();
    leave();
  }

  function onFocusIn({ target, relatedTarget }: FocusEvent): void {
    const stays = isInPage(at) && (at === target || at === relatedTarget);
    at = target;
    if (!stays) {
      cameByPointer = byPointer;
      if (!byPointer) before = null;
    }
    // A label hands it to its box.
    if (byPointer && target instanceof Element && !target.matches(FIELDS)) leave();
  }

  function onFocusOut({ relatedTarget }: FocusEvent): void {
    // When the host goes to another window, it is here again when they come back.
    const isGone =
      relatedTarget === null ? document.hasFocus() : !root.contains(relatedTarget as Node);
    if (isGone) at = null;
  }

  page.addEventListener('pointerdown', onPointer, { capture: true, signal });
  const byKeys = () => {
    byPointer = false;
  };
  page.addEventListener('keydown', byKeys, { capture: true, signal });
  const onClick = ({ detail }: MouseEvent) => {
    // Of a key, a screen reader or a script.
    if (detail === 0) byKeys();
  };
  page.addEventListener('click', onClick, { capture: true, signal });
  root.addEventListener('mousedown', onMouseDown);
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  root.addEventListener('change', ({ target }) => {
    // Chosen from an open list: nothing more is to be written.
    if (byPointer && target instanceof HTMLSelectElement) leave();
  });

  return {
    follows: () => !byPointer,
    giveBack() {
      const has = at !== null && cameByPointer;
      if (has) leave();
      return has;
    },
  };
}

function isInPage(target: EventTarget | null): boolean {
  return target instanceof Node && target.isConnected;
}
