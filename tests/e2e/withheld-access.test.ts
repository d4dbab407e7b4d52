import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';

/*
 * A browser without a screen has no button to keep a host from an extension. So this is the built extension with a
 * manifest that asks for 8x8.vc only later, which nobody has allowed; all else is what it is.
 */

let world: World;
let key: HostKey;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gavel-withheld-'));
  await cp(inject('extensionDir'), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.host_permissions = ['https://api-vo.jitsi.net/*'];
  manifest.optional_host_permissions.push('https://8x8.vc/*');
  manifest.content_scripts = [];
  await writeFile(path, JSON.stringify(manifest));
  world = await startWorld({ extensionDir: folder });
  key = await world.newKeyInGavel('Forum');
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('F23: a browser that keeps 8x8.vc from Gavel', () => {
  it('is told of in the popup over a meeting, with the button that asks', async () => {
    const page = await world.gavel.openMeeting(key.appId, newRoom(), { query: {} });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads('Gavel is not allowed to see 8x8.vc');
    await popup.find('button', 'Allow access');
    expect(await popup.text()).not.toContain('No meeting in this tab');
    await popup.close();
    await page.close();
  });
});
