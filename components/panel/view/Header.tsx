import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  type CardPlace,
  kept,
  movedByKey,
  otherSide,
  type Position,
} from '~/components/panel/host/position';
import { Icon } from '~/components/ui/Icon';
import { clock } from '~/components/ui/time';
import type { Roster } from '~/utils/meeting/roster';
import type { Snapshot } from '~/utils/meeting/snapshot';

/** The room, who is here in one line, and what moves and closes the card. */
export function Header({
  title,
  facts,
  movable,
  onClose,
}: {
  title: string;
  facts: readonly string[];
  movable: Movable;
  onClose: () => void;
}) {
  return (
    <div class="head" {...useDrag(movable)}>
      <div class="head__words">
        <h2>
          <bdi>{title}</bdi>
        </h2>
        {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      </div>
      <Handle {...movable} />
      <button
        type="button"
        class="button button--icon head__close"
        aria-label={i18n.t('panel.close')}
        title={i18n.t('panel.close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Moves the card without dragging it: by the arrow keys, or by a press to the other side. */
function Handle({ position, place, onMove }: Movable) {
  return (
    <button
      type="button"
      class="button button--icon handle"
      aria-label={i18n.t('panel.move')}
      aria-description={i18n.t('panel.moveHint')}
      title={i18n.t('panel.move')}
      onKeyDown={(event) => {
        const moved = movedByKey(position, place, event.key);
        if (moved === null) return;
        event.preventDefault();
        onMove(moved, true);
      }}
      onClick={() => onMove(otherSide(position, place, window.innerWidth), true)}
    >
      <Icon name="grip" size={16} />
    </button>
  );
}

/** A card that can be put elsewhere. */
export interface Movable {
  /** What is remembered. */
  readonly position: Position;
  /** Where the card is. */
  readonly place: CardPlace;
  /** `keep` is false while the card is on its way. */
  readonly onMove: (position: Position, keep: boolean) => void;
}

/** Farther than this, in CSS pixels, a press is a drag. */
const DRAG_FROM = 4;

/** Pointer handlers for the part of the card that it is dragged by. */
function useDrag({ position, place, onMove }: Movable) {
  const grab = useRef<{ x: number; y: number; from: CardPlace; moved: boolean } | null>(null);
  type Pointer = TargetedPointerEvent<HTMLElement>;
  return {
    onMouseDown(event: MouseEvent) {
      // As a button: what is moved takes the focus from nothing that is being written.
      event.preventDefault();
    },
    onPointerDown({ button, clientX, clientY }: Pointer) {
      if (button === 0) grab.current = { x: clientX, y: clientY, from: place, moved: false };
    },
    onPointerMove({ clientX, clientY, currentTarget, pointerId }: Pointer) {
      const held = grab.current;
      if (held === null) return;
      const dx = clientX - held.x;
      const dy = clientY - held.y;
      if (!held.moved) {
        if (Math.hypot(dx, dy) <= DRAG_FROM) return;
        held.moved = true;
        // Only now: a captured pointer's click would not reach the buttons.
        currentTarget.setPointerCapture(pointerId);
      }
      onMove({ ...position, left: held.from.left + dx, top: held.from.top + dy }, false);
    },
    onPointerUp() {
      if (grab.current?.moved) onMove(kept(position, place), true);
      grab.current = null;
    },
    onPointerCancel() {
      grab.current = null;
    },
  };
}

/** The meeting in a few words: how many are here, wait, watch, are in other rooms, and since when. */
export function meetingFacts(snapshot: Snapshot | null, { people, present }: Roster): string[] {
  if (snapshot === null || !present) return [];
  const { more, lobby, visitors, elsewhere } = snapshot;
  const me = people.find((person) => person.me);
  const facts = [counted('here', people.length + more)];
  if (lobby.length > 0) facts.push(counted('waiting', lobby.length));
  if (visitors !== null && visitors > 0) facts.push(counted('visitors', visitors));
  if (elsewhere > 0) facts.push(counted('elsewhere', elsewhere));
  if (me) facts.push(i18n.t('panel.since', [clock(me.joinedAt)]));
  return facts;
}

function counted(what: 'here' | 'waiting' | 'visitors' | 'elsewhere', n: number): string {
  return i18n.t(`panel.count.${what}`, n, [String(n)]);
}
