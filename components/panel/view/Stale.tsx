/** What is said when the panel cannot go on. Read at the start, while the browser gives texts. */
export interface Farewell {
  readonly updated: { readonly title: string; readonly text: string };
  readonly broken: { readonly title: string; readonly text: string };
  readonly close: string;
}

/** In place of the panel, when it cannot go on. Calls nothing of the browser. */
export function Stale({
  words: { title, text },
  close,
  onClose,
}: {
  words: Farewell['updated'];
  close: string;
  onClose: () => void;
}) {
  return (
    <aside class="card card--stale" aria-label={title}>
      <div role="status">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <button type="button" class="button" onClick={onClose}>
        {close}
      </button>
    </aside>
  );
}
