import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letPass } from '~/tests/e2e/support/closure';
import { operations } from '~/tests/e2e/support/fence';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import { certainly } from '~/tests/e2e/support/wait';
import { startWorld } from '~/tests/e2e/support/world';

/** A little more than from one end to the next. */
const HALF_A_MINUTE = 31_000;
const MINUTE = 60_000;

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const ends = () =>
  world.simulator.requests.filter(
    ({ operation, status }) => operation === 'DESTROY' && status !== 'pending',
  );

/** Ends the meeting from the toolbar, to be kept closed for a quarter of an hour. */
async function endAndKeepClosed(page: MeetingPage): Promise<void> {
  const popup = await world.gavel.openToolbarPopup(page);
  await popup.choose('End meeting for everyone');
  await popup.select('Keep it closed', 'For 15 minutes');
  await popup.reads(/ends it again every half minute/);
  await popup.reads(/Only a lobby or a passcode keeps people out entirely/);
  await popup.confirm('End meeting');
  await popup.reads(/Gavel keeps this meeting closed until \d\d:\d\d/);
  await popup.choose('Done');
  await popup.close();
}

describe('a meeting that was ended and is kept closed', () => {
  it('is ended again when somebody has opened it: panel, popup and badge say so, and one click stops it', async () => {
    const { page, meeting, room } = await world.joinMeeting(key.appId, [{ name: 'Troll' }]);
    await page.panel.open();
    await endAndKeepClosed(page);
    await world.gavel.badgeIs('×');
    await page.panel.reads(/Gavel keeps this meeting closed until \d\d:\d\d/);
    await certainly(() => meeting.participants().length === 0, 'nobody is in it any more');

    meeting.join({ name: 'Troll' });
    const options = await world.gavel.openOptions('activity');
    await letPass(world.gavel, options, HALF_A_MINUTE);
    await certainly(() => ends().length === 2, 'the meeting is ended again');
    await certainly(() => meeting.participants().length === 0, 'the troll is out again');
    await letPass(world.gavel, options, HALF_A_MINUTE);
    await certainly(() => ends().length === 3, 'it is asked once more');
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(new RegExp(`“\\s*${room}\\s*” is kept closed until \\d\\d:\\d\\d`));
    await popup.reads('It was opened again once, and ended.');

    await popup.click('button', 'Stop keeping it closed');
    await popup.gone('button', 'Stop keeping it closed');
    await world.gavel.badgeIs('');
    const isSilent = async () => !(await page.text()).includes('keeps this meeting closed');
    await certainly(isSilent, 'the panel does not say it any more');
    await popup.close();
    await options.page.bringToFront();
    await options.page.reload();
    await options.openDetails();
    await options.reads(/To be kept closed for 15 minutes after its end/);
    await options.reads(/Ended again on .*: JaaS accepted/);
    await options.reads(/Asked to end it once more; nobody was in it/);
    await options.reads(/You let it be opened again on/);
    expect(await operations(world)).toEqual(['DESTROY', 'DESTROY', 'DESTROY']);
    await options.close();
    await page.close();
  });

  it('is not ended while the host is in it, who can stop it from the panel', async () => {
    const { page, room } = await world.joinMeeting(key.appId);
    await page.panel.open();
    await endAndKeepClosed(page);
    await page.panel.reads(/Gavel keeps this meeting closed/);
    const again = await world.joinMeeting(key.appId, [{ name: 'Ann' }], { room });
    await again.page.panel.open();
    await again.page.panel.reads(/It is not ended while you are in it/);
    const options = await world.gavel.openOptions('activity');
    await letPass(world.gavel, options, MINUTE);
    await again.page.panel.reads(/It is not ended while you are in it/);
    expect(await operations(world)).toEqual(['DESTROY']);

    await again.page.page.bringToFront();
    await again.page.click('button', 'Stop keeping it closed');
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['DESTROY']);
    await options.close();
    await again.page.close();
    await page.close();
  });

  it('is ended with the host in it after they said so in Gavel’s own window', async () => {
    const { page, room } = await world.joinMeeting(key.appId);
    await endAndKeepClosed(page);
    const again = await world.joinMeeting(key.appId, [{ name: 'Ann' }], { room });
    await again.page.panel.open();
    await again.page.panel.reads(/It is not ended while you are in it/);
    const options = await world.gavel.openOptions('activity');
    await letPass(world.gavel, options, MINUTE);
    const popup = await world.gavel.openToolbarPopup(again.page);
    await popup.reads('You are in it now, so Gavel has stopped ending it.');
    const goOn = 'End it again, with me in it';
    const counts = async () => (await popup.all('button', goOn)).some(({ disabled }) => !disabled);
    await certainly(counts, 'a click on it counts');
    expect(ends()).toHaveLength(1);
    await popup.click('button', goOn);
    await certainly(() => ends().length === 2, 'the meeting is ended again');
    await certainly(() => again.meeting.participants().length === 0, 'nobody is in it any more');
    await popup.click('button', 'Stop keeping it closed');
    await world.gavel.badgeIs('');
    await popup.close();
    await options.close();
    await again.page.close();
    await page.close();
  });

  it('is given up when JaaS refuses the key, and the host is told why', async () => {
    const { page, room } = await world.joinMeeting(key.appId, [{ name: 'Ann' }]);
    await endAndKeepClosed(page);
    world.simulator.fault({ match: { operation: 'DESTROY' }, status: 403, times: 1 });
    const options = await world.gavel.openOptions('activity');
    await letPass(world.gavel, options, HALF_A_MINUTE);
    await world.gavel.badgeIs('!');
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.outcome(new RegExp(`“\\s*${room}\\s*” is not kept closed any more, since`));
    await popup.choose('Got it');
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['DESTROY', 'DESTROY']);
    await popup.close();
    await options.close();
    await page.close();
  });
});
