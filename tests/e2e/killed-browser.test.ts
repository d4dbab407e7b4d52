import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { operations } from './support/fence';
import type { MeetingPage } from './support/panel';
import { type Updatable, updatableExtension } from './support/update';
import { certainly } from './support/wait';

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
async function whileBanning(extension?: Updatable): Promise<{ world: World; page: MeetingPage }> {
  profile = await mkdtemp(join(tmpdir(), 'gavel-killed-'));
  world = await startWorld({
    userDataDir: profile,
    ...(extension && { extensionDir: extension.extensionDir }),
  });
  const { simulator, gavel } = world;
  const key = await world.newKeyInGavel();
  const { page } = await world.joinMeeting(key.appId, [mallory]);
  await page.panel.open();
  simulator.fault({ match: { operation: 'BAN_USER' }, held: 'unanswered' });
  await page.panel.ban('Mallory');
  await (await gavel.popup()).confirm('Ban');
  const inHand = () => simulator.requests.some((it) => it.operation === 'BAN_USER');
  await certainly(inHand, 'JaaS has the ban in hand');
  return { world, page };
}

/** The outcome is said to be unknown, the removal goes on, and nothing is asked for twice. */
async function expectNothingTwice(after: World): Promise<void> {
  const activity = await after.gavel.openOptions('activity');
  await activity.reads(/ban unknown/i);
  await activity.openDetails();
  await activity.reads(/not known whether they were banned/);
  await after.request('KICK_PARTICIPANT');
  expect(await operations(after)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
}

describe('while a ban is being sent', () => {
  it('a browser that is killed says that its outcome is unknown, and sends nothing twice', async () => {
    const { world: killed } = await whileBanning();
    await killed.killBrowser();
    await expectNothingTwice(killed);
  });

  it('an update to another version does the same, and its panel is there after the page’s next load', async () => {
    const extension = await updatableExtension();
    try {
      const { world: updated, page } = await whileBanning(extension);
      await extension.update(updated, '0.2.0');
      await page.panel.reads('Gavel was updated');
      await expectNothingTwice(updated);
      await page.page.reload();
      await page.panel.open();
      await page.panel.reads(/not known whether they were banned/);
      const worker = await updated.gavel.worker();
      expect(await worker.evaluate(versionInUse)).toBe('0.2.0');
    } finally {
      await world?.close();
      world = null;
      await extension.remove();
    }
  });
});

function versionInUse(): string {
  return (globalThis as unknown as Scope).chrome.runtime.getManifest().version;
}

interface Scope {
  readonly chrome: { readonly runtime: { getManifest(): { readonly version: string } } };
}
