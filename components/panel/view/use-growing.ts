import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** More than a screen of rows. */
const FIRST = 40;
/** So many rows are drawn well within a frame. */
const STEP = 50;

/**
 * How many of `count` rows to draw now: one screen at once and the rest over the next frames, so
 * that opening a list of 500, or 500 joining at once, holds up neither the card nor the meeting.
 *
 * @param lazy the rest only as far as it is scrolled to: what stands in for it gets the reference
 */
export function useGrowing(
  count: number,
  lazy: boolean,
): { readonly drawn: number; readonly rest: RefObject<HTMLLIElement | null> } {
  const [drawn, setDrawn] = useState(FIRST);
  const rest = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // A list that shrank starts small again when it grows.
    if (drawn > Math.max(count, FIRST)) setDrawn(Math.max(count, FIRST));
    if (drawn >= count) return;
    return (lazy ? whenInSight : nextFrame)(
      () => setDrawn(Math.min(drawn + STEP, count)),
      rest.current,
    );
  }, [drawn, count, lazy]);
  return { drawn: Math.min(drawn, count), rest };
}

function nextFrame(grow: () => void): () => void {
  const frame = requestAnimationFrame(grow);
  return () => cancelAnimationFrame(frame);
}

function whenInSight(grow: () => void, rest: Element | null): () => void {
  const watcher = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) grow();
  });
  if (rest) watcher.observe(rest);
  return () => watcher.disconnect();
}
