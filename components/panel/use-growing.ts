import { useEffect, useState } from 'preact/hooks';

/** More than a screen of rows. */
const FIRST = 40;
/** So many rows are drawn well within a frame. */
const STEP = 50;

/**
 * How many of `count` rows to draw now: one screen at once and the rest over the next frames, so
 * that opening a list of 500, or 500 joining at once, holds up neither the card nor the meeting.
 */
export function useGrowing(count: number): number {
  const [drawn, setDrawn] = useState(FIRST);
  useEffect(() => {
    // A list that shrank starts small again when it grows.
    if (drawn > Math.max(count, FIRST)) setDrawn(Math.max(count, FIRST));
    if (drawn >= count) return;
    const frame = requestAnimationFrame(() => setDrawn(Math.min(drawn + STEP, count)));
    return () => cancelAnimationFrame(frame);
  }, [drawn, count]);
  return Math.min(drawn, count);
}
