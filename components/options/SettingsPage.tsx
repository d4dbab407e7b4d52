import { i18n } from '#i18n';
import { AccessSettings } from './access/AccessSettings';
import type { Access } from './access/use-access';

/** What holds for all keys. What belongs to one key is set at that key. */
export function SettingsPage({ access }: { access: Access }) {
  return (
    <>
      <AccessSettings access={access} />
      <p class="hint">
        {i18n.t('options.settings.keysHint')}{' '}
        <a class="link" href="#keys">
          {i18n.t('options.settings.keysLink')}
        </a>
      </p>
    </>
  );
}
