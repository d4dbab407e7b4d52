import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '~/scripts/build/extension';
import { GUESTS, HOST, OFFENDER, RAIDERS, ROOM } from '~/scripts/demo/people';
import { newMeetingToken } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Surface } from '~/tests/e2e/support/surface';
import { hideName, type PlateFile, takePlate, takePopup } from './plate';

/** What all three stores take. */
const STORE = { width: 1280, height: 800 };

const to = (name: string): PlateFile => `${join(ROOT, 'docs/store/images', name)}.png`;
const aside = (name: string): PlateFile => `${join(ROOT, 'test-output/pictures/store', name)}.png`;

/** Those of the demo, with names that fit beside their badges. */
const PEOPLE = GUESTS.map((one) => (one.role === 'moderator' ? { ...one, name: 'Ann Lee' } : one));

/** The pictures of docs/store/: the product as it is, with nothing written over it. */
export async function takeStore(world: World): Promise<void> {
  const { gavel } = world;
  const key = await world.newKeyInGavel('Forum');
  const apart: string[] = [];
  // Apart, and put together at the end: a popup closes when another page comes to the front.
  const both = async (meeting: Surface, popup: Surface, name: string) => {
    await takePopup(popup, aside(`${name}-popup`), 1);
    await takePlate(meeting, aside(name), STORE);
    apart.push(name);
  };

  const jwt = newMeetingToken(key, HOST);
  const { page, meeting } = await world.joinMeeting(key.appId, PEOPLE, { room: ROOM, jwt });
  await hideName(page);
  await page.panel.open();
  await page.panel.row(OFFENDER.name);
  await takePlate(page, to('1-panel'), STORE);

  await page.panel.ban(OFFENDER.name);
  const question = await gavel.popup();
  await question.answerable('Ban');
  await both(page, question, '2-question');
  await question.confirm('Ban');
  await question.find('heading', /is banned and gone/);
  await both(page, question, '3-outcome');
  await question.close();

  for (const one of RAIDERS) meeting.join(one);
  await page.panel.reads(`${meeting.participants().length} here`);
  await page.click('button', 'Select');
  await page.select('Select by…', 'Joined in the last 2 minutes');
  await page.panel.reads(`${RAIDERS.length} selected`);
  await page.click('button', 'Ban selected');
  const raid = await gavel.popup();
  await raid.answerable('Ban');
  await both(page, raid, '4-raid');
  await raid.confirm('Ban');
  await raid.find('heading', /banned, .* only removed/);
  await raid.close();
  await page.panel.reads(`${meeting.participants().length} here`);
  await world.endFromPanel(page);
  await page.close();

  const activity = await gavel.openOptions('activity');
  await activity.find('table', 'Activity');
  await takePlate(activity, to('5-activity'), STORE);
  await activity.close();

  const paper = await gavel.browser.newPage();
  for (const name of apart) {
    // Where a browser shows it: below the toolbar, at the right.
    await draw(paper, to(name), STORE, [
      `<img src="${await inline(aside(name))}">`,
      `<img class="popup" src="${await inline(aside(`${name}-popup`))}">`,
    ]);
  }
  await takeTiles(paper);
}

/** What has words on it has only the name, as it stands beside the icon in the product. */
async function takeTiles(paper: Page): Promise<void> {
  const icon = await readFile(join(ROOT, 'docs/icon.svg'), 'utf8');
  const panel = await inline(to('1-panel'));
  const tile = (size: 'small' | 'large') => [
    `<div class="tile tile--${size}"><div class="name">${icon}<b>Gavel</b></div>`,
    `<div class="card"><img src="${panel}"></div></div>`,
  ];
  await draw(paper, to('tile-440x280'), { width: 440, height: 280 }, tile('small'));
  await draw(paper, to('tile-1400x560'), { width: 1400, height: 560 }, tile('large'));
  await draw(paper, to('logo-300x300'), { width: 300, height: 300 }, [
    `<div class="logo">${icon}</div>`,
  ]);
}

const STYLE = `
  body { margin: 0; overflow: hidden; background: #141414; color: #fff; font-family: sans-serif }
  img { display: block }
  .popup { position: absolute; top: 8px; right: 12px; border: 1px solid #3d3d3d; border-radius: 10px; box-shadow: 0 16px 56px rgb(0 0 0 / 70%) }
  .tile { position: relative; height: 100vh; background: linear-gradient(120deg, #1d1d1d, #43151b) }
  .name { position: absolute; display: flex; align-items: center; font-weight: 700 }
  .card { position: absolute; overflow: hidden; border: 1px solid #3d3d3d; border-radius: 10px; box-shadow: 0 16px 56px rgb(0 0 0 / 60%) }
  .card img { position: relative }
  .tile--small .name { inset: 0 auto 0 28px; gap: 14px; font-size: 34px }
  .tile--small .name svg { width: 64px; height: 64px }
  .tile--small .card { left: 224px; top: 28px; width: 346px; height: 320px }
  .tile--small .card img { margin: -76px 0 0 -12px }
  .tile--large .name { inset: 0 auto 0 120px; gap: 32px; font-size: 88px }
  .tile--large .name svg { width: 160px; height: 160px }
  .tile--large .card { left: 700px; top: 64px; width: 840px; height: 540px }
  .logo { display: grid; place-items: center; height: 100vh }
  .logo svg { width: 260px; height: 260px }
`;

async function draw(
  paper: Page,
  path: PlateFile,
  size: { width: number; height: number },
  parts: readonly string[],
): Promise<void> {
  await paper.bringToFront();
  await paper.setContent(`<meta charset="utf-8"><style>${STYLE}</style>${parts.join('')}`);
  await takePlate({ page: paper }, path, size);
}

async function inline(path: PlateFile): Promise<string> {
  return `data:image/png;base64,${(await readFile(path)).toString('base64')}`;
}
