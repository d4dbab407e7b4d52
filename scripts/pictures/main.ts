import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { newMeetingToken } from '~/tests/e2e/support/host-key';
import { World } from '~/tests/e2e/support/open-world';
import type { JoinOptions } from '~/tests/simulator';
import { ensureChromium } from '../browser/ensure';
import { buildExtension, EXTENSION_DIR, ROOT } from '../build/extension';
import { GUESTS, HOST, OFFENDER, ROOM } from '../demo/people';

/**
 * Takes pictures of every surface in both colour schemes, to be looked at: 3 and 500 people, wide and
 * narrow. Written to `test-output/pictures/`; those of the README are in `docs/images/`, copied by hand.
 */
type Scheme = 'dark' | 'light';

const scheme = process.argv.includes('--light') ? 'light' : 'dark';
const log = (text: string) => process.stdout.write(`${text}\n`);

await buildExtension(log);
const world = await World.open({
  executablePath: await ensureChromium({ log }),
  extensionDir: EXTENSION_DIR,
  outputDir: join(ROOT, 'test-output', 'pictures', scheme),
  headless: true,
  windowSize: { width: 1280, height: 807 },
});
try {
  await takePictures(scheme);
} finally {
  await world.close();
}

async function takePictures(wanted: Scheme): Promise<void> {
  const { gavel } = world;
  const key = world.newKey();
  const options = await gavel.openOptions('keys');
  await prefer(options.page, wanted);
  await options.screenshot('options-first-run');
  const { appId, keyId, pkcs8Pem: pem } = key;
  await options.addKey({ appId, keyId, key: { pem }, label: 'Forum' });
  await options.checkKey('Forum');
  await options.screenshot('options-keys');

  const jwt = newMeetingToken(key, HOST);
  const { page, meeting } = await world.joinMeeting(appId, GUESTS, { room: ROOM, jwt });
  await prefer(page.page, wanted);
  await page.panel.open();
  await page.screenshot('panel-8');
  await page.panel.ban(OFFENDER.name);
  const popup = await gavel.popup();
  await prefer(popup.page, wanted);
  await popup.answerable('Ban');
  await popup.screenshot('confirmation');
  await page.screenshot('panel-waiting');
  await popup.confirm('Ban');
  await popup.outcome(/Left the meeting/);
  await popup.screenshot('outcome');
  await popup.close();
  await page.screenshot('panel-outcome');

  const home = await gavel.openToolbarPopup(page);
  await prefer(home.page, wanted);
  await home.screenshot('popup');
  await home.close();

  await page.page.setViewport({ width: 400, height: 640 });
  await page.screenshot('panel-narrow');
  await page.page.setViewport(null);
  meeting.joinMany(500 - meeting.participants().length, crowd);
  await page.panel.reads('500 here');
  await page.screenshot('panel-500');
  await page.close();

  await options.page.goto(gavel.url('options.html#activity'));
  await options.page.reload();
  await options.find('table', 'Activity');
  await options.screenshot('options-activity');
}

async function prefer(page: Page, value: Scheme): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
}

function crowd(n: number): JoinOptions {
  return { name: `Participant ${n}`, userId: `auth0|${n}` };
}
