import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFirstRun } from '~/scripts/pictures/first-run';
import { ACTIVITY } from '~/scripts/pictures/options-activity';
import { BANS } from '~/scripts/pictures/options-bans';
import { OPTIONS } from '~/scripts/pictures/options-pages';
import { INSIDE } from '~/scripts/pictures/panel-inside';
import { MANY } from '~/scripts/pictures/panel-many';
import type { Scenes } from '~/scripts/pictures/studio';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { Examiner } from './accessible/examiner';

/*
 * The scenes of the pictures, measured in the camera's place: axe in both schemes, targets of 24 pixels, the way of Tab,
 * 400 % zoom, spaced text, nothing that moves.
 */

const LOOKED_AT: Readonly<Record<string, Scenes[string] | undefined>> = {
  'the panel with people of every kind': INSIDE.kinds,
  'the panel without a key': INSIDE.noKey,
  'the panel while many are selected': MANY.selecting,
  'the form for a key, and what is wrong in it': OPTIONS.add,
  'the activity of a day, opened and searched': ACTIVITY.day,
  'the bans, opened, with marks of a colleague': BANS.list,
};

let world: World;
let key: HostKey;
let camera: Examiner;
let blank: Page;

beforeAll(async () => {
  world = await startWorld();
  blank = await world.gavel.browser.newPage();
  camera = new Examiner(blank, ['dark', 'light']);
});
afterAll(() => world?.close());

describe('nothing is too small, cut, covered or unnamed', () => {
  it('in the first run, from the empty page to a key that works', async () => {
    key = await takeFirstRun(world, camera);
    expect(camera.told()).toEqual([]);
  });

  it.each(Object.entries(LOOKED_AT))('in %s', async (_, scene) => {
    await blank.goto('about:blank');
    await scene?.({ world, key, camera });
    expect(camera.told()).toEqual([]);
  });
});
