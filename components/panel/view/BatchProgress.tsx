import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WaitingBatch } from '~/components/panel/model/actions';
import { Icon } from '~/components/ui/Icon';
import {
  type BatchView,
  batchLines,
  batchSpoken,
  batchTitle,
  doneWords,
  waitingTitle,
} from './batch-words';
import { Lines } from './Lines-part';
import { useCoalesced } from './use-coalesced';

/** How often progress is spoken, in milliseconds. */
const SPEAK_EVERY_MS = 10_000;

/** A request about many: that it waits, how far it is, and what became of it. */
export function BatchProgress({
  batch,
  waiting,
  onStop,
  onShow,
}: {
  /** The newest that was confirmed here. */
  batch: BatchView | null;
  waiting: WaitingBatch | null;
  onStop: () => void;
  onShow: () => void;
}) {
  const [dismissed, setDismissed] = useState('');
  const shown = batch !== null && batch.id !== dismissed ? batch : null;
  const text = waiting ? waitingWords(waiting) : shown ? batchSpoken(shown) : '';
  const about = waiting ? 'waiting' : shown ? `${shown.id} ${shown.running}` : 'nothing';
  const spoken = useCoalesced(text, about, SPEAK_EVERY_MS);
  return (
    <>
      <div role="status" class="visually-hidden">
        {spoken}
      </div>
      {waiting && (
        <div class="batch">
          <div class="batch__head">
            <span class="batch__title">{waitingTitle(waiting)}</span>
            <button type="button" class="link" onClick={onShow}>
              {i18n.t('panel.row.show')}
            </button>
          </div>
          <span>{i18n.t('panel.row.waiting')}</span>
        </div>
      )}
      {!waiting && shown && (
        <div class="batch">
          <div class="batch__head">
            <span class="batch__title">{batchTitle(shown)}</span>
            {shown.running ? (
              <button type="button" class="button button--small" onClick={onStop}>
                {i18n.t('panel.batch.stop')}
              </button>
            ) : (
              <button
                type="button"
                class="button button--icon button--small"
                aria-label={i18n.t('panel.dismiss')}
                onClick={() => setDismissed(shown.id)}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </div>
          {shown.running && (
            <div class="batch__bar">
              <progress aria-label={batchTitle(shown)} max={shown.total} value={shown.done} />
              <span>{doneWords(shown)}</span>
            </div>
          )}
          <div class="batch__lines">
            <Lines lines={batchLines(shown)} />
          </div>
        </div>
      )}
    </>
  );
}

function waitingWords(waiting: WaitingBatch): string {
  return `${waitingTitle(waiting)}, ${i18n.t('panel.row.waiting')}`;
}
