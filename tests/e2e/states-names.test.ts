import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import type { HostKey } from './support/host-key';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;
let rooms = 0;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

async function join(
  people: readonly JoinOptions[],
  query: Record<string, string> = {},
  hides?: 'ALL' | 'GUEST',
) {
  rooms += 1;
  const room = `Names-${rooms}`;
  world.simulator.meeting(key.appId, room).hideDisplayName = hides;
  const joined = await world.joinMeeting(key.appId, people, {
    room,
    query: { name: 'Host', userId: 'auth0|host', ...query },
  });
  await joined.page.panel.open();
  await joined.page.panel.reads(`${people.length + 1} here`);
  return joined;
}

describe('F26: a room that hides names', () => {
  const people = [
    { name: 'Mallory', userId: 'auth0|mal' },
    { name: 'Ann', userId: 'guest' },
    { name: 'Ben', userId: 'guest' },
    { name: 'Cleo' },
  ];

  it.each([
    ['from everybody', 'ALL', 'moderator'],
    ['from a host who is no moderator', 'GUEST', 'participant'],
  ] as const)(
    '%s: ids lead, rows are told apart, nothing sounds broken',
    async (_, hides, role) => {
      const { page, meeting } = await join(people, { role }, hides);
      const [, ann = '', ben = '', cleo = ''] = meeting.participants().map(({ id }) => id);
      const shown = [cleo, 'auth0|mal', `guest (${ann})`, `guest (${ben})`];
      const names = await page.panel.names();
      expect(names.at(-1)).toBe('Host');
      expect(names.slice(0, -1).toSorted()).toEqual(shown.toSorted());
      const text = await page.text();
      expect(text).not.toMatch(/No name|Same name|cannot see|cannot read/);
      expect(text).not.toContain('Mallory');
      await page.close();
    },
  );

  it('bans whom the id at the head of the row says', async () => {
    const { page } = await join([{ name: 'Mallory', userId: 'auth0|mallory-4711' }], {}, 'ALL');
    await page.panel.ban('auth0|mallory-4711');
    const popup = await world.gavel.popup();
    await popup.reads(/Ban[^?]*auth0\|mallory-4711/);
    await popup.confirm('Ban');
    await world.request('BAN_USER', ({ userId }) => userId === 'auth0|mallory-4711');
    await page.panel.rowGone('auth0|mallory-4711');
    expect(await page.panel.names()).toEqual(['Host']);
    await popup.close();
    await page.close();
  });
});

describe('F5: the name that the token vouches for', () => {
  it('stands under another one, as soon as somebody takes that', async () => {
    const { page, meeting } = await join([
      { name: 'Dr. Weber (Host)', tokenName: 'Mallory', userId: 'auth0|mallory' },
      { name: 'Ann', userId: 'auth0|ann' },
    ]);
    await page.panel.rowReads('Dr. Weber (Host)', 'Token: Mallory');
    expect(await page.panel.row('Ann')).not.toContain('Token');
    const ann = meeting.participants().find(({ name }) => name === 'Ann');
    meeting.rename(ann?.id ?? '', 'Support');
    await page.panel.rowReads('Support', 'Token: Ann');
    meeting.rename(ann?.id ?? '', ' Ann ');
    expect(await page.panel.row('Ann')).not.toContain('Token');
    await page.panel.search('mallory');
    await certainly(
      async () => (await page.panel.names()).join() === 'Dr. Weber (Host)',
      'the search finds the name of the token',
    );
    await page.close();
  });

  it('is told of who waits, and of the host', async () => {
    const { page, meeting } = await join([], { name: 'Chair', tokenName: 'Hanna' });
    expect(await page.panel.rowReads('Chair', 'Token: Hanna')).toContain('You');
    meeting.lobby.knock({ name: 'Kim', tokenName: 'Mallory', userId: 'auth0|mallory' });
    await page.panel.rowReads('Kim', 'Token: Mallory', 'Waiting in the lobby');
    await page.close();
  });
});

describe('F3: participant ids that clients choose', () => {
  it('are listed whatever they are, with every character of them', async () => {
    const { page } = await join([
      { name: '', participantId: 'ün\u202Eï' },
      { name: '', participantId: 'sip:a/b' },
      { name: 'Long', participantId: 'a'.repeat(1000), userId: 'auth0|long' },
    ]);
    expect((await page.panel.names()).toSorted()).toEqual(
      ['Host', 'Long', 'sip:a/b', '\u2066\u202Dün⟨U+202E⟩ï\u202C\u2069'].toSorted(),
    );
    await page.click('button', /^User ID auth0\|long/);
    await page.panel.rowReads('Long', 'a'.repeat(1000));
    await page.close();
  });
});

describe('F6: people in other rooms of the meeting', () => {
  const people = [
    { name: 'Ann', userId: 'auth0|ann' },
    { name: 'Ben', userId: 'auth0|ben' },
  ];

  it.each([
    ['with the user id that Jitsi of 2026 remembers', {}, true, 'auth0|ann'],
    ['by the participant id where they came under a new one', {}, false, 'Participant'],
    ['in older builds by what was seen of them before', { identity: 'field' }, true, 'auth0|ann'],
  ] as const)('are listed by room, %s', async (_, query, keepId, known) => {
    const { page, meeting } = await join(people, query);
    const ann = meeting.participants().find(({ name }) => name === 'Ann')?.id ?? '';
    const workshop = meeting.openBreakout('Workshop');
    const there = meeting.moveToBreakout(ann, workshop, { keepId });
    await page.panel.reads('1 in another room');
    await page.find('list', 'In “Workshop”');
    const text = await page.panel.reads(/In “Workshop”/);
    expect(text).toContain(known === 'Participant' ? `Participant ${there}` : known);
    expect(await page.panel.names()).toEqual(['Ben', 'Host']);
    meeting.moveToMain(there, { keepId });
    await page.gone('list', 'In “Workshop”');
    await page.panel.row('Ann');
    await page.close();
  });

  it('are those of the main room for a host in a breakout room', async () => {
    const { page, meeting } = await join(people);
    const host = meeting.participants().find(({ page: isPage }) => isPage)?.id ?? '';
    meeting.moveToBreakout(host, meeting.openBreakout('Workshop'), { keepId: true });
    await page.find('list', 'In the main room');
    await page.panel.reads('2 in other rooms');
    const text = await page.text();
    for (const { name, userId } of people)
      expect(text).toMatch(new RegExp(`${name}[^]*${userId.replace('|', '\\|')}`));
    await page.close();
  });
});
