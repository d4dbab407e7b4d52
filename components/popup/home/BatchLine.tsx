import { batchLine, batchTitle } from '~/components/popup/batch-words';
import { clock } from '~/components/ui/clock';
import type { Batch } from '~/utils/journal/batch-summary';

/** A batch among what happened last: one line, however many people it is about. */
export function BatchLine({
  batch,
  onShow,
}: {
  readonly batch: Batch;
  readonly onShow: () => void;
}) {
  const { text, tone } = batchLine(batch);
  const at = batch.endedAt ?? batch.confirmedAt ?? batch.stagedAt;
  return (
    <li>
      <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
      <div class="recent__words">
        <button type="button" class="recent__show" onClick={onShow}>
          {`${batchTitle(batch)}: ${text}`}
        </button>
        <span class="hint">
          <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
        </span>
      </div>
    </li>
  );
}
