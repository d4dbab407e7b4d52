import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNothingSent, operations } from '~/tests/e2e/support/fence';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Popup } from '~/tests/e2e/support/popup';
import { dueAgain, setEnd } from '~/tests/e2e/support/schedule';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';

const PASSPHRASE = 'three quiet cellos';
const MINUTE = 60_000;

let profile: string;
let world: World;
let key: HostKey;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-end-at-'));
  world = await startWorld({ userDataDir: profile });
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

const ended = () => world.simulator.requests.filter(({ operation }) => operation === 'DESTROY');

/** `15:00`, the local time so many milliseconds from now, in whole minutes. */
function clock(ms: number): string {
  const date = new Date(Date.now() + ms);
  return [date.getHours(), date.getMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** Goes through the popup: Schedule the end…, this time, Next. */
async function askFor(popup: Popup, time: string): Promise<void> {
  const field = await certainly(() => popup.page.$('input[type="time"]'), 'a time can be typed');
  await field.evaluate((input, value) => {
    (input as HTMLInputElement).value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, time);
  await popup.choose('Next');
}

interface AlarmApi {
  readonly chrome: {
    readonly alarms: {
      get(name: string): Promise<{ readonly scheduledTime: number } | undefined>;
    };
  };
}

/** For when the browser's alarm is set; null for not at all. */
async function alarm(): Promise<number | null> {
  const worker = await world.gavel.worker();
  return worker.evaluate(async () => {
    const alarm = await (globalThis as unknown as AlarmApi).chrome.alarms.get('scheduled-end');
    return alarm?.scheduledTime ?? null;
  });
}

describe('End at a time', () => {
  it('asks once, shows the time in popup and panel, changes it, and is taken back', async () => {
    const { page } = await world.joinMeeting(key.appId);
    await page.panel.open();
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Schedule the end…');
    await popup.choose('Next');
    await popup.outcome(/Choose a time/);
    const [first, second] = [clock(20 * MINUTE), clock(40 * MINUTE)];
    await askFor(popup, first);
    await popup.find('heading', new RegExp(`^End this meeting at .*${first}\\?$`));
    await popup.reads(/this browser must be open, this device awake and Gavel unlocked/);
    await popup.click('button', new RegExp(`^End at .*${first}$`));
    await popup.reads(new RegExp(`Ends for everyone at .*${first}`));
    await page.panel.reads(`You scheduled this meeting to end at ${first}`);

    await popup.choose('Change');
    await askFor(popup, second);
    await popup.reads(new RegExp(`replaces the end scheduled for .*${first}`));
    await popup.click('button', new RegExp(`^End at .*${second}$`));
    await popup.reads(new RegExp(`Ends for everyone at .*${second}`));
    expect(await popup.text()).not.toContain(first);
    await page.panel.reads(`You scheduled this meeting to end at ${second}`);

    await popup.click('button', new RegExp(`^Cancel scheduled end at .*${second}$`));
    await popup.find('button', 'Schedule the end…');
    const isTakenBack = async () => !(await page.text()).includes('You scheduled this meeting');
    await certainly(isTakenBack, 'the panel names no time any more');
    await expectNothingSent(world);
    await popup.close();
    await page.close();
  });

  it('warns in the panel, and ends the meeting by the browser’s own alarm, once, with its worker asleep', async () => {
    const staying = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    const { page, meeting } = await world.joinMeeting(key.appId, [{ name: 'Bob' }]);
    await page.panel.open();
    const popup = await world.gavel.openToolbarPopup(page);
    await setEnd(popup, meeting.room, Date.now() + 4 * MINUTE);
    await page.panel.reads(/This meeting ends for everyone at \d\d:\d\d/);
    await page.panel.reads(/in \d:\d\d/);
    // The rest of these minutes goes by, but for some seconds; the next worker sets the alarm by them.
    const dueAt = Date.now() + 4000;
    await dueAgain(popup, dueAt);
    await popup.close();
    await world.gavel.stopWorker();
    const isSet = async () => (await alarm()) === dueAt || ended().length > 0;
    await certainly(isSet, 'the alarm is set');
    await world.gavel.stopWorker();
    const request = await certainly(() => ended()[0], 'the meeting is ended');
    expect(request.conferenceFullName).toBe(meeting.fullName);
    expect(request.at).toBeGreaterThanOrEqual(dueAt);
    await certainly(() => meeting.participants().length === 0, 'nobody is in it any more');
    expect(staying.meeting.participants().length).toBe(2);
    const after = await world.gavel.openToolbarPopup(staying.page);
    await after.reads(/JaaS accepted the end of/);
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['DESTROY']);
    await after.close();
    await page.close();
    await staying.page.close();
  });

  it('is not needed any more when the host ends the meeting before', async () => {
    const { page } = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Schedule the end…');
    await askFor(popup, clock(20 * MINUTE));
    await popup.click('button', /^End at /);
    await popup.choose('End meeting for everyone');
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    await popup.choose('Done');
    await popup.gone('button', /^Cancel scheduled end at/);
    await popup.close();
    const options = await world.gavel.openOptions('activity');
    await options.click('checkbox', 'Hide what was not sent');
    await options.reads(/had ended before/);
    // The end that was not scheduled has the same name.
    await options.page.$$eval('[data-of]', (all) => {
      for (const one of all) (one as HTMLElement).click();
    });
    await options.reads('The meeting was ended before the scheduled time. Nothing was sent.');
    await options.close();
    await page.close();
    expect(await operations(world)).toEqual(['DESTROY']);
  });
});

describe('a meeting that was not ended at its time', () => {
  it('because the browser was closed is not ended late: badge, popup and activity say so, and it can be ended now', async () => {
    const { page, meeting, room } = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    const popup = await world.gavel.openToolbarPopup(page);
    await setEnd(popup, meeting.room, Date.now() + 20 * MINUTE);
    // The time goes by while the browser is closed.
    await dueAgain(popup, Date.now() - 2 * MINUTE);
    await world.restartBrowser();

    // Nobody has clicked anything: the start of the browser alone makes Gavel say it.
    await world.gavel.badgeIs('!');
    const options = await world.gavel.openOptions('activity');
    await options.openDetails();
    await options.reads(
      /The browser was closed, or this device was asleep, at the scheduled time\./,
    );
    await options.close();
    const after = await world.gavel.openToolbarPopup();
    await after.outcome(new RegExp(`${room}\\s*” was not ended at`));
    await after.reads(/The browser was closed, or this device was asleep/);
    await after.reads(/Not ended\. The browser was closed/);
    await expectNothingSent(world);
    meeting.join({ name: 'Bob' });
    await after.choose('End it now…');
    await after.question();
    await after.cancel();
    await after.outcome(new RegExp(`${room}\\s*” was not ended at`));
    await after.choose('End it now…');
    expect(await after.question()).toBe(`End “${room}” for everyone?`);
    await after.confirm('End meeting');
    await after.outcome(/JaaS accepted the request to end the meeting/);
    await after.choose('Done');
    await after.gone('alert');
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['DESTROY']);
    await after.close();
  });

  it('because Gavel was locked: nothing is sent, it says why, and goes on saying so until it is known', async () => {
    const locked = await world.newKeyInGavel('Locked');
    const options = await world.gavel.openOptions('keys');
    await options.protect(PASSPHRASE);
    const { page, meeting } = await world.joinMeeting(locked.appId, [{ name: 'Ann' }]);
    const popup = await world.gavel.openToolbarPopup(page);
    await setEnd(popup, meeting.room, Date.now() + 20 * MINUTE);
    await options.page.bringToFront();
    await options.lockNow();
    await dueAgain(options, Date.now() - 1000);
    // Its next start looks at the clock. The panel wakes it by itself, so it is stopped last.
    await world.gavel.stopWorker();
    await world.gavel.worker();
    await world.gavel.badgeIs('!');
    const after = await world.gavel.openToolbarPopup(page);
    await after.outcome(/was not ended at .*no unlocked key for this AppID, so nothing was sent/s);
    await expectNothingSent(world);
    await after.choose('Got it');
    await after.gone('alert');
    await world.gavel.badgeIs('');
    await after.close();
    await page.close();
    await options.close();
  });
});
