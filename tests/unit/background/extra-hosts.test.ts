// @vitest-environment node

import { describe, expect, it, vi } from 'vitest';
import { readExtraHost } from '~/components/options/settings/ExtraHosts';
import { serial } from '~/utils/async';
import { type ExtraHostsBrowser, followExtraHosts } from '~/utils/background/extra-hosts';
import { extraHostsOf } from '~/utils/jaas/room';

/** A browser with these match patterns allowed, and what it has registered. */
function fakeBrowser(origins: string[], registered: { id: string; matches: string[] }[] = []) {
  const state = { origins, registered, calls: 0 };
  const scripting: NonNullable<ExtraHostsBrowser['scripting']> = {
    getRegisteredContentScripts: async () => state.registered,
    registerContentScripts: vi.fn(async (scripts: { id: string; matches: string[] }[]) => {
      state.calls += 1;
      const taken = scripts.some(({ id }) => state.registered.some((one) => one.id === id));
      if (taken) throw new Error('Duplicate script ID');
      state.registered = [...state.registered, ...scripts];
    }),
    unregisterContentScripts: async ({ ids }) => {
      state.registered = state.registered.filter(({ id }) => !ids.includes(id));
    },
  };
  return { state, scripting, permissions: { getAll: async () => ({ origins: state.origins }) } };
}

const ALWAYS = ['https://8x8.vc/*', 'https://api-vo.jitsi.net/*'];

describe('the panel on further hosts', () => {
  it('is registered for exactly those that are allowed, and never twice for 8x8.vc', async () => {
    const browser = fakeBrowser([...ALWAYS, 'https://stage.8x8.vc/*', 'https://eu.8x8.vc/*']);
    await followExtraHosts(browser);
    expect(browser.state.registered).toMatchObject([
      {
        id: 'panel',
        world: 'ISOLATED',
        matches: ['https://eu.8x8.vc/*', 'https://stage.8x8.vc/*'],
        excludeMatches: ['https://8x8.vc/*'],
        allFrames: true,
        runAt: 'document_start',
      },
      { id: 'reader', world: 'MAIN', allFrames: true, runAt: 'document_start' },
    ]);
    await followExtraHosts(browser);
    expect(browser.state.calls).toBe(1);
  });

  it('is registered by a worker that ran before the person allowed it', async () => {
    const { state, scripting, permissions } = fakeBrowser(ALWAYS);
    // As the browser has it: the API is there from the moment of the permission on.
    const browser: { permissions: typeof permissions; scripting?: typeof scripting } = {
      permissions,
    };
    const queue = serial();
    const follow = () => queue(() => followExtraHosts(browser));
    await follow();
    browser.scripting = scripting;
    state.origins = [...ALWAYS, 'https://stage.8x8.vc/*'];
    await follow();
    expect(state.registered.map(({ id }) => id)).toEqual(['panel', 'reader']);
  });

  it('goes with the permission', async () => {
    const browser = fakeBrowser([...ALWAYS, 'https://stage.8x8.vc/*']);
    await followExtraHosts(browser);
    browser.state.origins = ALWAYS;
    await followExtraHosts(browser);
    expect(browser.state.registered).toEqual([]);
  });

  it('is nothing to do without any, and without the permission to register', async () => {
    const browser = fakeBrowser(ALWAYS);
    await followExtraHosts(browser);
    await followExtraHosts({ permissions: browser.permissions });
    expect(browser.state.calls).toBe(0);
  });

  it('is registered once, however many changes come together', async () => {
    const browser = fakeBrowser([...ALWAYS, 'https://stage.8x8.vc/*']);
    const queue = serial();
    const follow = () => queue(() => followExtraHosts(browser));
    await Promise.all([follow(), follow(), follow()]);
    expect(browser.state.calls).toBe(1);
  });

  it('never is for an origin of somebody else', () => {
    const origins = [
      ...ALWAYS,
      'https://8x8.vc.example/*',
      'https://x8x8.vc/*',
      '*://*/*',
      '<all_urls>',
      'http://stage.8x8.vc/*',
    ];
    expect(extraHostsOf(origins)).toEqual([]);
  });
});

describe('a host that is typed', () => {
  it.each([
    ['stage', 'stage.8x8.vc'],
    [' Stage.8x8.vc ', 'stage.8x8.vc'],
    ['https://eu.8x8.vc/vpaas-magic-cookie-1/Room?jwt=e30#x', 'eu.8x8.vc'],
    ['a.b.8x8.vc', 'a.b.8x8.vc'],
  ])('%j is %s', (text, host) => {
    expect(readExtraHost(text)).toBe(host);
  });

  it.each([
    '',
    '8x8.vc',
    'https://8x8.vc/room',
    'stage.8x8.vc.example',
    'evil8x8.vc',
    'http://stage.8x8.vc',
    'stage.8x8.vc:8443',
    'user@stage.8x8.vc',
    '*.8x8.vc',
    '*',
    '-.8x8.vc',
    `${'a'.repeat(300)}.8x8.vc`,
  ])('%j is refused', (text) => {
    expect(readExtraHost(text)).toBeNull();
  });
});
