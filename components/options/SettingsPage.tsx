import { i18n } from '#i18n';
import { AccessSettings } from './access/AccessSettings';
import { MoreHosts } from './access/MoreHosts';
import type { MoreHostsPort } from './access/more-hosts';
import type { Access } from './access/use-access';
import type { ActivityPort } from './activity/activity-port';
import { KeepActivity } from './activity/KeepActivity';
import { type AtOncePort, AtOnceSetting } from './batch/AtOnceSetting';
import { NotifySettings } from './notify/NotifySettings';
import type { NotifyPort } from './notify/notify-port';

/** What holds for all keys. What belongs to one key is set at that key. */
export function SettingsPage({
  access,
  activity,
  moreHosts,
  notify,
  atOnce,
  now,
}: {
  access: Access;
  activity: ActivityPort;
  moreHosts: MoreHostsPort;
  notify: NotifyPort;
  atOnce: AtOncePort;
  now: () => number;
}) {
  return (
    <>
      <AccessSettings access={access} />
      <MoreHosts port={moreHosts} />
      <NotifySettings port={notify} />
      <AtOnceSetting port={atOnce} />
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
