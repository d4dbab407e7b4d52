const SEARCH = '.tools__search';

/** What the focus can be on in a row: its box in a selection, what can be done, its id. */
const IN_ROW = ['input', '.row__acts button', '.id'];

/**
 * What presses a row's button while the focus is in the row: *Ban*, and *Remove*, which Jitsi calls to kick. Neither is
 * a shortcut of Jitsi's (jitsi-meet `keyboard-shortcuts`), where R raises the hand.
 */
export type Letter = 'B' | 'K';

const LETTERS: Readonly<Record<string, Letter>> = { b: 'B', k: 'K' };

/** How the keyboard goes between the search and the rows, and what it presses there. */
interface FindKeys {
  /** @returns whether the key has been used up */
  press(event: KeyboardEvent): boolean;
  /** Goes to the search. @returns false where there is none: nobody is listed */
  search(card: Element | null): boolean;
}

/**
 * `/` goes to the search from anywhere in the card, the arrow down from there to the first row, arrows from row to
 * row, and Escape back to the search for whoever came from there. In a row a {@link Letter} presses its button.
 *
 * @param unfold brings the search into sight where it is folded away
 */
export function createFindKeys(unfold: () => void): FindKeys {
  let isDown = false;

  function goToSearch(card: Element | null): boolean {
    const search = card?.querySelector<HTMLElement>(SEARCH);
    if (!search) return false;
    unfold();
    // Once that is drawn: what is folded away takes no focus.
    void Promise.resolve().then(() => search.focus());
    return true;
  }

  return {
    search: goToSearch,
    press(event) {
      const card = event.currentTarget as HTMLElement;
      const target = event.target as HTMLElement;
      const search = card.querySelector<HTMLInputElement>(SEARCH);
      if (!search || event.altKey || event.ctrlKey || event.metaKey) return false;
      if (event.key === '/' && !target.matches('input:not([type="checkbox"]), select')) {
        event.preventDefault();
        return goToSearch(card);
      }
      const row = target.closest('.row');
      if (event.key === 'Escape') {
        const goesBack = isDown && row !== null;
        isDown = false;
        return goesBack && go(search, event);
      }
      const letter = LETTERS[event.key.toLowerCase()];
      if (letter !== undefined && row !== null) {
        const button = row.querySelector<HTMLElement>(`[aria-keyshortcuts="${letter}"]`);
        if (button && !event.repeat) button.click();
        if (button) event.preventDefault();
        return button !== null;
      }
      const step = STEPS[event.key];
      if (step === undefined || (target !== search && row === null)) return false;
      const rows = [...card.querySelectorAll('.row')].filter(firstIn);
      if (target === search && step < 0) return false;
      const at = row === null ? -1 : rows.indexOf(row);
      const next = firstIn(rows[at + step]);
      if (target === search) isDown = true;
      return go(next ?? (step < 0 && isDown ? search : target), event);
    },
  };
}

function firstIn(row: Element | undefined): HTMLElement | undefined {
  for (const selector of IN_ROW) {
    const found = row?.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return undefined;
}

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

function go(to: HTMLElement, event: KeyboardEvent): boolean {
  to.focus();
  // Jitsi must not hear of it, and no list is scrolled by it.
  event.preventDefault();
  return true;
}
