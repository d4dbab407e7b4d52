import { useCallback, useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type AboutFacts, AboutPage } from '~/components/options/about/About';
import { ActivityPage } from '~/components/options/activity/Activity';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { ShellContext } from '~/components/options/add/CommandLine';
import type { ReadSource } from '~/components/options/add/key-source';
import { BansPage } from '~/components/options/bans/Bans';
import type { BansPort } from '~/components/options/bans/port';
import { KeysPage, type Persistence } from '~/components/options/keys/Keys';
import { type KeyCards, readKeyCards } from '~/components/options/keys/key-cards';
import { type StartPort, useStart } from '~/components/options/keys/StartSteps';
import type { TestKey } from '~/components/options/keys/TestWithJaas';
import type { OrganisationPort } from '~/components/options/organisation/port';
import { useAccess } from '~/components/options/settings/Access';
import type { ExtraHostsPort } from '~/components/options/settings/ExtraHosts';
import { type NotifyPort, SettingsPage } from '~/components/options/settings/Settings';
import type { ShortcutsPort } from '~/components/options/settings/Shortcuts';
import type { AccessPort } from '~/components/ui/host-access';
import { Icon } from '~/components/ui/Icon';
import type { Shell } from '~/utils/keys/import/commands';
import type { Keyring } from '~/utils/keys/keyring';
import { NO_POLICY, type ReadPolicy } from '~/utils/organisation/policy';
import type { FixableSetting } from '~/utils/storage/item';
import { type Loaded, useLoaded } from './use-loaded';

/** Everything that the options page reads and does outside itself. */
export interface OptionsPorts {
  readonly keyring: Keyring;
  /** Calls back when keys, settings or marks were written, or the policy has changed, until the returned function is called. */
  watchStorage(changed: () => void): () => void;
  readonly readKey: ReadSource;
  readonly testKey: TestKey;
  readonly organisation: OrganisationPort;
  readonly activity: ActivityPort;
  readonly bans: BansPort;
  readonly access: AccessPort;
  readonly persistence: Persistence;
  readonly extraHosts: ExtraHostsPort;
  readonly notify: NotifyPort;
  readonly atOnce: FixableSetting<number>;
  readonly shortcuts: ShortcutsPort;
  /** The organisation's policy, as it is now. */
  policy(): Promise<ReadPolicy>;
  readonly start: StartPort;
  about(): Promise<AboutFacts>;
  /** What people type commands into on this computer. */
  shell(): Promise<Shell>;
  /** Milliseconds since 1970. */
  now(): number;
}

const names: Record<Tab, () => string> = {
  keys: () => i18n.t('options.tab.keys'),
  activity: () => i18n.t('options.tab.activity'),
  bans: () => i18n.t('options.tab.bans'),
  settings: () => i18n.t('options.tab.settings'),
  about: () => i18n.t('options.tab.about'),
};

/** The options page. The keys stay in place behind the other tabs, so that no input is lost. */
export function App({ ports }: { ports: OptionsPorts }) {
  const tab = useTab();
  const { keyring, organisation } = ports;
  const readCards = useCallback(
    () => readKeyCards(keyring, organisation.services),
    [keyring, organisation],
  );
  const [cards, reload] = useLoaded(readCards, ports.watchStorage);
  const [policy] = useLoaded(ports.policy, ports.watchStorage);
  const access = useAccess(ports.access);
  const start = useStart(ports.start, cards);
  const [about] = useLoaded(ports.about, ports.access.watch);
  const [shell] = useLoaded(ports.shell);

  useEffect(() => {
    document.title = i18n.t('options.pageTitle', [names[tab]()]);
  }, [tab]);

  return (
    <div class={tab === 'activity' || tab === 'bans' ? 'page page--wide' : 'page'}>
      <header>
        <h1 class="brand">
          <Icon name="gavel" size={22} />
          {i18n.t('options.title')}
        </h1>
        <nav class="nav" aria-label={i18n.t('options.nav')}>
          {tabs.map((one) => (
            <a
              key={one}
              class="nav__link"
              href={`#${one}`}
              {...(one === tab ? { 'aria-current': 'page' as const } : {})}
            >
              {names[one]()}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <div hidden={tab !== 'keys'}>
          <ShellContext.Provider value={shell.state === 'ready' ? shell.value : 'posix'}>
            <KeysPage
              cards={cards}
              reload={reload}
              keyring={keyring}
              readKey={ports.readKey}
              test={ports.testKey}
              organisation={organisation}
              access={access}
              persistence={ports.persistence}
              start={start}
              watchStorage={ports.watchStorage}
              now={ports.now}
            />
          </ShellContext.Provider>
        </div>
        {tab === 'activity' && (
          <ActivityPage port={ports.activity} keys={keysOf(cards)} now={ports.now} />
        )}
        {tab === 'bans' && (
          <BansPage
            activity={ports.activity}
            port={ports.bans}
            keys={keysOf(cards)}
            now={ports.now}
          />
        )}
        {tab === 'settings' && (
          <SettingsPage
            access={access}
            activity={ports.activity}
            extraHosts={ports.extraHosts}
            notify={ports.notify}
            atOnce={ports.atOnce}
            shortcuts={ports.shortcuts}
            policy={policy.state === 'ready' ? policy.value : NO_POLICY}
            watchStorage={ports.watchStorage}
            now={ports.now}
          />
        )}
        {tab === 'about' && <AboutPage facts={about} />}
      </main>
    </div>
  );
}

const NO_KEYS: KeyCards['entries'] = [];

function keysOf(cards: Loaded<KeyCards>): KeyCards['entries'] {
  return cards.state === 'ready' ? cards.value.entries : NO_KEYS;
}

/** The pages of `options.html`, in the order of their links. Each is opened by its hash. */
const tabs = ['keys', 'activity', 'bans', 'settings', 'about'] as const;
export type Tab = (typeof tabs)[number];

/** The tab that a hash such as `#activity` names; anything else is the first one. */
export function tabOfHash(hash: string): Tab {
  const name = hash.replace(/^#/, '');
  return tabs.find((tab) => tab === name) ?? 'keys';
}

/** The tab of the address, following it as it changes (links, back and forward). */
function useTab(): Tab {
  const [tab, setTab] = useState(() => tabOfHash(location.hash));
  useEffect(() => {
    const follow = () => setTab(tabOfHash(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return tab;
}
