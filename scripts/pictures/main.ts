import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { World, type WorldOptions } from '~/tests/e2e/support/open-world';
import { ensureChromium } from '../browser/ensure';
import { changedBuild } from '../build/changed';
import { buildExtension, EXTENSION_DIR, ROOT } from '../build/extension';
import { CATALOGUE, mirroredCatalogue, unmirrored } from '../build/mirrored';
import { localesOf, type Translation, translationOf } from '../build/translated';
import { Camera, type Scheme } from './camera';
import { takeFirstRun } from './first-run';
import { HARD_TO_SEE } from './hard-to-see';
import { takeHelp } from './help';
import { inLanguage } from './languages';
import { LAST } from './last';
import { ACTIVITY } from './options-activity';
import { BANS } from './options-bans';
import { OPTIONS } from './options-pages';
import { ACTING } from './panel-acting';
import { BESIDE } from './panel-beside';
import { EMBEDDED } from './panel-embedded';
import { INSIDE } from './panel-inside';
import { MANY } from './panel-many';
import { WAY_IN } from './panel-way-in';
import { BY_HAND } from './popup-by-hand';
import { QUESTIONS } from './popup-questions';
import { README } from './readme';
import { takeStore } from './store';
import type { Scenes, Studio } from './studio';

/*
 * Pictures of every surface in every state, to be looked at, in `test-output/pictures/`:
 *
 *   npm run pictures                         everything, dark and light
 *   npm run pictures -- --light              in one scheme only
 *   npm run pictures -- inside many.batch    these sets, or scenes of them
 *   npm run pictures -- pl zh_CN.options     in these languages
 *   npm run pictures -- --help-page          those of docs/help.md, into `docs/images/help/`
 *   npm run pictures -- --store              those for the stores, into `docs/store/images/`
 *
 * `first-run` takes the way to the first key, before anything else is there. `readme` takes the README's own, which are copied to `docs/images/` by hand.
 */

const SETS: Readonly<Record<string, Scenes>> = {
  readme: README,
  'way-in': WAY_IN,
  inside: INSIDE,
  beside: BESIDE,
  acting: ACTING,
  many: MANY,
  embedded: EMBEDDED,
  'by-hand': BY_HAND,
  questions: QUESTIONS,
  'hard-to-see': HARD_TO_SEE,
  activity: ACTIVITY,
  bans: BANS,
  options: OPTIONS,
  last: LAST,
};

/** Is taken in a browser with the catalogue that reads from right to left. */
const MIRRORED = 'right-to-left';

/** Of the languages, these are taken where none is named: long words, right to left, and no spaces. */
const TAKEN = ['de', 'ar', 'ja'];

/** What hosts and stores are shown, each by a browser of its own. */
const PUBLISHED: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'help-page': takeHelp,
  store: takeStore,
};

/** No set of scenes, as it is what the others begin with. */
const FIRST_RUN = 'first-run';

const log = (text: string) => process.stdout.write(`${text}\n`);
const asked = process.argv.slice(2);
const wanted = asked.filter((one) => !one.startsWith('--'));
const schemes = (['dark', 'light'] as const).filter((one) => asked.includes(`--${one}`));

await buildExtension(log);
const locales = await localesOf(EXTENSION_DIR);
const names = [FIRST_RUN, ...Object.keys(SETS), MIRRORED, ...locales];
const unknown = wanted.filter((one) => !names.includes(one.split('.', 1)[0] ?? ''));
if (unknown.length > 0) {
  log(`There is no set ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
// What is published looks as most people see it; browsers that are started from here on take these fonts.
const published = Object.keys(PUBLISHED).filter((one) => asked.includes(`--${one}`));
if (published.length > 0) process.env.FONTCONFIG_FILE = join(import.meta.dirname, 'fonts.conf');
if (published.length > 0) await publish(published);
else process.exitCode = (await takeAll(schemes.length > 0 ? schemes : ['dark', 'light'])) ? 0 : 1;

async function publish(names: readonly string[]): Promise<void> {
  const executablePath = await ensureChromium({ log });
  const outputDir = join(ROOT, 'test-output', 'pictures');
  const options = { executablePath, outputDir, extensionDir: EXTENSION_DIR, headless: true };
  for (const name of names) {
    const world = await World.open(options);
    await PUBLISHED[name]?.(world).finally(() => world.close());
    log(name);
  }
}

async function takeAll(each: readonly Scheme[]): Promise<boolean> {
  const folder = join(ROOT, 'test-output', 'pictures');
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  const camera = new Camera(folder, each);
  const browser = { executablePath: await ensureChromium({ log }), outputDir: folder };
  const all = await takeIn({ ...browser, extensionDir: EXTENSION_DIR }, SETS, camera);
  const isMirroredTaken = await takeTranslated(browser, MIRRORED, camera, async () => ({
    catalogue: mirroredCatalogue,
    english: (text) => [unmirrored(text)],
  }));
  const ok = [all, isMirroredTaken];
  for (const locale of locales) {
    if (wanted.length === 0 && !TAKEN.includes(locale)) continue;
    const translation = () => translationOf(EXTENSION_DIR, locale);
    ok.push(await takeTranslated(browser, locale, camera, translation));
  }
  return ok.every(Boolean);
}

/** Takes the scenes that have words in a browser of their own, with another catalogue. */
async function takeTranslated(
  browser: Pick<WorldOptions, 'executablePath' | 'outputDir'>,
  name: string,
  camera: Camera,
  translation: () => Promise<Translation>,
): Promise<boolean> {
  if (wanted.length > 0 && !isWanted(name)) return true;
  const { catalogue, english } = await translation();
  const build = await changedBuild(EXTENSION_DIR, { [CATALOGUE]: catalogue });
  try {
    const options = { ...browser, extensionDir: build.dir, english };
    return await takeIn(options, { [name]: inLanguage(name) }, camera);
  } finally {
    await build.remove();
  }
}

function isWanted(set: string): boolean {
  return wanted.some((one) => one.split('.', 1)[0] === set);
}

/** Takes what is wanted of these sets in a browser of their own. */
async function takeIn(
  options: Pick<WorldOptions, 'executablePath' | 'extensionDir' | 'outputDir' | 'english'>,
  sets: Readonly<Record<string, Scenes>>,
  camera: Camera,
): Promise<boolean> {
  const here = sets === SETS ? [FIRST_RUN, ...Object.keys(sets)] : Object.keys(sets);
  if (wanted.length > 0 && !here.some(isWanted)) return true;
  const windowSize = { width: 1280, height: 807 };
  const world = await World.open({ ...options, headless: true, windowSize });
  try {
    const isFirst = sets === SETS && (wanted.length === 0 || wanted.includes(FIRST_RUN));
    const key = isFirst ? await takeFirstRun(world, camera) : await world.newKeyInGavel('Forum');
    return await takeSets({ world, key, camera }, sets);
  } finally {
    await world.close();
  }
}

/** A scene that cannot be set is said, and the others are taken all the same. */
async function takeSets(studio: Studio, sets: Readonly<Record<string, Scenes>>): Promise<boolean> {
  let all = true;
  for (const [set, scenes] of Object.entries(sets)) {
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
