import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GECKO_ID } from '~/gecko-id';
import type { FirefoxPage } from './support/page';
import { FirefoxWorld } from './support/world';

/** A folder of a person in which an administrator has left a policy, as a native manifest. */
let home: string;
let world: FirefoxWorld;
let keys: FirefoxPage;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'gavel-home-'));
  world = await startWith({ ownKeys: 'forbidden', peopleAtOnce: 2, autoLockMinutes: '5' });
  keys = await world.openGavel('options.html#keys');
});
afterAll(async () => {
  await world?.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

async function startWith(data: object): Promise<FirefoxWorld> {
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: GECKO_ID, description: 'Policy', type: 'storage', data };
  await writeFile(join(folder, `${GECKO_ID}.json`), JSON.stringify(manifest));
  return FirefoxWorld.open({ home });
}

describe('an organisation’s policy in Firefox', () => {
  it('is there from the start: no key is taken, and Settings say what is set and what is wrong', async () => {
    await keys.reads(/Your organisation does not allow private keys in Gavel\./);
    expect(await keys.has('textbox', 'AppID')).toBe(false);
    const settings = await world.openGavel('options.html#settings');
    const text = await settings.reads(/Gavel ignores these parts/);
    expect(text).toMatch(/How many at the same time\s+2/);
    expect(text).toMatch(
      /autoLockMinutes\s+This must be a whole number of minutes from 1 to 1440\./,
    );
    await world.close(settings);
  });
});
