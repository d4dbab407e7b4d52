import type { ComponentChild, RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Of most rows, in CSS pixels (as in people.css). For a coarse pointer they are 52: near enough for scrolling. */
const ROW_HEIGHT = 44;

/** A heading with a count, and the list under it. */
export function Section<T>({
  title,
  count,
  spoken = false,
  lazy = false,
  order,
  note,
  list,
  row,
}: {
  title: string;
  count: string;
  /** The count follows what the person types, so it is spoken. */
  spoken?: boolean;
  /** Draws only as many rows as are scrolled to. */
  lazy?: boolean;
  /**
   * What chooses its order, of the list that the card is for: a low card has no room for its heading, which screen
   * readers hear.
   */
  order?: ComponentChild;
  /** Something to be said once of all in it. */
  note?: string | false;
  list: readonly T[];
  row: (item: T) => ComponentChild;
}) {
  const id = useId();
  const { drawn, rest } = useGrowing(list.length, lazy);
  return (
    <section class="section">
      <div class={order ? 'section__head section__head--main' : 'section__head'}>
        <h3 id={id}>{title}</h3>
        <span class="section__count" {...(spoken && { 'aria-live': 'polite' as const })}>
          {count}
        </span>
        {order}
      </div>
      {note && <p class="section__note">{note}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets. */}
      <ul role="list" aria-labelledby={id}>
        {list.slice(0, drawn).map(row)}
        {lazy && drawn < list.length && (
          <li
            ref={rest}
            aria-hidden="true"
            style={{ height: (list.length - drawn) * ROW_HEIGHT }}
          />
        )}
      </ul>
    </section>
  );
}

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
function useGrowing(
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
