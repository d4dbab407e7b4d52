import { browser } from 'wxt/browser';
import type { AccessPort } from '~/components/options/settings/access';
import type { NotifyPort } from '~/components/options/settings/notify-port';

const PERMISSION = { permissions: ['notifications' as const] };

/** The port to the real browser. */
export function browserNotify(watch: AccessPort['watch']): NotifyPort {
  return {
    isOn: () => browser.permissions.contains(PERMISSION),
    switchOn: () => browser.permissions.request(PERMISSION),
    switchOff: () => browser.permissions.remove(PERMISSION),
    watch,
  };
}
