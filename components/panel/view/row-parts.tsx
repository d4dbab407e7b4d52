import { i18n } from '#i18n';
import type { Why } from '~/components/panel/model/actions';
import type { Banned } from '~/components/panel/model/bans';
import type { Refused } from '~/components/panel/model/requests';
import { Badge } from '~/components/ui/Badge';
import { isOneOfMany } from '~/utils/journal/request-id';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { isPlain } from '~/utils/names/characters';
import { actionLines, type Line, Lines, Private, refusedLine } from './lines';

/**
 * A button that stays in the tab order when it cannot be used, so that a screen reader meets it
 * and says why; pressing it then shows the reason to everybody else.
 */
export function ActButton({
  look,
  label,
  text,
  why,
  onAct,
  onWhy,
}: {
  look: 'plain' | 'danger-quiet';
  /** The accessible name, which begins with `text`. */
  label: string;
  text: string;
  why: Why | null;
  onAct: () => void;
  onWhy: (why: Why) => void;
}) {
  return (
    <button
      type="button"
      class={look === 'plain' ? 'button button--small' : `button button--small button--${look}`}
      aria-label={label}
      {...(why !== null && {
        'aria-disabled': 'true' as const,
        // Not by the id of another element: the browser resolves that later, and it may be missed.
        'aria-description': i18n.t(`panel.why.${why}`),
        title: i18n.t(`panel.why.${why}`),
      })}
      onClick={() => (why === null ? onAct() : onWhy(why))}
    >
      {text}
    </button>
  );
}

/**
 * Initials on a colour of the person's own: no remote picture is loaded. The letters are drawn by
 * the style sheet, so that a row's text begins with the name.
 */
export function Avatar({
  id,
  name,
  faded = false,
}: {
  id: string;
  /** Null for somebody without a name, who is told apart by the colour and an id. */
  name: string | null;
  faded?: boolean;
}) {
  return (
    <span
      class={faded ? 'avatar avatar--faded' : 'avatar'}
      aria-hidden="true"
      data-initials={name === null ? '#' : initials(name)}
      style={{ '--hue': String(hueOf(id)) }}
    />
  );
}

/** Beside the name of somebody who was banned; `when` is a time or a day. */
export function BanBadge({ banned, when }: { banned: Banned; when: string }) {
  if (banned === 'no') return null;
  return (
    <Badge tone={banned === 'unclear' ? 'warn' : 'danger'}>
      <Private text={words[banned](when)} />
    </Badge>
  );
}

const words: Record<Exclude<Banned, 'no'>, (when: string) => string> = {
  now: (when) => i18n.t('panel.badge.banned', [when]),
  before: (when) => i18n.t('bannedHere.badge.banned', [when]),
  unclear: (when) => i18n.t('bannedHere.badge.unclear', [when]),
};

/** What a missing key has to do with it is not for the page. */
function whyLine(why: Why): Line {
  return { text: i18n.t(`panel.why.${why}`), tone: 'warn', secret: why === 'noKey' };
}

/** Under a row: what was asked about this person and what became of it, or why not. */
export function RowNotes({
  action,
  refused,
  why,
  onShow,
}: {
  action: ActionView | null;
  refused: Refused | null;
  why: Why | null;
  onShow: () => void;
}) {
  const waits = action?.state === 'pending';
  // A request about many waits as one, and says so in one place.
  const noted = waits && isOneOfMany(action) ? null : action;
  const lines = refused ? [refusedLine(refused)] : noted ? actionLines(noted) : [];
  if (why !== null) lines.push(whyLine(why));
  if (lines.length === 0) return null;
  return (
    <div class="row__notes">
      <Lines lines={lines} />
      {noted && waits && (
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('panel.row.show')}
        </button>
      )}
    </div>
  );
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

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstGrapheme(text: string): string {
  if (isPlain(text)) return text.charAt(0);
  for (const { segment } of graphemes.segment(text)) return segment;
  return '';
}

/** A word as it starts being read: without brackets and other signs in front. */
const SIGNS = /^[^\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]+/u;

/**
 * One or two characters for a person's circle, from the first and the last word.
 *
 * @param name the safe name as shown, null for none
 * @returns `?` where no letter, digit or emoji is found
 */
export function initials(name: string | null): string {
  const words = (name ?? '')
    .replace(/⟨[^⟩]*⟩/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(SIGNS, ''))
    .filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = ends.map((word) => firstGrapheme(firstGrapheme(word ?? '').toUpperCase()));
  return letters.join('') || '?';
}

/** A hue in degrees (0 to 359) that is the same for the same id (FNV-1a of its code units). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % 360;
}
