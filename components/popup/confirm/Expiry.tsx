import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { left } from '~/components/ui/time-words';
import { useNow } from '~/components/ui/use-now';

/** How long a request still waits. A timer is not spoken as it counts. */
export function Expiry({ at, onExpired }: { readonly at: number; readonly onExpired: () => void }) {
  const now = useNow();
  const over = now >= at;
  useEffect(() => {
    if (over) onExpired();
  }, [over, onExpired]);
  return (
    <span role="timer" aria-live="off" class="hint">
      {i18n.t('popup.confirm.expires', [left(at - now)])}
    </span>
  );
}
