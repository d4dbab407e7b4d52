import type { ComponentChild } from 'preact';
import { useId } from 'preact/hooks';
import { useGrowing } from './use-growing';

/** A heading with a count, and the list under it. */
export function Section<T>({
  title,
  count,
  spoken = false,
  list,
  row,
}: {
  title: string;
  count: string;
  /** The count follows what the person types, so it is spoken. */
  spoken?: boolean;
  list: readonly T[];
  row: (one: T) => ComponentChild;
}) {
  const id = useId();
  const drawn = useGrowing(list.length);
  return (
    <section class="section">
      <div class="section__head">
        <h3 id={id}>{title}</h3>
        <span {...(spoken && { 'aria-live': 'polite' as const })}>{count}</span>
      </div>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets. */}
      <ul role="list" aria-labelledby={id}>
        {list.slice(0, drawn).map(row)}
      </ul>
    </section>
  );
}
