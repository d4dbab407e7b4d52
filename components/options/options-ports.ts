import { browser } from 'wxt/browser';
import { openJournal } from '~/utils/actions/journal';
import { readAtOnce, writeAtOnce } from '~/utils/actions/people-at-once';
import { readRetention, writeRetention } from '~/utils/actions/retention';
import { browserKeyDeps } from '~/utils/keys/browser-deps';
import { ask } from '~/utils/messaging/ask';
import { onChanged } from '~/utils/messaging/on-changed';
import { tellPanels } from '~/utils/messaging/tell-panels';
import type { OptionsPorts } from './App';
import { type AboutFacts, browserName } from './about/facts';
import type { AccessPort } from './access/access';
import { browserMoreHosts } from './access/browser-more-hosts';
import { saveFile } from './activity/save-file';
import { keyringAdd } from './add/keyring-add';
import { keyringPort } from './keys/keyring-port';
import { testWithJaas } from './keys/test-with-jaas';
import { browserNotify } from './notify/browser-notify';
import { keyringProtection } from './protect/keyring-protection';
import { startStore } from './start/start-store';

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
