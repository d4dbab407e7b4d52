import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';

/*
 * A browser without a screen cannot be told "Allow". So this is the built extension with a manifest in
 * which the person has already done so for two hosts; all else is what it is.
 */

let world: World;
let key: HostKey;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gavel-more-hosts-'));
  await cp(inject('extensionDir'), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.permissions.push('scripting');
  manifest.optional_permissions = ['notifications'];
  manifest.host_permissions.push('https://stage.8x8.vc/*', 'https://frankfurt.8x8.vc/*');
  await writeFile(path, JSON.stringify(manifest));
  world = await startWorld({ extensionDir: folder });
  key = await world.newKeyInGavel('Forum');
  // Gavel sees to that at ease, after its start: a page that was there before would have no panel.
  await certainly(async () => (await registered()).length > 0, 'the other host is registered');
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The hosts whose pages Gavel has registered itself for, besides those of its manifest. */
async function registered(): Promise<(readonly string[])[]> {
  const worker = await world.gavel.worker();
  return worker.evaluate(async () => {
    const { scripting } = (globalThis as unknown as ScriptingApi).chrome;
    return (await scripting.getRegisteredContentScripts()).map((one) => one.matches);
  });
}

describe('a host that the person has allowed', () => {
  it('has the panel in its meetings, whose end is asked for under their own address', async () => {
    const { page } = await world.joinMeeting(key.appId);
    await page.panel.open();
    expect(await page.all('complementary', 'Gavel')).toHaveLength(1);
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join({ name: 'Mallory', userId: 'auth0|mallory' });
    await page.page.goto(`https://stage.8x8.vc/${key.appId}/${room}?name=Host`);
    await page.panel.open();
    expect(await page.panel.row('Mallory')).toContain('auth0|mallory');
    await page.panel.endMeeting();
    const popup = await world.gavel.popup();
    await popup.confirm('End meeting');
    const fullName = meeting.fullName.replace(/8x8\.vc$/, 'stage.8x8.vc');
    expect(await world.request('DESTROY')).toMatchObject({ conferenceFullName: fullName });
    await popup.close();
    await page.close();
  });

  it('is another door to the rooms of 8x8.vc where it is a regional one', async () => {
    const room = newRoom();
    const meeting = world.simulator.meeting(key.appId, room);
    meeting.join({ name: 'Mallory', userId: 'auth0|mallory' });
    const page = await world.gavel.openMeeting(key.appId, room, { query: { name: 'Host' } });
    await page.page.goto(`https://frankfurt.8x8.vc/${key.appId}/${room}?name=Host`);
    await page.panel.open();
    await page.panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    expect(await world.request('KICK_PARTICIPANT')).toMatchObject({
      conferenceFullName: meeting.fullName,
    });
    await popup.outcome(/Left the meeting/);
    await popup.close();
    await page.close();
  });

  it('is named in Settings, where it can be stopped', async () => {
    const options = await world.gavel.openOptions('settings');
    const stop = await options.find('button', 'Stop using stage.8x8.vc');
    expect(stop.disabled).toBeFalsy();
    const regions = await options.all('checkbox', / [a-z]+\.8x8\.vc$/);
    const allowed = regions.filter(({ checked }) => checked === true).map(({ name }) => name);
    expect(regions).toHaveLength(7);
    expect(allowed).toEqual(['Frankfurt, Germany frankfurt.8x8.vc']);
    await options.close();
  });

  it('is the only one: a host that was not allowed has no panel', async () => {
    const both = ['https://frankfurt.8x8.vc/*', 'https://stage.8x8.vc/*'];
    expect(await registered()).toEqual([both, both]);
  });
});

interface ScriptingApi {
  readonly chrome: {
    readonly scripting: {
      getRegisteredContentScripts(): Promise<{ readonly matches: readonly string[] }[]>;
    };
  };
}
