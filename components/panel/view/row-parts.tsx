import { i18n } from '#i18n';
import type { Why } from '~/components/panel/model/actions';
import type { Refused } from '~/components/panel/model/requests';
import { isOneOfMany } from '~/utils/journal/request-id';
import type { ActionView } from '~/utils/messages/protocol-panel';
import type { Letter } from './find-keys';
import { actionLines, gravestLine, type Line, Lines, Private, refusedLine } from './lines';

/**
 * A button that stays in the tab order when it cannot be used, so that a screen reader meets it
 * and says why; pressing it then shows the reason to everybody else.
 */
export function ActButton({
  look,
  label,
  text,
  count,
  letter,
  why,
  onAct,
  onWhy,
}: {
  look: 'plain' | 'danger-quiet';
  /** The accessible name, which begins with `text`. */
  label: string;
  text: string;
  /** How many it is about. Drawn by the style sheet, as it is no part of the name (WCAG 2.5.3). */
  count?: number;
  /** Presses it while the focus is in its row; see `find-keys.ts`. */
  letter?: Letter;
  why: Why | null;
  onAct: () => void;
  onWhy: (why: Why) => void;
}) {
  return (
    <button
      type="button"
      class={look === 'plain' ? 'button button--small' : `button button--small button--${look}`}
      aria-label={label}
      {...(letter && { 'aria-keyshortcuts': letter, title: `${label} (${letter})` })}
      {...(why !== null && {
        'aria-disabled': 'true' as const,
        // Not by the id of another element: the browser resolves that later, and it may be missed.
        'aria-description': i18n.t(`panel.why.${why}`),
        title: i18n.t(`panel.why.${why}`),
      })}
      onClick={() => (why === null ? onAct() : onWhy(why))}
    >
      {text}
      {count !== undefined && <Private text={String(count)} />}
    </button>
  );
}

/** What a missing key has to do with it is not for the page. */
function whyLine(why: Why): Line {
  return { text: i18n.t(`panel.why.${why}`), tone: 'warn', secret: why === 'noKey' };
}

/** Under a row: in one line what became of what was asked about this person, or why it was not; the strip says more. */
export function RowNotes({
  action,
  refused,
  why,
}: {
  action: ActionView | null;
  refused: Refused | null;
  why: Why | null;
}) {
  // A request about many waits as one, and says so in one place.
  const noted = action?.state === 'pending' && isOneOfMany(action) ? null : action;
  const known = noted ? gravestLine(actionLines(noted)) : undefined;
  const line = why ? whyLine(why) : refused ? refusedLine(refused) : known;
  return line ? (
    <div class="row__notes">
      <Lines lines={[line]} />
    </div>
  ) : null;
}

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
