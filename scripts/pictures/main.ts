import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { World } from '~/tests/e2e/support/open-world';
import { ensureChromium } from '../browser/ensure';
import { buildExtension, EXTENSION_DIR, ROOT } from '../build/extension';
import { Camera, type Scheme } from './camera';
import { HARD_TO_SEE } from './hard-to-see';
import { LAST } from './last';
import { OPTIONS } from './options-pages';
import { ACTING } from './panel-acting';
import { EMBEDDED } from './panel-embedded';
import { INSIDE } from './panel-inside';
import { MANY } from './panel-many';
import { WAY_IN } from './panel-way-in';
import { BY_HAND } from './popup-by-hand';
import { README } from './readme';
import type { Scenes, Studio } from './studio';

/*
 * Pictures of every surface in every state, to be looked at, in `test-output/pictures/`:
 *
 *   npm run pictures                         everything, dark and light
 *   npm run pictures -- --light              in one scheme only
 *   npm run pictures -- inside many.batch    these sets, or scenes of them
 *
 * `readme` takes the README's own, which are copied to `docs/images/` by hand.
 */

const SETS: Readonly<Record<string, Scenes>> = {
  readme: README,
  'way-in': WAY_IN,
  inside: INSIDE,
  acting: ACTING,
  many: MANY,
  embedded: EMBEDDED,
  'by-hand': BY_HAND,
  'hard-to-see': HARD_TO_SEE,
  options: OPTIONS,
  last: LAST,
};

const log = (text: string) => process.stdout.write(`${text}\n`);
const asked = process.argv.slice(2);
const wanted = asked.filter((one) => !one.startsWith('--'));
const schemes = (['dark', 'light'] as const).filter((one) => asked.includes(`--${one}`));

const unknown = wanted.filter((one) => !SETS[one.split('.', 1)[0] ?? '']);
if (unknown.length > 0) {
  log(`There is no set ${unknown.join(', ')}. There are: ${Object.keys(SETS).join(', ')}.`);
  process.exit(2);
}
await buildExtension(log);
process.exitCode = (await takeAll(schemes.length > 0 ? schemes : ['dark', 'light'])) ? 0 : 1;

async function takeAll(each: readonly Scheme[]): Promise<boolean> {
  const folder = join(ROOT, 'test-output', 'pictures');
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  const world = await World.open({
    executablePath: await ensureChromium({ log }),
    extensionDir: EXTENSION_DIR,
    outputDir: folder,
    headless: true,
    windowSize: { width: 1280, height: 807 },
  });
  try {
    const camera = new Camera(folder, each);
    const options = await world.gavel.openOptions('keys');
    if (wanted.length === 0) await camera.take(options, 'options-first-run');
    await options.close();
    const key = await world.newKeyInGavel('Forum');
    return await takeSets({ world, key, camera });
  } finally {
    await world.close();
  }
}

/** A scene that cannot be set is said, and the others are taken all the same. */
async function takeSets(studio: Studio): Promise<boolean> {
  let all = true;
  for (const [set, scenes] of Object.entries(SETS)) {
    for (const [scene, take] of Object.entries(scenes)) {
      const isWanted = wanted.includes(set) || wanted.includes(`${set}.${scene}`);
      if (wanted.length > 0 && !isWanted) continue;
      try {
        await take(studio);
        log(`${set}.${scene}`);
      } catch (error) {
        all = false;
        log(`${set}.${scene} could not be taken: ${(error as Error).message}`);
        await leaveNothingOpen(studio);
      }
    }
  }
  return all;
}

/** The next scene begins as if this one had ended well. */
async function leaveNothingOpen({ world: { gavel, simulator } }: Studio): Promise<void> {
  simulator.clearFaults();
  const [first, ...others] = await gavel.browser.pages();
  await first?.goto('about:blank');
  for (const page of others) await page.close().catch(() => {});
}
