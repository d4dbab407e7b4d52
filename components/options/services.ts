import { browser } from 'wxt/browser';
import { type AboutFacts, browserName } from '~/components/options/about/facts';
import { keyringAdd } from '~/components/options/add/read-and-add';
import { keyringPort } from '~/components/options/keys/keyring-port';
import { testWithJaas } from '~/components/options/keys/test-with-jaas';
import type { AccessPort } from '~/components/options/settings/access';
import { openJournal } from '~/utils/journal/journal';
import { readRetention, writeRetention } from '~/utils/journal/retention';
import { browserKeyDeps } from '~/utils/keys/browser-deps';
import { keyringProtection } from '~/utils/keys/protection';
import { ask } from '~/utils/messages/client';
import { onChanged } from '~/utils/messages/on-changed';
import { tellPanels } from '~/utils/messages/tell-panels';
import { startStore } from '~/utils/storage/first-steps';
import { readAtOnce, writeAtOnce } from '~/utils/storage/people-at-once';
import type { OptionsPorts } from './App';
import { browserMoreHosts } from './browser-more-hosts';
import { browserNotify } from './browser-notify';
import { saveFile } from './save-file';

type Watch = (changed: () => void) => () => void;

/** Keys, settings and marks: this page, another one, or the background wrote them. */
const watchStorage: Watch = (changed) => {
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
};

const access: AccessPort = {
  has: (origin) => browser.permissions.contains({ origins: [origin] }),
  request: (origins) => browser.permissions.request({ origins }),
  watch: (changed) => {
    browser.permissions.onAdded.addListener(changed);
    browser.permissions.onRemoved.addListener(changed);
    return () => {
      browser.permissions.onAdded.removeListener(changed);
      browser.permissions.onRemoved.removeListener(changed);
    };
  },
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
  const deps = browserKeyDeps();
  const journal = openJournal();
  return {
    keys: keyringPort(deps, watchStorage, testWithJaas),
    add: keyringAdd(deps),
    protection: keyringProtection(deps),
    activity: {
      journal: {
        ...journal,
        async remove(keys, decide) {
          const removed = await journal.remove(keys, decide);
          if (removed > 0) await tellPanels().catch(() => undefined);
          return removed;
        },
      },
      readRetention: () => readRetention(browser.storage.local),
      writeRetention: (retention) => writeRetention(browser.storage.local, retention),
      save: saveFile,
      watch: onChanged,
    },
    access,
    moreHosts: browserMoreHosts(access.watch),
    notify: browserNotify(access.watch),
    atOnce: {
      read: () => readAtOnce(browser.storage.local),
      write: (people) => writeAtOnce(browser.storage.local, people),
    },
    start: {
      store: startStore(browser.storage.local),
      async met() {
        const actions = await journal.newest(20);
        if (actions.some(({ frame }) => frame !== null)) return true;
        const { meetings } = await ask('popup.state', { tabId: null });
        return meetings.some(({ phase }) => phase === 'joined');
      },
      watch: onChanged,
    },
    about,
    now: () => Date.now(),
  };
}
