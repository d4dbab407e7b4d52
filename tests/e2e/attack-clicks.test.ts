import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { cancelAll, waitingActions } from './support/attacks';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import type { World } from './support/open-world';
import type { OptionsPage } from './support/options-page';
import type { Popup } from './support/popup';
import { startWorld } from './support/world';

let world: World;
let key: HostKey;
let options: OptionsPage;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel();
  options = await world.gavel.openOptions('keys');
});
afterEach(() => cancelAll(options.page));
afterAll(() => world?.close());

interface Watched {
  readonly clicks?: number[];
}

/** How long somebody clicks or holds a key, in milliseconds: longer than a question needs to be quiet. */
const ON_AND_ON_MS = 4 * QUIET_MS;

/**
 * Does something on and on at the question's yes. On a machine that stands still for as long as the
 * question must be quiet, it is done again: then a click is one by itself.
 */
async function onAndOn(popup: Popup, act: (at: { x: number; y: number }) => Promise<void>) {
  for (;;) {
    const at = await popup.page.evaluate(() => {
      const scope = globalThis as unknown as { clicks?: number[] };
      scope.clicks = [performance.now()];
      addEventListener('click', () => scope.clicks?.push(performance.now()), { capture: true });
      addEventListener('keydown', () => scope.clicks?.push(performance.now()), { capture: true });
      const buttons = [...document.querySelectorAll('button')];
      const yes = buttons.find(({ textContent }) => textContent === 'Ban and remove');
      const { left, top, width, height } = yes?.getBoundingClientRect() ?? new DOMRect();
      yes?.focus();
      return { x: left + width / 2, y: top + height / 2 };
    });
    const began = performance.now();
    while (performance.now() - began < ON_AND_ON_MS) await act(at);
    const times = await popup.page.evaluate(() => (globalThis as unknown as Watched).clicks ?? []);
    const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0));
    expect(gaps.length).toBeGreaterThan(5);
    if (Math.max(...gaps) < QUIET_MS - 100) return;
    await popup.cancel();
    throw new Error(
      `The machine stood still for ${Math.max(...gaps)} ms; nothing is shown by this.`,
    );
  }
}

async function asked(name = 'Mallory') {
  const { page, room } = await world.joinMeeting(key.appId, [
    { name, userId: `auth0|${name.toLowerCase()}` },
  ]);
  await page.panel.open();
  await page.panel.ban(name);
  const popup = await world.gavel.popup();
  expect(await popup.question()).toBe(`Ban ${name}?`);
  return { page, room, popup };
}

describe('a host who is busy clicking something else when the question comes up', () => {
  it('confirms nothing by clicks that go on and on at its button', async () => {
    const { page, popup } = await asked();
    await onAndOn(popup, ({ x, y }) => popup.page.mouse.click(x, y));
    await expectNothingSent(world);
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.cancel();
    await popup.close();
    await page.close();
  });

  it('confirms nothing by a key that is held down on its button', async () => {
    const { page, popup } = await asked();
    // Every further press of a key that is down is a repetition.
    await onAndOn(popup, () => popup.page.keyboard.down('Enter'));
    await popup.page.keyboard.up('Enter');
    await expectNothingSent(world);
    await popup.cancel();
    await popup.close();
    await page.close();
  });
});

describe('a host who is asked about several meetings', () => {
  it('chooses from a list of what, whom and where, and only that one is banned', async () => {
    const first = await asked('Ann');
    await first.popup.close();
    const second = await asked2('Troll', first);
    await second.popup.click('button', 'Show');
    expect(await second.popup.question()).toBe('Ban Troll?');
    await second.popup.reads(second.room);
    await second.popup.confirm('Ban');
    await second.popup.outcome(/JaaS accepted the ban/);
    const bans = world.simulator.requests.filter(({ operation }) => operation === 'BAN_USER');
    expect(bans.map(({ userId }) => userId)).toEqual(['auth0|troll']);
    await second.popup.close();
    await first.page.close();
    await second.page.close();
  });

  it('is not asked for a meeting whose page has been closed', async () => {
    const first = await asked('Bea');
    await first.popup.close();
    await first.page.close();
    const { page, popup } = await asked('Vandal');
    expect(await waitingActions(options.page)).toHaveLength(1);
    await popup.cancel();
    await popup.close();
    await page.close();
  });

  /** Asks while another request waits: there is a list, with this one first. */
  async function asked2(name: string, before: { readonly room: string }) {
    const { page, room } = await world.joinMeeting(key.appId, [
      { name, userId: `auth0|${name.toLowerCase()}` },
    ]);
    await page.panel.open();
    await page.panel.ban(name);
    const popup = await world.gavel.popup();
    await popup.find('list', 'Waiting requests');
    const items = (await popup.all('listitem')).map(({ name: text }) => text ?? '');
    expect(items).toHaveLength(2);
    const text = await popup.text();
    expect(text).toMatch(new RegExp(`Ban\\s+${name}\\s*\\?.*Ban\\s+Ann\\s*\\?`));
    expect(text).toContain(room);
    expect(text).toContain(before.room);
    expect(await popup.all('button', /^Ban/)).toEqual([]);
    return { page, room, popup };
  }
});
