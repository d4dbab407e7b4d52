import { i18n } from '#i18n';
import { AccessSettings } from './access/AccessSettings';
import type { Access } from './access/use-access';
import type { ActivityPort } from './activity/activity-port';
import { KeepActivity } from './activity/KeepActivity';

/** What holds for all keys. What belongs to one key is set at that key. */
export function SettingsPage({
  access,
  activity,
  now,
}: {
  access: Access;
  activity: ActivityPort;
  now: () => number;
}) {
  return (
    <>
      <AccessSettings access={access} />
      <KeepActivity port={activity} now={now} />
      <p class="hint">
        {i18n.t('options.settings.keysHint')}{' '}
        <a class="link" href="#keys">
          {i18n.t('options.settings.keysLink')}
        </a>
      </p>
    </>
  );
}
