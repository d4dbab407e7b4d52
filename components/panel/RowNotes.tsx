import { i18n } from '#i18n';
import type { ActionView } from '~/utils/messaging/messages';
import { actionLines, refusedLine } from './action-words';
import { Lines } from './Lines';
import type { Refused } from './model';
import type { Why } from './permits';

/** Under a row: what was asked about this person and what became of it, or why not. */
export function RowNotes({
  action,
  refused,
  why,
  onShow,
}: {
  action: ActionView | null;
  refused: Refused | null;
  why: Why | null;
  onShow: () => void;
}) {
  const lines = refused ? [refusedLine(refused)] : action ? actionLines(action) : [];
  if (why !== null) lines.push({ text: i18n.t(`panel.why.${why}`), tone: 'warn' });
  if (lines.length === 0) return null;
  return (
    <div class="row__notes">
      <Lines lines={lines} />
      {action?.state === 'staged' && (
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('panel.row.show')}
        </button>
      )}
    </div>
  );
}
