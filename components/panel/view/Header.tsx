import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { kept, type Place, type Settled } from '~/components/panel/host/place';

/** A card that can be put elsewhere. */
export interface Movable {
  /** What is remembered. */
  readonly place: Place;
  /** Where the card is. */
  readonly settled: Settled;
  /** `keep` is false while the card is on its way. */
  readonly onPlace: (place: Place, keep: boolean) => void;
}

/** Farther than this, in CSS pixels, a press is a drag. */
const DRAG_FROM = 4;

/** Pointer handlers for the part of the card that it is dragged by. */
export function useDrag({ place, settled, onPlace }: Movable) {
  const grab = useRef<{ x: number; y: number; from: Settled; moved: boolean } | null>(null);
  type Pointer = TargetedPointerEvent<HTMLElement>;
  return {
    onPointerDown({ button, clientX, clientY }: Pointer) {
      if (button === 0) grab.current = { x: clientX, y: clientY, from: settled, moved: false };
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
      onPlace({ ...place, left: held.from.left + dx, top: held.from.top + dy }, false);
    },
    onPointerUp() {
      if (grab.current?.moved) onPlace(kept(place, settled), true);
      grab.current = null;
    },
    onPointerCancel() {
      grab.current = null;
    },
  };
}
