import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import { operations } from './support/fence';
import type { HostKey } from './support/host-key';

let world: World;
let key: HostKey;
let users = 0;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

/** A user id that no other test has banned. */
function newUser(): string {
  users += 1;
  return `auth0|user-${users}`;
}

async function join(people: readonly JoinOptions[], host = 'auth0|host') {
  const joined = await world.joinMeeting(key.appId, people, {
    query: { name: 'Host', userId: host },
  });
  const { panel } = joined.page;
  await panel.open();
  for (const { name } of people) await panel.row(name);
  const idOf = (name: string) =>
    joined.meeting.participants().find((one) => one.name === name)?.id ?? '';
  return { ...joined, panel, idOf };
}

const kicked = async () => {
  await operations(world);
  return world.simulator.requests.flatMap(({ participantId }) => participantId ?? []);
};

describe('F1: a token in a link gives all guests one user id', () => {
  const guests = ['Mallory', 'Alice'].map((name) => ({ name, userId: 'guest' }));

  it('nobody is removed in the place of somebody who has just left', async () => {
    const { page, panel, meeting, idOf } = await join(guests);
    await panel.remove('Mallory');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Remove Mallory?');
    meeting.leave(idOf('Mallory'));
    await panel.rowGone('Mallory');
    await popup.confirm('Remove');
    await popup.outcome(/They are not in this room any more. Nothing was sent/);
    expect(await operations(world)).toEqual([]);
    await popup.close();

    meeting.join({ name: 'Bob', userId: 'guest' });
    expect(await panel.row('Bob')).not.toContain('Came back');
    expect(await panel.row('Alice')).not.toContain('Came back');
    await panel.row('Mallory', 'Recently left');
    await page.close();
  });

  it('a host who has it too can remove, and is not asked to ban themselves', async () => {
    const { page, panel, idOf } = await join(guests, 'guest');
    const mallory = idOf('Mallory');
    await panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal/);
    expect(await kicked()).toEqual([mallory]);
    await panel.rowGone('Mallory');
    await panel.row('Alice');
    await popup.close();

    const [ban] = await page.all('button', 'Ban Alice');
    expect(ban?.disabled).toBe(true);
    await page.close();
  });
});

describe('F2: somebody who renames themselves before each click', () => {
  it('is said to, once, and then removed', async () => {
    const { page, panel, meeting, idOf } = await join([{ name: 'Mallory', userId: newUser() }]);
    const id = idOf('Mallory');
    const rename = async (name: string) => {
      meeting.rename(id, name);
      await panel.row(name);
    };
    await panel.remove('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    await rename('Ann');
    await popup.confirm('Remove');
    await popup.reads(/Mallory\u2069? is now called \u2068?Ann/);
    expect(await popup.question()).toBe('Remove Ann?');
    await rename('Ben');
    await popup.confirm('Remove');
    await popup.outcome(/JaaS accepted the removal/);
    expect(await kicked()).toEqual([id]);
    await panel.rowGone('Ben');
    await popup.close();
    await page.close();
  });

  it('keeps nobody else of a batch', async () => {
    const names = ['Mallory', 'Ann', 'Ben'];
    const people = names.map((name) => ({ name, userId: newUser() }));
    const { page, panel, meeting, idOf } = await join(people);
    const ids = names.map(idOf);
    await panel.askForAll('Remove selected');
    const popup = await world.gavel.popup();
    await popup.question();
    for (const [id, name] of [
      [ids[0], 'Eve'],
      [ids[1], 'Zoe'],
    ] as const) {
      meeting.rename(id ?? '', name);
      await panel.row(name);
      await popup.confirm('Remove');
      if (name === 'Eve') await popup.reads(/Something has changed since you clicked/);
    }
    for (const name of ['Eve', 'Zoe', 'Ben']) await panel.rowGone(name);
    expect((await kicked()).toSorted()).toEqual(ids.toSorted());
    await popup.close();
    await page.close();
  });
});

describe('F3: a participant id that the client chose', () => {
  it.each([
    ['long', 'a'.repeat(65)],
    ['very long', 'a'.repeat(513)],
    ['of other letters', 'ünï'],
    ['like an address', 'sip:alice@x'],
    ['like JSON', '"}],{'],
  ])('%s: its person is banned and removed', async (_, participantId) => {
    const user = newUser();
    const { page, panel } = await join([{ name: 'Mallory', userId: user, participantId }]);
    await panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await panel.rowGone('Mallory');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    expect(await kicked()).toEqual([participantId]);
    await popup.close();
    await page.close();
  });
});

describe('F6: somebody who was moved to a breakout room', () => {
  it('has not left; a ban from here says what it does, and does only that', async () => {
    const user = newUser();
    const { page, panel, meeting, idOf } = await join([{ name: 'Mallory', userId: user }]);
    await panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    meeting.moveToBreakout(idOf('Mallory'), meeting.openBreakout('Table 1'), { keepId: true });
    await page.find('list', 'In “Table 1”');
    expect(await page.text()).not.toContain('Recently left');
    await popup.confirm('Ban');
    await popup.reads(/in another room of this meeting now \(“.*Table 1.*”\)/);
    expect(await operations(world)).toEqual([]);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect(await operations(world)).toEqual(['BAN_USER']);
    await popup.close();
    await page.close();
  });
});

describe('F7: somebody whom JaaS refuses only after they have joined', () => {
  it('raises no alarm and is not said to be back, unless they stay', async () => {
    const [mallory, eve] = ['Mallory', 'Eve'].map((name) => ({ name, userId: newUser() }));
    if (!mallory || !eve) throw new Error('nobody');
    const { page, panel, meeting } = await join([mallory, eve]);
    for (const name of ['Mallory', 'Eve']) {
      await panel.ban(name);
      const popup = await world.gavel.popup();
      await popup.confirm('Ban');
      await popup.outcome(/JaaS accepted the ban/);
      await panel.rowGone(name);
      await popup.close();
    }
    // Three tries, each seen by the panel; then one who stays, by whose alarm the others had their time.
    for (let tries = 0; tries < 3; tries += 1) {
      const id = meeting.join({ ...mallory, force: true });
      await panel.row('Mallory');
      meeting.leave(id);
      await panel.rowGone('Mallory');
    }
    meeting.join({ ...eve, force: true });
    const text = await panel.reads(/Eve is (here, but was|back)/);
    expect(text).not.toContain('Mallory is here');
    expect((await panel.names('Recently left')).filter((name) => name === 'Mallory')).toHaveLength(
      1,
    );
    await page.close();
  });
});
