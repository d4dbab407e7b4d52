import { useEffect, useState } from 'preact/hooks';

/** The pages of `options.html`, in the order of their links. Each is opened by its hash. */
export const tabs = ['keys', 'activity', 'settings', 'about'] as const;
export type Tab = (typeof tabs)[number];

/** The tab that a hash such as `#activity` names; anything else is the first one. */
export function tabOfHash(hash: string): Tab {
  const name = hash.replace(/^#/, '');
  return tabs.find((tab) => tab === name) ?? 'keys';
}

/** The tab of the address, following it as it changes (links, back and forward). */
export function useTab(): Tab {
  const [tab, setTab] = useState(() => tabOfHash(location.hash));
  useEffect(() => {
    const follow = () => setTab(tabOfHash(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return tab;
}
