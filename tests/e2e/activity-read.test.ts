import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { Action } from '~/utils/journal/action';
import { toStored } from '~/utils/journal/stored';
import { activityDay } from './support/activity-day';
import { textOf } from './support/ax-node';
import { putRecords } from './support/journal';
import type { OptionsPage } from './support/options-page';
import { certainly } from './support/wait';

const MALLORY_ID = 'google-oauth2|114025754820379595030';
const MANY = 'Details of Ban of 12 people';

let world: World;
let day: Action[];
let activity: OptionsPage;

beforeAll(async () => {
  world = await startWorld();
  const key = await world.newKeyInGavel('Forum');
  day = activityDay(key.appId, Date.now());
  const before = await world.gavel.openOptions('activity');
  await putRecords(before.page, day.map(toStored));
  await before.close();
  activity = await world.gavel.openOptions('activity');
});
afterAll(() => world?.close());

/** The page as it is when it has just been opened. */
async function openAnew(): Promise<void> {
  await activity.page.bringToFront();
  await activity.page.reload();
  await activity.find('table', 'Activity');
  await activity.reads('8 actions');
}

/** What each row of actions reads, newest first. */
async function rows(): Promise<string[]> {
  const headers = await activity.all('button', /^Details of /, { within: ['table', 'Activity'] });
  const all = await activity.all('row', undefined, { within: ['table', 'Activity'] });
  const read = all.map(textOf).filter((text) => /^\d\d:\d\d:\d\d /.test(text));
  expect(headers.length).toBeGreaterThanOrEqual(read.length);
  return read;
}

/** Where something on the page is, in CSS pixels. */
function boxOf(selector: string) {
  return activity.page.evaluate((wanted) => {
    const { top, bottom, width, height } =
      document.querySelector(wanted)?.getBoundingClientRect() ?? new DOMRect();
    return { top, bottom, width, height };
  }, selector);
}

const backgrounds = (selector: string) =>
  activity.page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(wanted)].map((one) => getComputedStyle(one).backgroundColor),
    selector,
  );

describe('the host who reads the activity', () => {
  it('sees one row for a ban of many, with how it went, and opens it to its people', async () => {
    await openAnew();
    expect(await rows()).toHaveLength(8);
    expect((await rows())[1]).toMatch(
      /Ban of 12 people Weekly Forum .*10 banned, 1 not, 1 unknown/,
    );
    await activity.click('button', MANY);
    await activity.reads(/Guest 11 auth0\|0010 .*Not banned · 401/);
    const people = (await activity.all('rowheader')).map(textOf).filter((it) => /^Guest/.test(it));
    // What went wrong comes first.
    expect(people.slice(0, 2)).toEqual(['Guest 11 auth0|0010', 'Guest 12 auth0|0011']);
    expect(people).toHaveLength(12);
    await activity.openDetails('Details of Ban: Guest 11');
    await activity.reads('JaaS refused the token (401). They were not banned.');
  });

  it('is not shown what was never sent, is told how much that is, and sees it when wanted', async () => {
    await openAnew();
    await activity.reads('2 hidden that were cancelled, replaced or not confirmed');
    expect((await rows()).join()).not.toMatch(/Cancelled|Expired/);
    await activity.click('checkbox', 'Hide what was not sent');
    await activity.reads('10 actions');
    expect((await rows())[0]).toMatch(/Ban of 40 people .*Cancelled/);
    expect((await rows()).join()).toMatch(/Bob .*Expired/);
  });

  it('reads a short verdict in rows of 44 px, and opens one by a click anywhere in it', async () => {
    await openAnew();
    expect((await boxOf('.table__row')).height).toBeLessThanOrEqual(45);
    const verdicts = (await rows()).join('\n');
    for (const part of [
      'Banned and gone ·',
      'Not banned · 401',
      'Ban unknown',
      'Banned, not removed',
    ]) {
      expect(verdicts).toContain(part);
    }
    await activity.page.click('.table__row .table__when');
    await activity.reads(/JaaS accepted the ban.*Seen leaving the meeting/s);
    const button = await activity.find('button', 'Details of Ban: Mallory');
    expect(button.expanded).toBe(true);
    await activity.page.click('.table__row .table__when');
    await activity.gone('button', 'Copy details');
  });

  it('can select a name in a row without opening it, and opens it by the keyboard', async () => {
    await openAnew();
    const { x, y } = await activity.page.$eval('.table__whom', (name) => {
      const box = name.getBoundingClientRect();
      return { x: box.x, y: box.y + box.height / 2 };
    });
    await activity.page.mouse.move(x + 1, y);
    await activity.page.mouse.down();
    await activity.page.mouse.move(x + 40, y, { steps: 4 });
    await activity.page.mouse.up();
    expect(await activity.page.evaluate(() => getSelection()?.toString())).toMatch(/^Mal/);
    expect(await activity.all('button', 'Copy details')).toEqual([]);
    await activity.page.focus('[data-of]');
    await activity.page.keyboard.press('Enter');
    await activity.find('button', 'Copy details');
  });

  it('finds days as headings, and the AppID only where there are several', async () => {
    await openAnew();
    const days = new Set(day.map(({ stagedAt }) => new Date(stagedAt).toDateString())).size;
    expect(await activity.all('rowheader', /^\w+day, .*\d{4}$/)).toHaveLength(days);
    expect((await rows()).join()).not.toMatch(/\d{4},|Forum Forum|…/);
    const other = await world.newKeyInGavel('School');
    const [one] = activityDay(other.appId, Date.now()).slice(-1).map(toStored);
    if (!one) throw new Error('no record');
    await putRecords(activity.page, [one]);
    await activity.page.reload();
    await activity.reads('9 actions');
    expect((await rows()).join()).toMatch(/Weekly Forum Forum .*School/);
    await putRecords(activity.page, [], [one.id]);
  });

  it('has the width of the window for the table, and forms as wide as before', async () => {
    await activity.page.setViewport({ width: 1920, height: 1080 });
    await openAnew();
    expect((await boxOf('.table')).width).toBeGreaterThan(1200);
    await activity.click('link', 'Settings');
    await activity.find('button', 'Clear activity');
    expect((await boxOf('.page')).width).toBeLessThanOrEqual(860);
    await activity.click('link', 'Activity');
    await activity.page.setViewport(null);
  });
});

