import { i18n } from '#i18n';

/** A row's part in the selection: none is going on, it has none, it is not selected, it is. */
export type PickState = 'off' | 'never' | 'no' | 'yes';

/** A row's class, by its part in the selection. */
export function rowClass(pick: PickState): string {
  if (pick === 'off') return 'row';
  return pick === 'yes' ? 'row row--select row--picked' : 'row row--select';
}

/** The box of a row while many are being selected. The rest of the row presses it too. */
export function Pick({
  full,
  picked,
  onPick,
}: {
  /** The person's name, told apart from everybody else's. */
  full: string;
  picked: boolean;
  /** @param ranging with the shift key, as in lists everywhere */
  onPick: (picked: boolean, ranging: boolean) => void;
}) {
  return (
    <label class="pick">
      <input
        type="checkbox"
        aria-label={i18n.t('panel.select.person', [full])}
        checked={picked}
        // Not `change`, which does not tell of the shift key.
        onClick={({ currentTarget, shiftKey }) => onPick(currentTarget.checked, shiftKey)}
      />
    </label>
  );
}

/** By how many boxes a key moves the focus, or null for other keys. */
const MOVES: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrow keys go from box to box, so that 500 people do not take 500 presses of Tab with ids between. */
export function moveByArrow(event: KeyboardEvent): void {
  const step = MOVES[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLInputElement)) return;
  if (!(currentTarget instanceof Element) || target.closest('.pick') === null) return;
  event.preventDefault();
  const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('.pick input')];
  const next = boxes[boxes.indexOf(target) + step];
  next?.focus();
}
