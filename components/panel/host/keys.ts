/** Elements in which every key may write or choose something. */
export const FIELDS =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]';

/** What presses, scrolls, or goes on from anything else that has the focus. */
const PRESSING = new Set(
  ['Enter', ' ', 'Tab', 'Home', 'End', 'PageUp', 'PageDown'].concat(
    ['Up', 'Down', 'Left', 'Right'].map((way) => `Arrow${way}`),
  ),
);

/**
 * Divides the keys between Gavel and the page, so that none acts in both. Jitsi's shortcuts listen on
 * `window` and see only the host as the focused element, so a typed "m" would mute (jitsi-meet
 * `keyboard-shortcuts`): what a field, button or box of Gavel's uses ends at `root`, and the rest goes on,
 * so that "m" mutes while a button of Gavel's has the focus.
 *
 * A press belongs until its release to whoever had its beginning, wherever the focus goes meanwhile. Jitsi
 * mutes when Space is let go: after a press on a button of Gavel's that went away it must not hear of it, and
 * when the host began to talk before they clicked into a field it must.
 *
 * @param host the element of Gavel's that the page sees
 * @param root what all of Gavel's elements are in
 */
export function divideKeys(
  page: Window,
  host: Element,
  root: HTMLElement,
  signal: AbortSignal,
): void {
  const ours = new Set<string>();
  const theirs = new Set<string>();

  /** Before anything of the page's; what a script made up is no press. */
  function first(event: KeyboardEvent): void {
    // Tab goes from one to the other, also while it is held.
    if (!event.isTrusted || event.key === 'Tab') return;
    const key = keyOf(event);
    const isInGavel = event.composedPath().includes(host);
    const isBegun = event.type !== 'keydown' || event.repeat;
    if (isBegun && (isInGavel ? event.repeat && theirs.has(key) : ours.has(key))) {
      event.stopPropagation();
      // Held on, it writes and presses nothing at the other's either.
      if (event.type !== 'keyup') event.preventDefault();
    }
    if (isInGavel) return;
    if (event.type === 'keydown' && !event.repeat) own(key, false);
    else if (event.type === 'keyup') release(key);
  }

  /** After everything of Gavel's. */
  function last(event: KeyboardEvent): void {
    const key = keyOf(event);
    const isTheirs = theirs.has(key);
    if (event.type === 'keydown') {
      const used = isUsed(event);
      if (used) event.stopPropagation();
      if (!event.repeat) own(key, used);
    } else {
      if (!isTheirs && (ours.has(key) || isUsed(event))) event.stopPropagation();
      if (event.type === 'keyup') release(key);
    }
  }

  function own(key: string, isOurs: boolean): void {
    release(key);
    (isOurs ? ours : theirs).add(key);
  }

  function release(key: string): void {
    ours.delete(key);
    theirs.delete(key);
  }

  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    page.addEventListener(type, first, { capture: true, signal });
    root.addEventListener(type, last);
  }
}

/** The same from press to release, whatever Shift does meanwhile. */
function keyOf({ code, key }: KeyboardEvent): string {
  return code || key;
}

function isUsed({ defaultPrevented, target, key }: KeyboardEvent): boolean {
  if (defaultPrevented || PRESSING.has(key)) return true;
  return target instanceof Element && target.matches(FIELDS);
}
