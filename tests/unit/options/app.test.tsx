import { describe, expect, it } from 'vitest';
import { tabOfHash } from '~/components/options/App';
import { browserName, permissionLabel } from '~/components/options/about/About';
import { createKeyring } from '~/utils/keys/keyring';
import { firstSteps } from '~/utils/storage/settings';

import { fakeDeps } from '../keys/fakes';
import { addFixture } from './fixture';
import { click, find, get, openPage, text, until } from './page';

describe('the tabs', () => {
  it.each([
    ['#activity', 'Activity'],
    ['#bans', 'Bans'],
    ['#settings', 'Settings'],
    ['#about', 'About'],
    ['', 'Keys'],
  ])('%s opens %s, marked as the current one', async (hash, name) => {
    location.hash = hash;
    await openPage();
    expect(get('link', name).getAttribute('aria-current')).toBe('page');
    expect(document.querySelectorAll('[aria-current="page"]')).toHaveLength(1);
    expect(document.title).toBe(`${name} · Gavel`);
  });

  it('open the keys for a hash that is not known', () => {
    expect(tabOfHash('#constructor')).toBe('keys');
    expect(tabOfHash('#')).toBe('keys');
  });
});

describe('the access to 8x8', () => {
  it('is said to be missing above the keys, and can be granted there', async () => {
    const page = await openPage();
    expect(text()).not.toContain('Gavel is not allowed to contact 8x8');
    page.allowed.delete('https://api-vo.jitsi.net/*');
    await page.change();
    await until(() => text().includes('does not allow Gavel to reach api-vo.jitsi.net'));
    await click(get('button', 'Allow access'));
    expect(page.ports.access.request).toHaveBeenCalledWith(['https://api-vo.jitsi.net/*']);
    await until(() => !text().includes('Gavel is not allowed to contact 8x8'));
  });

  it('is listed host by host in the settings', async () => {
    location.hash = '#settings';
    const page = await openPage();
    page.allowed.delete('https://8x8.vc/*');
    await page.change();
    await until(() => text().includes('Not allowed'));
    const rows = [...document.querySelectorAll('.hosts__item')].map((row) => text(row));
    expect(rows[0]).toMatch(/8x8\.vc.*Not allowed/);
    expect(rows[1]).toMatch(/api-vo\.jitsi\.net.*Allowed/);
  });
});

describe('the first steps', () => {
  const current = () => text(document.querySelector('[aria-current="step"]') ?? document.head);

  it('tick themselves off one by one and then go away', async () => {
    const deps = fakeDeps();
    let met = false;
    const page = await openPage({ deps, met: () => met });
    await until(() => current().includes('Get a key'));
    const key = await addFixture(deps);
    await page.change();
    await until(() => current().includes('Test it with JaaS'));
    const { noteUse } = createKeyring(deps);
    await noteUse(key.id, { at: deps.time, verdict: 'refused' });
    await page.change();
    await until(() => text(get('listitem', 'Forum')).includes('JaaS refused it'));
    expect(current()).toContain('Test it with JaaS');
    await noteUse(key.id, { at: deps.time, verdict: 'accepted' });
    await page.change();
    await until(() => current().includes('Join a meeting'));
    met = true;
    await page.change();
    await until(() => !text().includes('in four steps'));
    met = false;
    await page.change();
    expect(text()).not.toContain('in four steps');
    expect((await firstSteps(deps.store).get()).joined).toBe(true);
  });

  it('do not come up for somebody who has used a key in a meeting', async () => {
    const deps = fakeDeps();
    const key = await addFixture(deps);
    await createKeyring(deps).noteUse(key.id, { at: deps.time });
    await openPage({ deps, met: () => true });
    await until(() => find('listitem', 'Forum'));
    expect(text()).not.toContain('in four steps');
  });

  it('can be put away once there is a key, for good', async () => {
    const deps = fakeDeps();
    await openPage({ deps });
    await until(() => text().includes('in four steps'));
    expect(find('button', 'Hide these steps')).toBeNull();
    await addFixture(deps);
    await openPage({ deps });
    await click(await until(() => find('button', 'Hide these steps')));
    await until(() => !text().includes('in four steps'));
    expect((await firstSteps(deps.store).get()).hidden).toBe(true);
  });
});

describe('the settings', () => {
  it('come in the order in which people need them', async () => {
    location.hash = '#settings';
    await openPage();
    await until(() => text().includes('Other 8x8 hosts'));
    await until(() => find('combobox', 'How many at the same time'));
    const titles = [...document.querySelectorAll('main > section h2')].map((one) => text(one));
    expect(titles).toEqual([
      'Notifications',
      'Activity',
      'Banning many people',
      'Access to 8x8',
      'Keyboard',
      'Other 8x8 hosts',
    ]);
  });
});

describe('about', () => {
  it('F55: has words of its own for every permission of the manifest', () => {
    const asked = ['storage', 'alarms', 'notifications', 'scripting'];
    for (const name of asked) expect(permissionLabel(name)).not.toContain(name);
    expect(permissionLabel('alarms')).toBe(
      'Wake up when something is due, such as the scheduled end of a meeting or the locking of the keys',
    );
  });

  it('says the version, the browser, what is kept, sent and allowed, and what a ban is worth', async () => {
    location.hash = '#about';
    await openPage();
    await until(() => text().includes('1.2.3'));
    for (const part of [
      'Chromium 156',
      'MIT',
      'JaaS documents no way to undo it',
      'Never kept: passphrases',
      'Show the panel in meetings on 8x8.vc',
      'Send requests to api-vo.jitsi.net',
    ]) {
      expect(text()).toContain(part);
    }
  });

  it.each([
    [
      [
        { brand: 'Not.A/Brand', version: '99' },
        { brand: 'Chromium', version: '156' },
        { brand: 'Microsoft Edge', version: '156' },
      ],
      '',
      'Microsoft Edge 156',
    ],
    [[{ brand: 'Chromium', version: '156' }], '', 'Chromium 156'],
    [undefined, 'Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
  ])('names the browser %#', (brands, agent, name) => {
    expect(browserName(brands, agent)).toBe(name);
  });
});
