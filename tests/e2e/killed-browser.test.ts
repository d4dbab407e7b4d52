import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { MeetingPage } from './support/panel';
import { waitFor } from './support/wait';
import { startWorld, type World } from './support/world';

let world: World | null = null;
let profile: string | null = null;

// A browser of its own for each test and each try, since it is taken down.
afterEach(async () => {
  await world?.close();
  world = null;
  if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  profile = null;
});

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

/** A world in which JaaS has a ban in hand and does not answer. */
async function whileBanning(): Promise<{ world: World; page: MeetingPage }> {
  profile = await mkdtemp(join(tmpdir(), 'gavel-killed-'));
  world = await startWorld({ userDataDir: profile });
  const { simulator, gavel } = world;
  const key = await world.newKeyInGavel();
  const { page } = await world.joinMeeting(key.appId, [mallory]);
  await page.panel.open();
  simulator.fault({ match: { operation: 'BAN_USER' }, holdMs: 8000 });
  await page.panel.ban('Mallory');
  await (await gavel.popup()).confirm('Ban');
  const inHand = () => simulator.requests.some((it) => it.operation === 'BAN_USER');
  expect(await waitFor(inHand)).toBe(true);
  return { world, page };
}

/** The outcome is said to be unknown, the removal goes on, and nothing is asked for twice. */
async function expectNothingTwice({ gavel, simulator, request }: World): Promise<void> {
  const activity = await gavel.openOptions('activity');
  await activity.reads(/not known whether the ban was made/);
  await request.call(world, 'KICK_PARTICIPANT');
  expect(simulator.requests.map(({ operation }) => operation)).toEqual([
    'BAN_USER',
    'KICK_PARTICIPANT',
  ]);
}

describe('while a ban is being sent', () => {
  it('a browser that is killed says that its outcome is unknown, and sends nothing twice', async () => {
    const { world: killed } = await whileBanning();
    await killed.killBrowser();
    await expectNothingTwice(killed);
  });

  // As an update does it. `runtime.reload()` is no use here: Chromium keeps an extension that was
  // installed by a debugger blocked after that, also over a restart of the browser.
  it('an extension that is taken down and brought back does the same', async () => {
    const { world: updated, page } = await whileBanning();
    const { browser, extensionId } = updated.gavel;
    const extensions = await browser.newPage();
    await extensions.goto('chrome://extensions');
    const enable = (on: boolean) =>
      extensions.evaluate(
        (id, enabled) => (globalThis as unknown as Scope).chrome.management.setEnabled(id, enabled),
        extensionId,
        on,
      );
    await enable(false);
    await page.panel.reads('Gavel was updated');
    await enable(true);
    await expectNothingTwice(updated);
  });
});

interface Scope {
  readonly chrome: {
    readonly management: { setEnabled(id: string, enabled: boolean): Promise<void> };
  };
}
