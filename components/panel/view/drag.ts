import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';

/** What a drag does; `take` is called where it begins, and its answer given to each `to`. */
interface Dragged<From> {
  readonly take: () => From;
  readonly to: (from: From, dx: number, dy: number) => void;
  readonly done: () => void;
  /** It is no larger than a pointer's first step, and no click on it means anything. */
  readonly small?: boolean;
}

/** Farther than this, in CSS pixels, a press is a drag. */
const DRAG_FROM = 4;

/** Pointer handlers for what is dragged; none where nothing can be. */
export function useDrag<From>(dragged: Dragged<From> | null) {
  const grab = useRef<{ x: number; y: number; from: From; moved: boolean } | null>(null);
  type Pointer = TargetedPointerEvent<HTMLElement>;
  if (dragged === null) return {};
  const end = () => {
    if (grab.current?.moved) dragged.done();
    grab.current = null;
  };
  return {
    onMouseDown(event: MouseEvent) {
      // As a button: what is dragged takes the focus from nothing that is being written.
      event.preventDefault();
    },
    onPointerDown({ button, clientX, clientY, currentTarget, pointerId }: Pointer) {
      if (button !== 0) return;
      if (dragged.small) currentTarget.setPointerCapture(pointerId);
      grab.current = { x: clientX, y: clientY, from: dragged.take(), moved: false };
    },
    onPointerMove({ buttons, clientX, clientY, currentTarget, pointerId }: Pointer) {
      // Let go where nobody told the card of it.
      if (buttons === 0) end();
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
      dragged.to(held.from, dx, dy);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** What goes by keys; `to` is null for keys that do nothing. */
interface Keyed<To> {
  readonly to: (key: string) => To | null;
  readonly move: (to: To) => void;
  readonly done: () => void;
}

/**
 * Key handlers for the same. It is done when the key is let go: one that is held repeats, and of as many notes of it as
 * that the background would refuse the last.
 */
export function useKeys<To>({ to, move, done }: Keyed<To>) {
  const moved = useRef(false);
  const end = () => {
    if (moved.current) done();
    moved.current = false;
  };
  return {
    onKeyDown(event: KeyboardEvent) {
      const next = to(event.key);
      if (next === null) return;
      event.preventDefault();
      moved.current = true;
      move(next);
    },
    onKeyUp: end,
    onBlur: end,
  };
}
