import { i18n } from '#i18n';
import { usePageDrop } from '~/components/options/add/page-drop';
import { Notice } from '~/components/ui/Notice';
import { plural } from '~/utils/language';
import type { KeyEntry } from './key-cards';

/** In the place of the ways to add a key, where the organisation allows none: what that means for those that are here. */
export function KeysForbidden({ entries }: { entries: readonly KeyEntry[] }) {
  // A key file that is dropped here all the same is not to be opened by the browser, for everybody to see.
  usePageDrop(
    () => false,
    () => undefined,
  );
  return (
    <div class="page__section">
      <Notice tone="warn" role="status">
        <strong>{i18n.t('policy.keys.forbidden')}</strong>
        {entries.length > 0 && (
          <p class="notice__text">{plural('policy.keys.forbiddenKept', entries.length)}</p>
        )}
      </Notice>
    </div>
  );
}

/** Above keys that the organisation keeps from signing until they have a passphrase. */
export function KeysUnprotected() {
  return (
    <div class="page__section">
      <Notice tone="warn" role="status">
        {i18n.t('policy.keys.unprotected')}
      </Notice>
    </div>
  );
}
