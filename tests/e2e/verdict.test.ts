import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { Fault } from '~/tests/simulator/api/faults';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';
import type { Popup } from './support/popup';
import { certainly, waitFor } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterEach(() => world.simulator.clearFaults());
afterAll(() => world?.close());

/** Bans Mallory, whose ban is answered like this, and says yes; Gavel's window as it stands then. */
async function banMallory(
  ...faults: readonly Fault[]
): Promise<{ readonly page: MeetingPage; readonly popup: Popup }> {
  const { page, meeting } = await world.joinMeeting(key.appId);
  meeting.join({ name: 'Mallory', userId: `auth0|${newRoom()}` });
  for (const fault of faults) world.simulator.fault(fault);
  await page.panel.open();
  await page.panel.ban('Mallory');
  const popup = await world.gavel.popup();
  await popup.confirm('Ban');
  return { page, popup };
}

/** The same for several, of whom one has a ban that is answered like this, or all. */
async function banAll(count: number, fault: Omit<Fault, 'match'>, whom?: string) {
  const run = newRoom();
  const people = Array.from({ length: count }, (_, n) => ({
    name: `Guest ${n + 1}`,
    userId: `${run}|${n + 1}`,
  }));
  const { page } = await world.joinMeeting(key.appId, people);
  const userId = whom === undefined ? {} : { userId: `${run}|${whom}` };
  world.simulator.fault({ ...fault, match: { operation: 'BAN_USER', ...userId } });
  await page.panel.open();
  await page.panel.askForAll('Ban selected');
  const popup = await world.gavel.popup();
  await popup.confirm('Ban');
  return { page, popup };
}

const sent = (operation: string) =>
  world.simulator.requests.filter((it) => it.operation === operation).length;

describe('33: a host who has banned somebody reads first what came of it', () => {
  it('banned and gone, once JaaS accepted it and the person was seen leaving; Enter leaves it', async () => {
    const { page, popup } = await banMallory();
    await popup.find('heading', 'Mallory is banned and gone');
    await popup.outcome(/JaaS accepted the ban.*JaaS accepted the removal.*Left the meeting/s);
    const isFocused = () =>
      popup.page.evaluate(() => document.activeElement?.textContent === 'Done');
    await certainly(isFocused, 'Done has the focus');
    const isLeft = async () => {
      // An Enter that comes at once may be the one that answered the question.
      await popup.page.keyboard.press('Enter');
      return (await popup.all('heading', 'Mallory is banned and gone')).length === 0;
    };
    expect(await waitFor(isLeft)).toBe(true);
    await popup.close();
    await page.close();
  });

  it('that it waits, where nobody was seen leaving; never that they are gone', async () => {
    const { page, popup } = await banMallory({
      match: { operation: 'KICK_PARTICIPANT' },
      status: 200,
      perform: false,
    });
    await popup.find('heading', 'Mallory is banned. Waiting to see them leave…');
    expect(await popup.text()).not.toMatch(/gone/);
    await popup.close();
    await page.close();
  });

  it('that nobody knows, and what to do, where no answer came', async () => {
    const { page, popup } = await banMallory({
      match: { operation: 'BAN_USER' },
      drop: 'after-read',
    });
    await popup.find('heading', /Nobody knows whether (Mallory is|they are) banned$/);
    expect(await popup.reads('Repeating it does no harm.')).not.toContain('Mallory was not banned');
    await popup.find('button', 'Try again');
    await popup.close();
    await page.close();
  });
});

describe('34: a host whose ban was refused is not left alone', () => {
  it('reads that the person is still here once that was seen, how to remove them in Jitsi, and tries again', async () => {
    const { page, popup } = await banMallory(
      { match: { operation: 'BAN_USER' }, status: 401 },
      { match: { operation: 'KICK_PARTICIPANT' }, status: 401 },
    );
    await popup.find('heading', 'Not banned. Mallory is still here');
    await popup.reads(/remove them in Jitsi: on their tile, ⋮, then “Kick out”/);
    await popup.reads(
      /JaaS refused the token \(401\)\. They were not banned\. They were not removed\./,
    );
    expect(await popup.all('button', 'Open keys')).toHaveLength(1);
    world.simulator.clearFaults();
    await popup.choose('Try again');
    await popup.confirm('Ban');
    await popup.find('heading', 'Mallory is banned and gone');
    await popup.close();
    await page.close();
  });

  it('is sent to the keys only where it is the key', async () => {
    const { page, popup } = await banMallory({
      match: { operation: 'BAN_USER' },
      status: 400,
      body: '{"message":"no such feature"}',
    });
    await popup.find('heading', 'Mallory was not banned, but is gone');
    await popup.reads('JaaS says: "no such feature"');
    expect(await popup.all('button', 'Open keys')).toEqual([]);
    await popup.close();
    await page.close();
  });
});

describe('35: a host who has banned many', () => {
  it('reads how many, sees first who was not, and of each what is true of them', async () => {
    const { page, popup } = await banAll(4, { status: 400, perform: false }, '2');
    await popup.find('heading', '3 banned, 1 not');
    await popup.reads(
      /Guest 2 was not banned, but is gone\. JaaS did not understand the request \(400\)/,
    );
    await popup.reads(/Banned and gone 3/);
    const groups = await popup.page.evaluate(() =>
      [...document.querySelectorAll('details')].map(
        (one) => `${one.querySelector('summary')?.innerText.replaceAll(/\s+/g, ' ')}: ${one.open}`,
      ),
    );
    expect(groups).toEqual([
      expect.stringMatching(/Not banned, gone 1: true$/),
      expect.stringMatching(/Banned and gone 3: false$/),
    ]);
    expect(await popup.text()).not.toMatch(/Nobody was/);
    await popup.close();
    await page.close();
  });
});

describe('38: a host whose request about many is still under way', () => {
  it('can stop it or close the window, and reads that it goes on then', async () => {
    const { page, popup } = await banAll(12, { delayMs: 1500 });
    await popup.find('button', 'Stop');
    await popup.reads('It goes on when you close this.');
    expect(await popup.all('button', 'Done')).toEqual([]);
    await popup.click('button', 'Close');
    await popup.find('heading', 'Last actions');
    await popup.close();
    await certainly(() => sent('KICK_PARTICIPANT') === 12, 'everybody was asked for');
    await page.close();
  });
});

describe('40: the lines of a result', () => {
  it('have no full stops', async () => {
    const { page, popup } = await banMallory();
    await popup.find('heading', 'Mallory is banned and gone');
    const lines = await popup.page.evaluate(() =>
      [...document.querySelectorAll('.basis li > span:last-of-type')].map((it) => it.textContent),
    );
    expect(lines).toEqual([
      'JaaS accepted the ban',
      'JaaS accepted the removal',
      'Left the meeting',
    ]);
    await popup.close();
    await page.close();
  });
});
