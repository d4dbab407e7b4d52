import type { ComponentChild } from 'preact';
import { useId } from 'preact/hooks';
import { useGrowing } from './use-growing';

/** Of most rows, in CSS pixels (as in panel.css). */
const ROW_HEIGHT = 52;

/** A heading with a count, and the list under it. */
export function Section<T>({
  title,
  count,
  spoken = false,
  lazy = false,
  list,
  row,
}: {
  title: string;
  count: string;
  /** The count follows what the person types, so it is spoken. */
  spoken?: boolean;
  /** Draws only as many rows as are scrolled to. */
  lazy?: boolean;
  list: readonly T[];
  row: (one: T) => ComponentChild;
}) {
  const id = useId();
  const { drawn, rest } = useGrowing(list.length, lazy);
  return (
    <section class="section">
      <div class="section__head">
        <h3 id={id}>{title}</h3>
        <span {...(spoken && { 'aria-live': 'polite' as const })}>{count}</span>
      </div>
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
