import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/activity-port';
import { AccessSettings } from './Access';
import { MoreHosts } from './ExtraHosts';
import type { MoreHostsPort } from './more-hosts';
import { NotifySettings } from './NotifySettings';
import type { NotifyPort } from './notify-port';
import { KeepActivity } from './Retention';
import { type AtOncePort, AtOnceSetting } from './Settings';
import type { Access } from './use-access';

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
