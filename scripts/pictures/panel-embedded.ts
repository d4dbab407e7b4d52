import { FramedMeeting, frameAt } from '~/tests/e2e/support/frame';
import { newRoom } from '~/tests/e2e/support/open-world';
import { crowd } from './people';
import type { Scenes, Studio } from './studio';

async function embedded(studio: Studio, width: number, height: number): Promise<void> {
  const { world, key, camera } = studio;
  const room = newRoom();
  for (const person of crowd(12)) world.simulator.meeting(key.appId, room).join(person);
  const url = new URL('https://host.example/embed-test.html');
  url.searchParams.set('width', String(width));
  url.searchParams.set('height', String(height));
  url.searchParams.append('src', `/${key.appId}/${room}?name=Host&userId=host-1`);
  const page = await world.gavel.browser.newPage();
  await page.goto(url.href);
  const frame = await frameAt(page, `/${key.appId}/${room}`);
  const framed = new FramedMeeting(frame, 'the framed meeting', world.gavel.outputDir);
  await framed.panel.open();
  await framed.panel.reads('13 here');
  const around = [{ width: width + 80, height: height + 120 }];
  await camera.takeSizes(framed, `panel-embedded-${height}`, around);
  // In a low frame the tools are folded away behind this.
  await framed.click('button', 'Search, sort, select', { unless: ['button', 'Select'] });
  await framed.click('button', 'Select');
  await framed.click('checkbox', 'Select Bruno Keller');
  await camera.takeSizes(framed, `panel-embedded-${height}-select`, around);
  await framed.close();
}

/** In small frames of another site's page. */
export const EMBEDDED: Scenes = {
  small: (studio) => embedded(studio, 460, 340),
  tiny: (studio) => embedded(studio, 320, 240),
};
