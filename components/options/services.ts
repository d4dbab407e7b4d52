import { browser } from 'wxt/browser';
import { type AboutFacts, browserName } from '~/components/options/about/About';
import type { ExportFile } from '~/components/options/activity/journal-index';
import { shellOf } from '~/components/options/add/CommandLine';
import { readSource } from '~/components/options/add/key-source';
import { testWithJaas } from '~/components/options/keys/TestWithJaas';
import type { OrganisationPort } from '~/components/options/organisation/port';
import type { ExtraHostsPort } from '~/components/options/settings/ExtraHosts';
import type { NotifyPort } from '~/components/options/settings/Settings';
import type { ShortcutsPort } from '~/components/options/settings/Shortcuts';
import { type AccessPort, allowSignIn, browserAccess } from '~/components/ui/host-access';
import { openMarks } from '~/utils/bans/marks';
import { extraHostsOf, matchPattern } from '~/utils/jaas/room';
import { openJournal } from '~/utils/journal/journal';
import { browserKeyDeps } from '~/utils/keys/deps';
import { createKeyring } from '~/utils/keys/keyring';
import { ask, onChanged, tellPanels } from '~/utils/messages/client';
import { managedPolicy } from '~/utils/organisation/managed';
import {
  keepService,
  ownTokenServices,
  removeService,
  servicesInUse,
  type TokenService,
} from '~/utils/organisation/token-service';
import type { Item } from '~/utils/storage/item';
import { activityRetention, firstSteps, peopleAtOnce } from '~/utils/storage/settings';

import type { OptionsPorts } from './App';

type Watch = (changed: () => void) => () => void;

/** Keys, settings and marks: this page, another one, or the background wrote them. The policy: the browser did. */
const watchStorage: Watch = (changed) => {
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
};

async function about(): Promise<AboutFacts> {
  const { permissions = [], origins = [] } = await browser.permissions.getAll();
  return {
    version: browser.runtime.getManifest().version,
    browser: browserName(brandsOf(navigator), navigator.userAgent),
    permissions,
    origins,
  };
}

/** `userAgentData` is in Chromium browsers only and not yet in TypeScript's DOM library. */
function brandsOf(from: Navigator) {
  return (from as { userAgentData?: { brands?: { brand: string; version: string }[] } })
    .userAgentData?.brands;
}

/** The options page's ports to the real browser. */
export function browserPorts(): OptionsPorts {
  const journal = openJournal();
  // Before the page listens, so that it never reads what was there before.
  const policy = managedPolicy();
  const keyDeps = browserKeyDeps(policy.rules);
  const { store } = keyDeps;
  return {
    keyring: createKeyring(keyDeps),
    watchStorage,
    readKey: readSource,
    testKey: testWithJaas,
    organisation: browserOrganisation(
      ownTokenServices(store),
      async () => (await policy.rules()).tokenServices,
    ),
    activity: {
      journal: {
        ...journal,
        async remove(keys, decide) {
          const removed = await journal.remove(keys, decide);
          if (removed > 0) await tellPanels().catch(() => undefined);
          return removed;
        },
      },
      retention: activityRetention(store, policy.rules),
      save: saveFile,
      watch: onChanged,
    },
    bans: {
      marks: openMarks(),
      // The background was stopped meanwhile: the panels hear of it when they ask next.
      changed: (appIds) =>
        ask('marks.changed', { appIds: [...appIds] }).then(
          () => undefined,
          () => undefined,
        ),
    },
    access: browserAccess,
    persistence: {
      has: () => navigator.storage.persisted(),
      ask: () => navigator.storage.persist(),
    },
    extraHosts: browserExtraHosts(browserAccess.watch),
    notify: browserNotify(browserAccess.watch),
    shortcuts: browserShortcuts(),
    policy: policy.read,
    atOnce: peopleAtOnce(store, policy.rules),
    start: {
      marks: firstSteps(store),
      async met() {
        const actions = await journal.newest(20);
        if (actions.some(({ frame }) => frame !== null)) return true;
        const { meetings } = await ask('popup.state', { tabId: null });
        return meetings.some(({ phase }) => phase === 'joined');
      },
      watch: onChanged,
    },
    about,
    shell: async () => shellOf((await browser.runtime.getPlatformInfo()).os),
    now: () => Date.now(),
  };
}

/**
 * The port to the real browser. `scripting` is what registers the panel for pages that the manifest does
 * not name; it is asked for with the first such host and given back with the last.
 */
function browserExtraHosts(watch: AccessPort['watch']): ExtraHostsPort {
  const allowed = async () => extraHostsOf((await browser.permissions.getAll()).origins ?? []);
  return {
    allowed,
    allow: (host) =>
      browser.permissions.request({ permissions: ['scripting'], origins: [matchPattern(host)] }),
    async forget(host) {
      const others = (await allowed()).filter((one) => one !== host);
      return browser.permissions.remove({
        origins: [matchPattern(host)],
        ...(others.length === 0 && { permissions: ['scripting' as const] }),
      });
    },
    watch,
  };
}

/** The port to the real browser; this page alone writes which services there are. */
function browserOrganisation(
  kept: Item<TokenService[]>,
  fixed: () => Promise<readonly TokenService[]>,
): OrganisationPort {
  return {
    services: async () => servicesInUse(await fixed(), await kept.get()),
    keep: (service) => keepService(kept, service),
    remove: (appId) => removeService(kept, appId),
    // The background was stopped meanwhile; the next one can be asked again.
    tryOut: (service) =>
      ask('token.try-out', { service }).catch(() => ({ ok: false, why: 'no-answer' }) as const),
    allowSignIn,
  };
}

/** The port to the real browser. Chromium has only an address for it; Firefox has a call, since version 137. */
function browserShortcuts(): ShortcutsPort {
  const commands: { openShortcutSettings?: () => Promise<void> } & typeof browser.commands =
    browser.commands;
  return {
    all: async () =>
      (await commands.getAll()).map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut })),
    change: async () => {
      if (commands.openShortcutSettings) await commands.openShortcutSettings();
      else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    },
    // The browser tells of no change; the person makes it on another page, and comes back.
    watch: (changed) => {
      window.addEventListener('focus', changed);
      return () => window.removeEventListener('focus', changed);
    },
  };
}

const PERMISSION = { permissions: ['notifications' as const] };

/** The port to the real browser. */
function browserNotify(watch: AccessPort['watch']): NotifyPort {
  return {
    isOn: () => browser.permissions.contains(PERMISSION),
    switchOn: () => browser.permissions.request(PERMISSION),
    switchOff: () => browser.permissions.remove(PERMISSION),
    watch,
  };
}

/** Long enough for the slowest disk to have taken the file over. */
const KEPT_MS = 60_000;

/** Hands a file to the browser as a download. */
function saveFile({ name, type, parts }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
