import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';

/** Says that something waits for confirmation while another view is on the screen. */
export function Waiting({
  count,
  onShow,
}: {
  readonly count: number;
  readonly onShow: () => void;
}) {
  if (count === 0) return null;
  return (
    <div class="waiting">
      <Notice tone="warn" role="status">
        {i18n.t('popup.waiting', count, [String(count)])}{' '}
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('popup.showWaiting')}
        </button>
      </Notice>
    </div>
  );
}
