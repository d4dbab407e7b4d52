import { browser } from 'wxt/browser';
import type { AccessPort } from '~/components/options/settings/access';
import type { MoreHostsPort } from '~/components/options/settings/more-hosts';
import { moreHostsOf } from '~/utils/background/extra-hosts';

const originOf = (host: string): string => `https://${host}/*`;

/**
 * The port to the real browser. `scripting` is what registers the panel for pages that the manifest does
 * not name; it is asked for with the first such host and given back with the last.
 */
export function browserMoreHosts(watch: AccessPort['watch']): MoreHostsPort {
  const allowed = async () => moreHostsOf((await browser.permissions.getAll()).origins ?? []);
  return {
    allowed,
    allow: (host) =>
      browser.permissions.request({ permissions: ['scripting'], origins: [originOf(host)] }),
    async forget(host) {
      const others = (await allowed()).filter((one) => one !== host);
      return browser.permissions.remove({
        origins: [originOf(host)],
        ...(others.length === 0 && { permissions: ['scripting' as const] }),
      });
    },
    watch,
  };
}
