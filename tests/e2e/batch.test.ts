import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { ApiRequest } from '~/tests/simulator/api/record';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import type { MeetingPage } from './support/panel';
import { waitFor } from './support/wait';

/** For what hundreds of people take on a busy machine, in milliseconds. */
const LONG_MS = 900_000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => {
  world.simulator.clearRecords();
  world.simulator.clearFaults();
});
afterAll(() => world?.close());

function guests(count: number): JoinOptions[] {
  return Array.from({ length: count }, (_, n) => {
    const number = String(n + 1).padStart(3, '0');
    return { name: `Guest ${number}`, userId: `auth0|${number}` };
  });
}

const sent = (operation: ApiRequest['operation']) =>
  world.simulator.requests.filter((it) => it.operation === operation);

/** Waits until so many of these have been asked for and answered, for as long as more of them are. */
async function answered(operation: ApiRequest['operation'], count: number): Promise<void> {
  const soFar = () => sent(operation).filter((it) => it.status !== 'pending').length;
  for (let before = soFar(); before < count; before = soFar()) {
    if (await waitFor(() => soFar() > before)) continue;
    throw new Error(`${operation} was asked ${sent(operation).length} times of ${count}`);
  }
}

/** Nobody was asked for twice, whatever became of it. */
function expectOnce(): void {
  for (const operation of ['BAN_USER', 'KICK_PARTICIPANT'] as const) {
    const whom = sent(operation).map((it) => it.userId ?? it.participantId);
    expect(new Set(whom).size, operation).toBe(whom.length);
  }
}

async function selectAll(page: MeetingPage, then: 'Ban selected' | 'Remove selected') {
  await page.panel.open();
  await page.panel.askForAll(then);
  return world.gavel.popup();
}

describe('many people at once', () => {
  it(
    '500 are banned and removed under one confirmation, each once, and the panel stays usable',
    async () => {
      const people = guests(500);
      const key = await world.newKeyInGavel();
      const { page, meeting } = await world.joinMeeting(key.appId, people);
      const popup = await selectAll(page, 'Ban selected');
      expect(await popup.question()).toBe('Ban 500 people?');
      await popup.reads('Guest 001');
      expect(await popup.all('listitem', undefined, { within: ['list', 'People'] })).toHaveLength(
        500,
      );
      expect(world.simulator.requests).toEqual([]);
      await popup.confirm('Ban');
      await answered('KICK_PARTICIPANT', 10);

      await page.panel.search('nobody of this name');
      await page.panel.reads('Nobody here matches');
      expect(sent('KICK_PARTICIPANT').length, 'it was still running').toBeLessThan(500);
      await page.panel.search('');

      await answered('KICK_PARTICIPANT', 500);
      await popup.find('heading', '500 banned', { patienceMs: LONG_MS });
      expect(
        sent('BAN_USER')
          .map(({ userId }) => userId)
          .sort(),
      ).toEqual(people.map(({ userId }) => userId));
      expectOnce();
      expect(world.simulator.requests.every(({ performed }) => performed)).toBe(true);
      expect(meeting.participants().filter((it) => !it.page)).toEqual([]);
      await page.panel.reads('Nobody else is here yet.');
      await popup.close();
      await page.close();
    },
    LONG_MS,
  );

  it('people without a user id are removed only, and it says so beforehand', async () => {
    const key = await world.newKeyInGavel();
    const people = [...guests(3), { name: 'Nameless 1' }, { name: 'Nameless 2' }];
    const { page } = await world.joinMeeting(key.appId, people);
    const popup = await selectAll(page, 'Ban selected');
    expect(await popup.question()).toBe('Ban 5 people?');
    await popup.reads('2 of them have no user ID that can be banned and will only be removed.');
    await popup.confirm('Ban');
    await popup.find('heading', '3 banned, 2 only removed');
    expect(
      sent('BAN_USER')
        .map(({ userId }) => userId)
        .sort(),
    ).toEqual(['auth0|001', 'auth0|002', 'auth0|003']);
    expect(sent('KICK_PARTICIPANT')).toHaveLength(5);
    expectOnce();
    await popup.close();
    await page.close();
  });

  it('stopped in the middle, nobody else is asked for, and each who was not is named', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, guests(40));
    world.simulator.fault({ match: { operation: 'BAN_USER' }, delayMs: 1500 });
    const popup = await selectAll(page, 'Ban selected');
    await popup.confirm('Ban');
    await popup.click('button', 'Stop');
    await popup.find('heading', /^\d+ banned(, \d+ of them not removed)?, \d+ not/);
    const banned = sent('BAN_USER').length;
    expect(banned).toBeLessThan(40);
    await popup.reads(`Not sent ${40 - banned}`);
    await popup.reads('You stopped it before it was sent.');
    await popup.find('button', `Try again for ${40 - sent('KICK_PARTICIPANT').length} people`);
    expect(sent('BAN_USER')).toHaveLength(banned);
    expectOnce();
    await popup.close();
    await page.close();
  });

  it('a background that is stopped in the middle goes on, sends nothing twice, and says what is unknown', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, guests(24));
    const slow = world.simulator.fault({ match: { operation: 'BAN_USER' }, delayMs: 5000 });
    const popup = await selectAll(page, 'Ban selected');
    await popup.confirm('Ban');
    const inHand = () => sent('BAN_USER').filter(({ status }) => status === 'pending').length === 4;
    expect(await waitFor(inHand)).toBe(true);
    await world.gavel.stopWorker();
    slow.remove();
    await popup.close();

    const again = await world.gavel.openToolbarPopup(page);
    await answered('KICK_PARTICIPANT', 24);
    await again.click('button', 'Ban of 24 people: 20 accepted, 4 unknown');
    await again.find('heading', '20 banned, 4 unknown');
    expect(sent('BAN_USER')).toHaveLength(24);
    expect(sent('KICK_PARTICIPANT')).toHaveLength(24);
    expectOnce();
    await again.close();
    await page.close();
  });

  it('asks again when somebody changed meanwhile, and bans who has left', async () => {
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, guests(3));
    const popup = await selectAll(page, 'Ban selected');
    await popup.question();
    const [first, second] = meeting.participants().filter((it) => !it.page);
    meeting.rename(first?.id ?? '', 'Hanna');
    meeting.leave(second?.id ?? '');
    await page.panel.row('Hanna');
    await page.panel.rowGone(second?.name ?? '');
    await popup.confirm('Ban');
    await popup.reads('What changed is marked.');
    await popup.reads('New name');
    await popup.reads('1 of them is not in this room any more.');
    expect(world.simulator.requests).toEqual([]);
    await popup.confirm('Ban');
    await popup.find('heading', '3 banned');
    expect(sent('BAN_USER')).toHaveLength(3);
    expect(sent('KICK_PARTICIPANT')).toHaveLength(2);
    await popup.close();
    await page.close();
  });
});
