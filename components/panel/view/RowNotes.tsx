import { i18n } from '#i18n';
import type { Refused } from '~/components/panel/model/model';
import type { Why } from '~/components/panel/model/permits';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { Lines } from './Lines-part';
import { actionLines, type Line, refusedLine } from './lines';

/** What a missing key has to do with it is not for the page. */
function whyLine(why: Why): Line {
  return { text: i18n.t(`panel.why.${why}`), tone: 'warn', secret: why === 'noKey' };
}

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
  const waits = action?.state === 'staged';
  // A batch waits as one, and says so in one place.
  const telling = waits && action.batch !== null ? null : action;
  const lines = refused ? [refusedLine(refused)] : telling ? actionLines(telling) : [];
  if (why !== null) lines.push(whyLine(why));
  if (lines.length === 0) return null;
  return (
    <div class="row__notes">
      <Lines lines={lines} />
      {telling && waits && (
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('panel.row.show')}
        </button>
      )}
    </div>
  );
}