describe('the host who looks for something in the activity', () => {
  it('gets everything about a user ID by a click on it, and copies it', async () => {
    await openAnew();
    await activity.click('button', `Everything about user ID ${MALLORY_ID}`);
    // What nobody confirmed goes by itself meanwhile.
    await activity.reads(/2 of \d+ actions/);
    expect((await rows()).every((row) => row.includes('Mallory'))).toBe(true);
    await activity.openDetails('Details of Ban: Mallory');
    await activity.click('button', 'Copy ID');
    await activity.reads('Copied');
    expect(await activity.clipboard()).toBe(MALLORY_ID);
    await activity.click('button', 'Show every user ID');
    await activity.reads('8 actions');
  });

  it('looks at some days only, and an export says whether it takes all or what is shown', async () => {
    await openAnew();
    await activity.find('button', /^Export CSV \(all \d+\)$/);
    const last = new Date(day.at(-1)?.stagedAt ?? 0);
    const two = (value: number) => String(value).padStart(2, '0');
    const date = `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}`;
    await activity.page.$$eval(
      'input[type=date]',
      ([, to], value) => {
        (to as HTMLInputElement).value = value;
        to?.dispatchEvent(new Event('change', { bubbles: true }));
      },
      date,
    );
    await activity.reads(/\d of \d+ actions/);
    expect((await rows()).join()).not.toContain('Trudy');
    await activity.click('checkbox', 'Export only what is shown');
    await activity.find('button', /^Export CSV \([1-9]\d? shown\)$/);
    await activity.find('button', /^Export JSON \([1-9]\d? shown\)$/);
  });

  it('sees the first record on a phone before scrolling, with the filters behind one button', async () => {
    await activity.page.setViewport({ width: 360, height: 640 });
    await openAnew();
    expect((await boxOf('.table__row')).bottom).toBeLessThan(640);
    expect(await activity.all('combobox', 'Outcome')).toEqual([]);
    await activity.click('button', 'Filters and export');
    await activity.find('combobox', 'Outcome');
    await activity.find('button', /^Export CSV/);
    const wide = await activity.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await activity.page.setViewport(null);
  });

  it('clears it beside the setting for how long it is kept, and not where it is read', async () => {
    await openAnew();
    expect(await activity.all('button', 'Clear activity')).toEqual([]);
    await activity.click('link', /Settings\.$/);
    await activity.find('combobox', 'Keep the activity for');
    await activity.find('button', 'Clear activity');
    await activity.click('link', 'Activity');
  });
});

describe('the tabs of the options', () => {
  it('show which one is open by more than a line where the system’s own colours are forced', async () => {
    await openAnew();
    const session = await activity.page.createCDPSession();
    const features = [{ name: 'forced-colors', value: 'active' }];
    await session.send('Emulation.setEmulatedMedia', { features });
    const open = async () => (await backgrounds('.nav__link[aria-current]'))[0];
    await certainly(async () => (await open()) !== 'rgba(0, 0, 0, 0)', 'the open tab has a ground');
    expect(await backgrounds('.nav__link:not([aria-current])')).not.toContain(await open());
    await session.send('Emulation.setEmulatedMedia', { features: [] });
  });
});
